// Channels, pools and messages of libraries, made without the bound that they could have. A name counts by its package and its last
// part, wherever in the package it is imported from. What a server takes from anybody is a warning. All else is a note: a client has
// chosen its server, who writes `limit=0` has decided that callers count, and what fills a channel stands elsewhere.
#include "lint/rule.h"

enum { MISSING = 1, NONE = 2, ZERO = 4, NEGATIVE = 8, INFINITE = 16 };

static const struct {
    const char *package, *name, *parameter;
    int index;              // of the parameter; -1: by keyword only
    int unbounded;          // which values mean that there is no bound
    const char *variant;
} buffers[] = {
    {"janus.", ".Queue", "maxsize", 0, MISSING | ZERO | NEGATIVE, "queue"},                         // janus, Queue.__init__
    {"janus.", ".LifoQueue", "maxsize", 0, MISSING | ZERO | NEGATIVE, "queue"},
    {"janus.", ".PriorityQueue", "maxsize", 0, MISSING | ZERO | NEGATIVE, "queue"},
    {"anyio.", ".create_memory_object_stream", "max_buffer_size", 0, INFINITE, "queue"},            // anyio, "Streams"
    {"trio.", ".open_memory_channel", "max_buffer_size", 0, INFINITE, "queue"},                     // trio, "Buffering in channels"
    {"websockets.", ".connect", "max_queue", -1, NONE, "messages"},                                 // websockets, "Memory and buffers"
    {"websockets.", ".serve", "max_queue", -1, NONE, "messages"},
    {"websockets.", ".unix_connect", "max_queue", -1, NONE, "messages"},
    {"websockets.", ".unix_serve", "max_queue", -1, NONE, "messages"},
    {"websockets.", ".connect", "max_size", -1, NONE, "answer"},
    {"websockets.", ".serve", "max_size", -1, NONE, "size"},
    {"websockets.", ".unix_connect", "max_size", -1, NONE, "answer"},
    {"websockets.", ".unix_serve", "max_size", -1, NONE, "size"},
    {"aiohttp.", ".ws_connect", "max_msg_size", -1, ZERO, "answer"},                                // aiohttp, client reference
    {"aiohttp.", ".WebSocketResponse", "max_msg_size", -1, ZERO, "size"},
    {"aiohttp.", ".Application", "client_max_size", -1, ZERO, "size"},                              // aiohttp, web_request.py: tested for truth
    {"aiohttp.", ".TCPConnector", "limit", -1, ZERO | NONE, "connections"},                         // aiohttp, client reference
    {"aiohttp.", ".UnixConnector", "limit", -1, ZERO | NONE, "connections"},
    {"httpx.", ".Limits", "max_connections", -1, NONE, "connections"},                              // httpx, "Resource limits"
    {"sqlalchemy.", ".create_async_engine", "max_overflow", -1, NEGATIVE, "connections"},           // SQLAlchemy, QueuePool
    {"sqlalchemy.", ".create_async_engine", "pool_size", -1, ZERO, "connections"},
    {"motor.", ".AsyncIOMotorClient", "maxPoolSize", -1, ZERO | NONE, "connections"},               // PyMongo, MongoClient
    {"pymongo.", ".AsyncMongoClient", "maxPoolSize", -1, ZERO | NONE, "connections"},
};

static bool is_unbounded(Module *m, Node *value, bool unsure, int unbounded)
{
    if (!value) {
        return !unsure && (unbounded & MISSING);
    }
    Constant c = constant_of(m, value);
    if (c.kind == CONSTANT_NONE) {
        return unbounded & NONE;
    }
    if (c.kind != CONSTANT_NUMBER) {
        return false;
    }
    return constant_is_infinite(c) ? (unbounded & INFINITE) && c.number > 0 : c.number == 0 ? unbounded & ZERO : c.number < 0 && (unbounded & NEGATIVE);
}

CHECK(unbounded_library_buffer, c, n)
{
    Text name = callee_name(c->module, n);
    for (size_t i = 0; name.n && i < sizeof buffers / sizeof *buffers; i++) {
        if (!text_starts(name, text_from(buffers[i].package)) || !text_ends(name, text_from(buffers[i].name))) {
            continue;
        }
        bool unsure;
        Node *value = call_argument(n, buffers[i].index, buffers[i].parameter, &unsure);
        if (!is_unbounded(c->module, value, unsure, buffers[i].unbounded)) {
            continue;
        }
        Text parameter = text_from(buffers[i].parameter), variant = text_from(buffers[i].variant);
        Text given = value ? text_format(c->arena, "%.*s=%.*s", PRI(parameter), PRI(code_text(c, value))) : text_format(c->arena, "no %.*s", PRI(parameter));
        bool is_queue = text_eq(variant, T("queue")), from_anybody = text_eq(variant, T("size")) || text_eq(variant, T("messages"));
        Finding *f = REPORT(c, value && !is_queue ? node_span(value->parent) : node_span(n), buffers[i].variant, {"given", given}, {"parameter", parameter},
                            {"call", code_text(c, n->call.func)});
        report_severity(c, f, from_anybody ? SEVERITY_WARNING : SEVERITY_NOTE);
    }
}
