// A child process in a local variable: each of its pipes must be read by the time it is waited for
// (https://docs.python.org/3/library/asyncio-subprocess.html, the note on Process.wait).
#include "lint/rule.h"

typedef struct {
    Node *wait, *read;      // the first call of wait(), the first use of the pipe
    bool killed;            // before the wait
    bool known;             // every use of the process is understood
} Uses;

// `process` of `process = await create_subprocess_exec(...)`, bound nowhere else; or NULL.
static const Binding *process_of(Module *m, const Node *call)
{
    Node *await = call->parent;
    Use use = await && await->kind == AST_AWAIT ? use_of(m, await) : (Use){.kind = USE_OTHER};
    const Binding *b = use.kind == USE_BOUND && !use.collected ? use.binding : NULL;
    return b && b->defs.n == 1 && b->defs.at[0].value == await ? b : NULL;
}

static bool is_pipe(Module *m, Node *argument)
{
    Ref r = argument ? ref_of(m, argument) : (Ref){0};
    return ref_is_name(r, "asyncio.subprocess.PIPE") || ref_is_name(r, "subprocess.PIPE");
}

static bool ends_child(Text method)
{
    return text_eq(method, T("kill")) || text_eq(method, T("terminate")) || text_eq(method, T("send_signal"));
}

static Uses uses_of(const Binding *b, const char *pipe)
{
    Uses u = {.known = true};
    for (int i = 0; i < b->reads.n; i++) {
        Node *p = b->reads.at[i]->parent;
        if (p->kind != AST_ATTRIBUTE) {
            u.known = u.known && p->kind == AST_COMPARE;
            continue;
        }
        Text name = p->attribute.attr.text;
        bool called = p->parent->kind == AST_CALL && p->parent->call.func == p;
        if (text_is(name, pipe) || text_eq(name, T("communicate"))) {
            u.read = u.read ? u.read : p;
        } else if (text_eq(name, T("wait")) && called) {
            u.wait = u.wait ? u.wait : p->parent;
        } else if (ends_child(name)) {
            u.killed = u.killed || !u.wait;
        } else if (!called && !text_eq(name, T("pid")) && !text_eq(name, T("returncode")) && !text_eq(name, T("stdin")) &&
                   !text_eq(name, T("stdout")) && !text_eq(name, T("stderr"))) {
            u.known = false;        // process._transport, process.wait as such
        }
    }
    return u;
}

CHECK(subprocess_pipe_deadlock, c, n)
{
    static const char *const pipes[] = {"stdout", "stderr"};
    Module *m = c->module;
    const Binding *b = process_of(m, n);
    for (int i = 0; b && i < 2; i++) {
        bool unsure;
        Node *pipe = call_argument(n, -1, pipes[i], &unsure);
        Uses u = is_pipe(m, pipe) ? uses_of(b, pipes[i]) : (Uses){0};
        if (!u.known || !u.wait || u.killed || node_owner(m, u.wait) != b->scope->node) {
            continue;
        }
        bool late = u.read && u.read->id > u.wait->id && node_owner(m, u.read) == b->scope->node && !node_loop(m, u.wait);
        if (!u.read || late) {
            Finding *f = REPORT(c, node_span(u.wait), late ? "late" : "unread", {"process", b->name}, {"pipe", text_from(pipes[i])},
                                {"wait", code_text(c, u.wait)});
            report_related(c, f, node_span(pipe->parent), "the pipe is made here");
            if (late) {
                report_related(c, f, node_span(u.read), "and read here");
            }
            return;
        }
    }
}
