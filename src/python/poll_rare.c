// Polls that keep nobody waiting for long, or often: they give up, run once in the life of a program or a connection, or wait for its end; and
// those whose flag somebody else may set, on a thread, who could not set an event of asyncio.
#include "python/flow.h"
#include "python/iteration.h"
#include "python/poll.h"
#include "python/poll_body.h"
#include "python/shape.h"
#include "python/word.h"

static bool is_start_or_end(const Node *function)
{
    static const char *const words[] = {"start", "startup", "setup", "init", "initialize", "connect", "launch", "boot",
                                        "kill", "drain", "complete", "closed", "stopped", "lifespan", NULL};
    return function->kind == AST_FUNCTION && (function_is_ending(function) || name_has_word(function->function.name.text, words));
}

// A loop behind it that does more than to poll.
static bool is_before_main_loop(Module *m, const Node *poll, const Node *function)
{
    Node *sleep, *delay;
    for (int i = poll->last + 1; !node_loop(m, poll) && i <= function->last; i++) {
        const Node *d = m->ast->nodes[i];
        if (d->kind == AST_WHILE && node_owner(m, d) == function && subtree_awaits(m, d) && !poll_is_idle(m, d, &sleep, &delay)) {
            return true;
        }
    }
    return false;
}

// `while not self.stopped`, `while self.running`: it waits for the end of what it belongs to.
static bool waits_for_end(const Node *loop, const Node *subject)
{
    static const char *const at_end[] = {"stop", "stopped", "stopping", "shutdown", "exit", "exiting", "closing", "closed", "terminated",
                                         "exited", NULL};
    static const char *const before[] = {"running", "alive", NULL};
    Text name = subject ? last_name(subject) : (Text){0};
    bool negated = false;
    for (const Node *p = subject ? subject->parent : NULL; p && p != loop; p = p->parent) {
        negated ^= p->kind == AST_UNARY_OP && p->op == OP_NOT;
    }
    bool in_test = subject && node_within(subject, loop->while_.test);
    return in_test && name_has_word(name, negated ? at_end : before);
}

static bool is_of_thread(Module *m, const Node *function)
{
    Node *of = function->kind == AST_FUNCTION ? function_class(m, function) : NULL;
    return of && class_derives_from((Ref){.kind = REF_CLASS, .module = m, .node = of}, "threading.Thread");
}

bool poll_is_rare(Module *m, const Node *loop, const Poll *p)
{
    const Node *function = node_owner(m, loop);
    bool is_once = is_start_or_end(function) || is_before_main_loop(m, loop, function) || waits_for_end(loop, p->subject);
    bool is_told_by_others = p->is_mixed || p->is_outside || is_of_thread(m, function);
    bool is_alone = module_is_example(m) || module_is_command(m);
    return is_alone || is_once || is_told_by_others || (p->kind == POLL_STATE && p->gives_up);
}
