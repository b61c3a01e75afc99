#include "lint/dispatch.h"

#include "python/encoding.h"

#include <string.h>

static void add(Arena *a, Map *map, Text name, int rule)
{
    void **slot = map_put(a, map, name);
    if (!*slot) {
        *slot = NEW(a, RuleList, 1);
    }
    *list_push(a, (RuleList *)*slot) = rule;
}

static void add_triggers(Arena *a, Dispatch *d, int rule)
{
    const Rule *r = &rule_table[rule];
    for (const char *const *word = r->stray; word && *word; word++) {
        d->stray_count++;
    }
    if (r->stray) {
        *list_push(a, &d->strays) = rule;
    }
    if (!r->triggers && !r->stray && r->check) {
        *list_push(a, &d->untriggered) = rule;
    }
    for (const char *const *word = r->beside; word && *word; word++) {
        d->beside_count++;
    }
    if (r->beside) {
        *list_push(a, &d->besides) = rule;
    }
    for (const char *const *word = r->triggers; word && *word; word++) {
        add(a, &d->triggers, text_from(*word), rule);
    }
}

static bool is_any_enabled(const RuleList *rules, const Settings *settings)
{
    for (int i = 0; i < rules->n; i++) {
        if (settings_is_on(settings, rules->at[i])) {
            return true;
        }
    }
    return false;
}

static bool has_any(Text bytes, const char *const *words)
{
    for (; words && *words; words++) {
        if (memmem(bytes.s, (size_t)bytes.n, *words, strlen(*words))) {
            return true;
        }
    }
    return false;
}

bool dispatch_concerns(Text bytes)
{
    return bytes.n > 0 && (memmem(bytes.s, (size_t)bytes.n, "async", 5) || memmem(bytes.s, (size_t)bytes.n, "await", 5) || encoding_wide(bytes).n);
}

// A word that is a trigger outside of coroutines; not looked for where the file is of interest already.
static bool finds_stray(const Dispatch *d, Text bytes, bool known, const Settings *settings)
{
    bool found = false;
    for (int i = 0; !known && !found && i < d->strays.n; i++) {
        found = settings_is_on(settings, d->strays.at[i]) && has_any(bytes, rule_table[d->strays.at[i]].stray);
    }
    return found;
}

// Whatever asyncio code says, it says `async` somewhere, or should. What has no check (the parser's own errors) follows the others,
// unless it is all that is asked for, or says that the words cannot be looked for.
bool dispatch_may_find(const Dispatch *d, Text bytes, const Settings *settings)
{
    bool any = is_any_enabled(&d->untriggered, settings);
    bool others = any;
    bool is_async = memmem(bytes.s, (size_t)bytes.n, "async", 5);
    for (int i = 0; (is_async ? !any : !others) && i < d->triggers.n; i++) {
        bool enabled = is_any_enabled(d->triggers.at[i].value, settings);
        Text word = d->triggers.at[i].key;
        others = others || enabled;
        any = enabled && memmem(bytes.s, (size_t)bytes.n, word.s, (size_t)word.n);
    }
    bool stray = finds_stray(d, bytes, is_async && any, settings);
    others = others || is_any_enabled(&d->strays, settings);
    return (any && is_async) || stray || !others || encoding_wide(bytes).n;
}

// Any call of a coroutine may be a finding of rules that look for what blocks and have no words of their own: what a name holds
// that has none of the words around it matters, too.
static bool follows_calls(const RuleList *rules, Text word, const Settings *settings)
{
    for (int i = 0; i < rules->n; i++) {
        if (text_eq(word, T("async ")) && rule_table[rules->at[i]].is_blocking && settings_is_on(settings, rules->at[i])) {
            return true;
        }
    }
    return false;
}

// Rules that look at more than a call: what stands around the trigger matters, too.
static bool is_wide(const RuleList *rules, const Settings *settings)
{
    for (int i = 0; i < rules->n; i++) {
        RuleOn on = rule_table[rules->at[i]].on;
        bool looks_around = on == ON_MODULE || on == ON_FUNCTION || on == ON_HANDLER || on == ON_WITH || on == ON_LOOP;
        if (settings_is_on(settings, rules->at[i]) && (rule_table[rules->at[i]].is_blocking || looks_around)) {
            return true;
        }
    }
    return false;
}

// What rules want to see besides, of those that may find something in the file.
static int add_besides(const Dispatch *d, Text bytes, const Settings *settings, const char **all, int n)
{
    for (int i = 0; i < d->besides.n; i++) {
        const Rule *r = &rule_table[d->besides.at[i]];
        bool wanted = settings_is_on(settings, d->besides.at[i]) && has_any(bytes, r->triggers);
        for (const char *const *word = r->beside; wanted && *word; word++) {
            all[n++] = *word;
        }
    }
    return n;
}

static const char **all_strays(const Dispatch *d, Arena *a, const Settings *settings)
{
    const char **strays = NEW(a, const char *, d->stray_count + 1);
    for (int i = 0, n = 0; i < d->strays.n; i++) {
        bool wanted = settings_is_on(settings, d->strays.at[i]);
        for (const char *const *word = rule_table[d->strays.at[i]].stray; wanted && *word; word++) {
            strays[n++] = *word;
        }
    }
    return strays;
}

const TriggerWords *dispatch_words(const Dispatch *d, Arena *a, Text bytes, const Settings *settings)
{
    if (is_any_enabled(&d->untriggered, settings)) {
        return NULL;
    }
    TriggerWords *words = NEW(a, TriggerWords, 1);
    const char **all = NEW(a, const char *, d->triggers.n + d->beside_count + 1), **wide = NEW(a, const char *, d->triggers.n + 1);
    int n = 0, wide_count = 0;
    bool runs = d->chains && settings_is_on(settings, rule_index(d->chains));
    for (int i = 0; i < d->triggers.n; i++) {
        const RuleList *rules = d->triggers.at[i].value;
        runs = runs || follows_calls(rules, d->triggers.at[i].key, settings);
        if (is_any_enabled(rules, settings)) {
            all[n++] = d->triggers.at[i].key.s;
        }
        if (is_wide(rules, settings)) {
            wide[wide_count++] = d->triggers.at[i].key.s;
        }
    }
    n = add_besides(d, bytes, settings, all, n);
    *words = (TriggerWords){.all = all, .wide = wide, .stray = all_strays(d, a, settings), .runs = runs};
    return n || *words->stray ? words : NULL;
}

Dispatch *dispatch_new(Arena *a)
{
    Dispatch *d = NEW(a, Dispatch, 1);
    d->chains = rule_find(T("AQ412"));
    for (int i = 0; i < rule_count; i++) {
        const Rule *r = &rule_table[i];
        add_triggers(a, d, i);
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

// The severity is the entry's where it has one. A check may leave the call out, or say more.
static void check_blocking(Check *c, Node *n, Blocking b)
{
    int before = c->run->findings->n;
    c->blocking = b;
    if (c->rule->check) {
        c->rule->check(c, n);
    } else {
        REPORT(c, blocking_span(b), "", {"call", b.name}, {"advice", text_from(b.entry->advice)});
    }
    for (int i = before; b.entry->severity && i < c->run->findings->n; i++) {
        report_severity(c, c->run->findings->at[i], (Severity)b.entry->severity);
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

static void check_call(const Pass *p, Node *n)
{
    Text last = callee_last_name(p->m, n);
    if (!last.n || map_get(&p->d->call_names, last)) {
        Text name = callee_name(p->m, n);
        check_all(p, name.n ? map_get(&p->d->calls, name) : NULL, n);
    }
    check_what_blocks(p, n);
    check_all(p, map_get(&p->d->last_parts, last_part(n->call.func)), n);
    check_all(p, &p->d->on[ON_CALL], n);
}

void dispatch_run(const Dispatch *d, Module *m, const Settings *settings, FileRun *run)
{
    bool on[RULES_MAX];
    for (int i = 0; i < rule_count; i++) {
        on[i] = settings_is_on(settings, i);
    }
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
