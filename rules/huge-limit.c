// Bounds so large that nothing ever reaches them. Workers that are started in a loop have a rule of their own (too-many-workers), and
// infinite queues another (unbounded-queue). How many jobs there ever are is not known here, so it is a warning, whatever the
// scene's figures are.
#include "lint/rule.h"

static const struct {
    const char *package, *name, *parameter;
    int index;
    const char *variant, *option;
} limits[] = {
    {"asyncio.", ".Semaphore", "value", 0, "semaphore", "most"},
    {"asyncio.", ".BoundedSemaphore", "value", 0, "semaphore", "most"},
    {"anyio.", ".Semaphore", "initial_value", 0, "semaphore", "most"},
    {"anyio.", ".CapacityLimiter", "total_tokens", 0, "semaphore", "most"},
    {"trio.", ".Semaphore", "initial_value", 0, "semaphore", "most"},
    {"trio.", ".CapacityLimiter", "total_tokens", 0, "semaphore", "most"},
    {"concurrent.futures.", ".ThreadPoolExecutor", "max_workers", 0, "threads", "most"},
    {"aiohttp.", ".TCPConnector", "limit", -1, "connections", "connections"},
    {"aiohttp.", ".UnixConnector", "limit", -1, "connections", "connections"},
    {"httpx.", ".Limits", "max_connections", -1, "connections", "connections"},
    {"asyncpg.", ".create_pool", "max_size", -1, "connections", "most"},
    {"anyio.", ".create_memory_object_stream", "max_buffer_size", 0, "slots", "slots"},
    {"trio.", ".open_memory_channel", "max_buffer_size", 0, "slots", "slots"},
    {"janus.", ".Queue", "maxsize", 0, "slots", "slots"},
};

static void judge(Check *c, Node *n, double size, const char *variant, const char *option)
{
    if (size <= (double)option_int(c, option)) {
        return;
    }
    Finding *f = REPORT(c, node_span(n), variant, {"call", code_text(c, n->call.func)}, {"size", text_format(c->arena, "%.15g", size)});
    report_severity(c, f, module_is_test(c->module) ? SEVERITY_NOTE : SEVERITY_WARNING);
}

CHECK(huge_limit, c, n)
{
    QueueBound b = queue_bound(c->module, n);
    if (b.kind == BOUND_SET) {
        judge(c, n, b.size, "slots", "slots");
        return;
    }
    Text name = callee_name(c->module, n);
    for (size_t i = 0; name.n && i < sizeof limits / sizeof *limits; i++) {
        if (text_starts(name, text_from(limits[i].package)) && text_ends(name, text_from(limits[i].name))) {
            Node *value = call_argument(n, limits[i].index, limits[i].parameter, NULL);
            Constant size = value ? constant_of(c->module, value) : (Constant){0};
            if (size.kind == CONSTANT_NUMBER && !constant_is_infinite(size)) {
                judge(c, n, size.number, limits[i].variant, limits[i].option);
            }
        }
    }
}
