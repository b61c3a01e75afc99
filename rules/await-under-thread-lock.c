// A `with` on a lock of threading in a coroutine, around something that suspends.
#include "lint/rule.h"

static const char *const classes[] = {"threading.Lock", "threading.RLock", "threading.Condition", "threading.Semaphore",
                                      "threading.BoundedSemaphore", NULL};

static const char *lock_class(Module *m, Node *expression)
{
    Ref r = ref_of(m, expression);
    for (int i = 0; classes[i]; i++) {
        if (ref_is_instance(r, classes[i])) {
            return classes[i];
        }
    }
    return NULL;
}

static bool awaits(const Node *n)
{
    return n->kind == AST_AWAIT || ((n->kind == AST_FOR || n->kind == AST_WITH || n->kind == AST_COMP_FOR) && n->is_async);
}

// `lock.release()` of the lock of the `with`.
static bool releases(const Module *m, const Node *n, const Node *lock)
{
    const Node *f = n->kind == AST_CALL ? n->call.func : NULL;
    return f && f->kind == AST_ATTRIBUTE && text_eq(f->attribute.attr.text, T("release")) && same_place(m, f->attribute.value, lock);
}

// The first node of the body that may suspend while the lock is held, nested definitions left out.
static Node *suspends_under(Module *m, Node *with, const Node *lock)
{
    const Node *owner = node_owner(m, with);
    int first = with->with.body.n ? with->with.body.at[0]->id : with->last + 1;     // empty when it could not be read
    for (int i = first; i <= with->last; i++) {
        Node *d = m->ast->nodes[i];
        if (node_owner(m, d) != owner) {
            continue;
        }
        if (releases(m, d, lock)) {
            return NULL;
        }
        if (awaits(d) && may_suspend(m, d)) {
            return d;
        }
    }
    return NULL;
}

CHECK(await_under_thread_lock, c, n)
{
    for (int i = 0; i < n->with.items.n && !n->is_async; i++) {
        Node *lock = n->with.items.at[i]->with_item.context;
        const char *class_name = lock_class(c->module, lock);
        Node *awaiting = class_name ? suspends_under(c->module, n, lock) : NULL;
        if (awaiting) {
            Span head = {n->beg, lock->end};
            bool reenters = text_eq(text_from(class_name), T("threading.RLock")) || text_eq(text_from(class_name), T("threading.Condition"));
            Finding *f = REPORT(c, head, reenters ? "reentrant" : "plain", {"lock", code_text(c, lock)}, {"class", text_from(class_name)});
            uint32_t end = awaiting->kind == AST_AWAIT ? awaiting->end : awaiting->beg + 5;
            report_related(c, f, (Span){awaiting->beg, end}, "other tasks run here, with the lock held");
            return;
        }
    }
}
