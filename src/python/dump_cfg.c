#include "python/cfg.h"
#include "python/dump_model.h"

static const char *const kind_names[] = {"entry", "returned", "raised", "statement", "test", "evaluate", "next", "catch", "handler",
                                         "exit", "exit raising"};

typedef struct {
    Out *o;
    Module *m;
    const Cfg *g;
    LIST(const Step *) order;   // reachable steps, numbered as they are shown
    int *number;                // by id; 0: not reached
} Dump;

// In preorder from the entry, so that the numbers follow the text; an explicit stack, since chains are long.
static void put_in_order(Dump *d, Arena *a)
{
    LIST(const Step *) stack = {0};
    *list_push(a, &stack) = d->g->entry;
    while (stack.n) {
        const Step *s = stack.at[--stack.n];
        if (d->number[s->id]) {
            continue;
        }
        *list_push(a, &d->order) = s;
        d->number[s->id] = d->order.n;
        if (s->raises) {
            *list_push(a, &stack) = s->raises;
        }
        for (int i = s->next.n - 1; i >= 0; i--) {
            *list_push(a, &stack) = s->next.at[i];
        }
    }
}

static void put_step(const Dump *d, const Step *s)
{
    out_format(d->o, "  %d %s", d->number[s->id], kind_names[s->kind]);
    if (s->kind > STEP_RAISED) {
        const Node *n = s->expression ? s->expression : s->node;
        Place p = source_place(d->m->source, n->beg);
        Text t = source_span_text(d->m->source, node_span(n));
        ptrdiff_t end = text_find_char(t, '\n');
        t = end >= 0 ? text_sub(t, 0, end) : t;
        out_format(d->o, " %d:%d %.*s", p.line, p.column, PRI(text_sub(t, 0, 60)));
    }
    out_c(d->o, step_suspends(d->m, s) ? ", suspends" : "");
    for (int i = 0; i < s->next.n; i++) {
        out_format(d->o, "%s%d", i ? " " : " -> ", d->number[s->next.at[i]->id]);
    }
    if (s->raises) {
        out_format(d->o, "; raises to %d", d->number[s->raises->id]);
    }
    out_char(d->o, '\n');
}

void dump_flow(Out *o, Module *m)
{
    for (int i = 0; i < m->ast->n; i++) {
        Node *f = m->ast->nodes[i];
        if (f->kind != AST_FUNCTION) {
            continue;
        }
        Place p = source_place(m->source, f->function.name.span.beg);
        out_format(o, "%.*s %d:%d\n", PRI(f->function.name.text), p.line, p.column);
        Dump d = {.o = o, .m = m, .g = cfg_of(m, f)};
        if (!d.g) {
            out_c(o, "  too large\n");
            continue;
        }
        d.number = NEW(m->arena, int, d.g->steps.n);
        put_in_order(&d, m->arena);
        for (int k = 0; k < d.order.n; k++) {
            put_step(&d, d.order.at[k]);
        }
    }
}
