#include "sim/scenario.h"

#include "sim/reader.h"

#include <stdint.h>

// ---- errors and names

bool fail_at(Reader *r, const Value *at, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    r->error->line = at->line;
    r->error->column = at->column;
    r->error->message = text_vformat(r->arena, format, args);
    va_end(args);
    return false;
}

bool fail_unknown(Reader *r, const Value *at, const char *kind, Text name, const Text *known, ptrdiff_t n)
{
    Text near = text_nearest(name, known, n);
    if (near.n) {
        return fail_at(r, at, "unknown %s `%.*s`; did you mean `%.*s`?", kind, PRI(name), PRI(near));
    }
    return fail_at(r, at, "unknown %s `%.*s`", kind, PRI(name));
}

bool fail_unknown_in(Reader *r, const Value *at, const char *kind, Text name, const Map *known)
{
    Text *names = NEW(r->arena, Text, known->n);
    for (int i = 0; i < known->n; i++) {
        names[i] = known->at[i].key;
    }
    return fail_unknown(r, at, kind, name, names, known->n);
}

int find_handle(const Map *m, Text name)
{
    return (int)(intptr_t)map_get(m, name);
}

Text need_word(Reader *r, const Value *v, const char *what)
{
    if (v->kind != VALUE_SCALAR || v->text.n == 0) {
        fail_at(r, v, "the name of a %s is needed here", what);
        return T("");
    }
    return v->text;
}

bool need_map(Reader *r, const Value *v, const char *what)
{
    return v->kind == VALUE_MAP ? true : fail_at(r, v, "`%s` needs a map", what);
}

static bool put_handle(Reader *r, Map *m, const Value *key, int handle)
{
    *map_put(r->arena, m, key->text) = (void *)(intptr_t)handle;
    return true;
}

// ---- sections

static bool read_version(Reader *r, const Value *v)
{
    return text_eq(v->text, T("1")) ? true : fail_at(r, v, "this aqlint reads scenarios of version `aqsim: 1`");
}

static bool read_name(Reader *r, const Value *v)
{
    r->scenario->name = need_word(r, v, "scenario");
    return r->scenario->name.n > 0;
}

static bool is_identifier(Text t)
{
    for (ptrdiff_t i = 0; i < t.n; i++) {
        char c = t.s[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        if (!letter && (i == 0 || c < '0' || c > '9')) {
            return false;
        }
    }
    return t.n > 0;
}

static bool read_params(Reader *r, const Value *v)
{
    if (!need_map(r, v, "params")) {
        return false;
    }
    for (int i = 0; i < v->pairs.n; i++) {
        double value;
        if (!is_identifier(v->pairs.at[i].key->text)) {
            return fail_at(r, v->pairs.at[i].key, "a parameter's name has letters, digits and `_` only");
        }
        if (!read_constant(r, v->pairs.at[i].value, A_VALUE, &value)) {
            return false;
        }
        program_parameter(r->program, v->pairs.at[i].key->text, value);
    }
    return true;
}

static SimObjectKind find_object_kind(Text name)
{
    for (int k = SIM_QUEUE; k <= SIM_POOL; k++) {
        if (text_eq(name, text_from(sim_object_kind_name((SimObjectKind)k)))) {
            return (SimObjectKind)k;
        }
    }
    return 0;
}

static bool fail_object_kind(Reader *r, const Value *key)
{
    Text known[SIM_POOL];
    for (int k = SIM_QUEUE; k <= SIM_POOL; k++) {
        known[k - 1] = text_from(sim_object_kind_name((SimObjectKind)k));
    }
    return fail_unknown(r, key, "kind of object", key->text, known, SIM_POOL);
}

// `{condition: }` and, where no object is called so, `{condition: lock}` have a lock of their own.
static bool read_condition(Reader *r, Text name, const Value *v, int *handle)
{
    int lock = value_is_null(v) ? 0 : find_handle(&r->objects, v->text);
    if (lock && program_object_kind(r->program, lock) != SIM_LOCK) {
        return fail_at(r, v, "`%.*s` is no lock", PRI(v->text));
    }
    if (!lock && !value_is_null(v) && !text_eq(v->text, T("lock"))) {
        return fail_unknown_in(r, v, "lock", v->text, &r->objects);
    }
    *handle = program_condition(r->program, name, lock);
    return true;
}

static bool read_object(Reader *r, const ValuePair *pair)
{
    const Value *v = pair->value;
    if (v->kind != VALUE_MAP || v->pairs.n != 1) {
        return fail_at(r, v, "an object is one kind with its size, like {queue: 1}");
    }
    const Value *key = v->pairs.at[0].key, *value = v->pairs.at[0].value;
    SimObjectKind kind = find_object_kind(key->text);
    bool sized = kind != SIM_LOCK && kind != SIM_EVENT && kind != SIM_CONDITION && kind != SIM_FUTURE;
    bool may_lack_size = kind != SIM_BARRIER && kind != SIM_POOL;
    int handle = 0;
    if (!kind) {
        return fail_object_kind(r, key);
    }
    if (kind == SIM_CONDITION) {
        program_place(r->program, key->line, key->column);
        return read_condition(r, pair->key->text, value, &handle) && put_handle(r, &r->objects, pair->key, handle);
    }
    if (!sized && !value_is_null(value)) {
        return fail_at(r, value, "a %s takes no size", sim_object_kind_name(kind));
    }
    Number size = sized && !(value_is_null(value) && may_lack_size) ? read_number(r, value, A_COUNT) : 0;
    if (sized && !size && !(value_is_null(value) && may_lack_size)) {
        return false;
    }
    program_place(r->program, key->line, key->column);
    return put_handle(r, &r->objects, pair->key, program_object(r->program, kind, pair->key->text, size));
}

static bool read_objects(Reader *r, const Value *v)
{
    if (!need_map(r, v, "objects")) {
        return false;
    }
    for (int i = 0; i < v->pairs.n; i++) {
        if (!read_object(r, &v->pairs.at[i])) {
            return false;
        }
    }
    return true;
}

static bool read_coroutines(Reader *r, const Value *v)
{
    if (!need_map(r, v, "coroutines")) {
        return false;
    }
    for (int i = 0; i < v->pairs.n; i++) {
        const Value *key = v->pairs.at[i].key;
        program_place(r->program, key->line, key->column);
        put_handle(r, &r->coroutines, key, program_coroutine(r->program, key->text));
    }
    if (!collect_names(r, v)) {
        return false;
    }
    for (int i = 0; i < v->pairs.n; i++) {
        r->coroutine = find_handle(&r->coroutines, v->pairs.at[i].key->text);
        if (!read_body(r, v->pairs.at[i].value)) {
            return false;
        }
    }
    return true;
}

static bool read_run(Reader *r, const Value *v)
{
    int coroutine = find_handle(&r->coroutines, v->text);
    if (!coroutine) {
        return fail_unknown_in(r, v, "coroutine", v->text, &r->coroutines);
    }
    program_entry(r->program, coroutine);
    return true;
}

static bool read_sweep(Reader *r, const Value *v)
{
    if (!need_map(r, v, "sweep")) {
        return false;
    }
    for (int i = 0; i < v->pairs.n; i++) {
        const Value *key = v->pairs.at[i].key, *list = v->pairs.at[i].value;
        Sweep *s = list_push(r->arena, &r->scenario->sweeps);
        s->parameter = program_find_parameter(r->program, key->text);
        if (!s->parameter) {
            return fail_at(r, key, "`sweep` of `%.*s`, which is no parameter", PRI(key->text));
        }
        if (list->kind != VALUE_LIST || list->items.n == 0) {
            return fail_at(r, list, "a list of values is needed here, like [25, 50, 100]");
        }
        s->n = list->items.n;
        s->values = NEW(r->arena, double, s->n);
        for (int k = 0; k < s->n; k++) {
            if (!read_constant(r, list->items.at[k], A_VALUE, &s->values[k])) {
                return false;
            }
        }
    }
    return true;
}

static bool read_expect(Reader *r, const Value *v)
{
    if (v->kind != VALUE_LIST) {
        return fail_at(r, v, "`expect` needs a list");
    }
    for (int i = 0; i < v->items.n; i++) {
        if (!read_expectation(r, v->items.at[i])) {
            return false;
        }
    }
    return true;
}

// ---- tables of sections

bool read_sections(Reader *r, const Value *map, const Section *sections, int n, const char *kind)
{
    Text known[16];
    for (int i = 0; i < n; i++) {
        known[i] = sections[i].key;
    }
    for (int i = 0; i < map->pairs.n; i++) {
        const Value *key = map->pairs.at[i].key;
        bool found = false;
        for (int k = 0; k < n; k++) {
            found |= text_eq(key->text, known[k]);
        }
        if (!found) {
            return fail_unknown(r, key, kind, key->text, known, n);
        }
    }
    for (int i = 0; i < n; i++) {
        const Value *v = value_get(map, known[i]);
        if (!v && sections[i].required) {
            return fail_at(r, map, "`%.*s` is missing", PRI(known[i]));
        }
        if (v && !sections[i].read(r, v)) {
            return false;
        }
    }
    return true;
}

Scenario *scenario_read(Arena *a, Text source, ValueError *error)
{
    // In the order in which they are read, whatever their order in the text.
    static const Section SECTIONS[] = {
        {{"aqsim", 5}, read_version, true}, {{"name", 4}, read_name, false}, {{"params", 6}, read_params, false},
        {{"options", 7}, read_options, false}, {{"objects", 7}, read_objects, false},
        {{"coroutines", 10}, read_coroutines, true}, {{"run", 3}, read_run, true}, {{"sweep", 5}, read_sweep, false},
        {{"expect", 6}, read_expect, false},
    };
    Value *v = value_read_yaml(a, source, error);
    if (!v) {
        return NULL;
    }
    Scenario *s = NEW(a, Scenario, 1);
    Reader r = {.arena = a, .error = error, .program = program_new(a), .scenario = s};
    s->program = r.program;
    s->options = sim_options();
    bool ok = need_map(&r, v, "scenario") &&
              read_sections(&r, v, SECTIONS, sizeof SECTIONS / sizeof *SECTIONS, "key");
    return ok ? s : NULL;
}

bool scenario_number(Arena *a, Text text, double *value)
{
    ValueError error;
    Reader r = {.arena = a, .error = &error, .program = program_new(a)};
    Value v = {.kind = VALUE_SCALAR, .text = text};
    return read_constant(&r, &v, A_VALUE, value);
}
