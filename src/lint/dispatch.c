#include "lint/dispatch.h"

#include "python/weight.h"

static void add(Arena *a, Map *map, Text name, int rule)
{
    void **slot = map_put(a, map, name);
    if (!*slot) {
        *slot = NEW(a, RuleList, 1);
    }
    *list_push(a, (RuleList *)*slot) = rule;
}

Dispatch *dispatch_new(Arena *a)
{
    Dispatch *d = NEW(a, Dispatch, 1);
    for (int i = 0; i < rule_count; i++) {
        const Rule *r = &rule_table[i];
        if (r->is_blocking) {
            continue;
        }
        if (r->on != ON_CALL || !r->calls) {
            *list_push(a, &d->on[r->on]) = i;
            continue;
        }
        for (const char *const *name = r->calls; *name; name++) {
            Text t = text_from(*name);
            bool any_owner = text_starts(t, T("*."));
            add(a, any_owner ? &d->last_parts : &d->calls, any_owner ? text_sub(t, 2, t.n) : t, i);
            add(a, &d->call_names, text_sub(t, text_rfind_char(t, '.') + 1, t.n), i);
        }
    }
    return d;
}

typedef struct {
    const Dispatch *d;
    Module *m;
    const Settings *settings;
    FileRun *run;
    const bool *on;             // by rule
} Pass;

// The severity is the entry's where it has one, and a note's where nobody waits, or not long. A check may leave the call out, or say more.
static void check_blocking(Check *c, Node *n, Blocking b)
{
    int before = c->run->findings->n;
    c->blocking = b;
    if (c->rule->check) {
        c->rule->check(c, n);
    } else {
        REPORT(c, blocking_span(b), "", {"call", b.name}, {"advice", text_from(b.entry->advice)});
    }
    for (int i = before; i < c->run->findings->n; i++) {
        bool is_short = node_runs_alone(c->module, n) || blocking_is_light(c->module, b.entry, n);
        int severity = is_short ? SEVERITY_NOTE : b.entry->severity;
        if (severity) {
            report_severity(c, c->run->findings->at[i], (Severity)severity);
        }
    }
}

static void check_with(const Pass *p, int rule, Node *n, Blocking b)
{
    const Rule *r = &rule_table[rule];
    if (!p->on[rule] || (r->in_async && !(n->kind == AST_FUNCTION ? n->is_async : node_in_async(p->m, n)))) {
        return;
    }
    Check c = {.rule = r, .rule_index = rule, .module = p->m, .arena = p->run->arena, .settings = p->settings, .run = p->run};
    if (r->is_blocking) {
        check_blocking(&c, n, b);
    } else if (r->check) {
        r->check(&c, n);
    } else if (r->on != ON_MODULE) {
        report(&c, node_span(n), "", NULL, 0);
    }
}

static void check_all(const Pass *p, const RuleList *rules, Node *n)
{
    for (int i = 0; rules && i < rules->n; i++) {
        check_with(p, rules->at[i], n, (Blocking){0});
    }
}

static Text last_part(const Node *callee)
{
    return callee->kind == AST_ATTRIBUTE ? callee->attribute.attr.text : callee->kind == AST_NAME ? callee->name.id : (Text){0};
}

static void check_what_blocks(const Pass *p, Node *n)
{
    if (node_in_async(p->m, n)) {
        Blocking b = blocking_at(p->m, n);
        if (b.entry) {
            check_with(p, b.entry->rule, n, b);
        }
    }
}

static bool is_any_on(const Pass *p, const RuleList *rules)
{
    for (int i = 0; rules && i < rules->n; i++) {
        if (p->on[rules->at[i]]) {
            return true;
        }
    }
    return false;
}

static void check_call(const Pass *p, Node *n)
{
    Text last = callee_last_name(p->m, n);
    if (!last.n || is_any_on(p, map_get(&p->d->call_names, last))) {
        Text name = callee_name(p->m, n);
        check_all(p, name.n ? map_get(&p->d->calls, name) : NULL, n);
    }
    check_what_blocks(p, n);
    check_all(p, map_get(&p->d->last_parts, last_part(n->call.func)), n);
    check_all(p, &p->d->on[ON_CALL], n);
}

void dispatch_run(const Dispatch *d, Module *m, const bool *on, const Settings *settings, FileRun *run)
{
    Pass p = {d, m, settings, run, on};
    check_all(&p, &d->on[ON_MODULE], m->ast->module);
    for (int i = 0; i < m->ast->n; i++) {
        Node *n = m->ast->nodes[i];
        switch (n->kind) {
        case AST_CALL: check_call(&p, n); break;
        case AST_FUNCTION: check_all(&p, &d->on[ON_FUNCTION], n); break;
        case AST_HANDLER: check_all(&p, &d->on[ON_HANDLER], n); break;
        case AST_WITH: check_all(&p, &d->on[ON_WITH], n); break;
        case AST_WITH_ITEM: check_what_blocks(&p, n); break;
        case AST_FOR: check_what_blocks(&p, n); check_all(&p, &d->on[ON_LOOP], n); break;
        case AST_WHILE: check_all(&p, &d->on[ON_LOOP], n); break;
        case AST_AWAIT: check_all(&p, &d->on[ON_AWAIT], n); break;
        default: break;
        }
    }
}
