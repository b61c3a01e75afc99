// The operands of operations in scenarios: the value behind the name, and further keys.
#include "sim/vocabulary.h"

#include <stdint.h>

static int need_handle(Reader *r, const Value *v, const Map *known, const char *kind)
{
    Text name = need_word(r, v, kind);
    int handle = name.n ? find_handle(known, name) : 0;
    if (name.n && !handle) {
        fail_unknown_in(r, v, kind, name, known);
    }
    return handle;
}

static bool declare(Reader *r, const Value *v, Map *map, int handle, const char *kind)
{
    Text name = need_word(r, v, kind);
    if (!name.n) {
        return false;
    }
    if (map == &r->slots && find_handle(&r->coroutines, name)) {
        return fail_at(r, v, "`%.*s` is a coroutine; a slot needs another name", PRI(name));
    }
    *map_put(r->arena, map, name) = (void *)(intptr_t)handle;
    return true;
}

// Slots are named where they are filled (`as`), groups where they are entered (`taskgroup`); both may stand anywhere.
bool collect_names(Reader *r, const Value *v)
{
    for (int i = 0; i < v->items.n; i++) {
        if (!collect_names(r, v->items.at[i])) {
            return false;
        }
    }
    for (int i = 0; i < v->pairs.n; i++) {
        Text key = v->pairs.at[i].key->text;
        const Value *value = v->pairs.at[i].value;
        bool ok = true;
        if (text_eq(key, T("as")) && value->kind == VALUE_SCALAR) {
            ok = declare(r, value, &r->slots, program_slot(r->program, value->text), "slot");
        } else if (text_eq(key, T("taskgroup")) && value->kind == VALUE_SCALAR) {
            ok = declare(r, value, &r->groups, program_name(r->program, value->text), "task group");
        }
        if (!ok || !collect_names(r, value)) {
            return false;
        }
    }
    return true;
}

static SimException find_kind(Text name)
{
    for (int k = 1; k < SIM_EXCEPTION_KINDS; k++) {
        if (text_eq(name, text_from(sim_exception_name((SimException)k)))) {
            return (SimException)k;
        }
    }
    return 0;
}

static bool fail_kind(Reader *r, const Value *v, bool in_except)
{
    Text known[SIM_EXCEPTION_KINDS + 1];
    int n = 0;
    for (int k = 1; k < SIM_EXCEPTION_KINDS; k++) {
        known[n++] = text_from(sim_exception_name((SimException)k));
    }
    if (in_except) {
        known[n++] = T("exception");
        known[n++] = T("any");
    }
    return fail_unknown(r, v, "kind of exception", v->text, known, n);
}

bool read_mask(Reader *r, const Value *key, uint32_t *mask)
{
    SimException kind = find_kind(key->text);
    bool is_any = text_eq(key->text, T("any")), is_exception = text_eq(key->text, T("exception"));
    *mask = is_any ? SIM_MASK_ANY : is_exception ? SIM_MASK_EXCEPTION : SIM_MASK(kind);
    return kind || is_any || is_exception ? true : fail_kind(r, key, true);
}

// ---- the value behind the operation's name

// `queue.depth` -> the object `queue`, or the only queue that there is.
static int find_observed(Reader *r, const Value *v, Text name)
{
    Text head = text_sub(name, 0, text_rfind_char(name, '.'));
    int object = find_handle(&r->objects, head), of_kind = 0, n = 0;
    for (int i = 1; i <= program_object_count(r->program); i++) {
        if (text_eq(head, text_from(sim_object_kind_name(program_object_kind(r->program, i))))) {
            of_kind = i;
            n++;
        }
    }
    if (!object && n > 1) {
        fail_at(r, v, "there are %d objects of that kind: `%.*s` must name one", n, PRI(head));
        return 0;
    }
    object = object ? object : of_kind;
    if (!object) {
        fail_unknown_in(r, v, "object", head, &r->objects);
    }
    return object;
}

static bool read_futures(Reader *r, const Value *v, SimOperands *o)
{
    if (v->kind == VALUE_SCALAR) {
        o->slot = need_handle(r, v, &r->slots, "slot");
        return o->slot != 0;
    }
    if (v->kind != VALUE_LIST || v->items.n == 0) {
        return fail_at(r, v, "`gather` needs a slot or a list of slots and coroutines");
    }
    int *items = NEW(r->arena, int, v->items.n);
    for (int i = 0; i < v->items.n; i++) {
        Text name = need_word(r, v->items.at[i], "slot or coroutine");
        int slot = find_handle(&r->slots, name), coroutine = find_handle(&r->coroutines, name);
        if (!slot && !coroutine) {
            return name.n ? fail_unknown_in(r, v->items.at[i], "slot or coroutine", name, &r->coroutines) : false;
        }
        items[i] = slot ? slot : -coroutine;
    }
    o->items = items;
    o->item_count = v->items.n;
    return true;
}

static bool read_factory(Reader *r, const Value *v, SimOperands *o)
{
    o->eager = v->kind == VALUE_SCALAR && text_eq(v->text, T("eager"));
    return o->eager || text_eq(v->text, T("default")) ? true : fail_at(r, v, "`task_factory` is eager or default");
}

bool read_main(Reader *r, const Grammar *g, const Value *v, SimOperands *o)
{
    switch (g->main) {
    case IS_NOTHING:
        return value_is_null(v) ? true : fail_at(r, v, "`%s` takes no value", sim_operation_name(g->op));
    case IS_TIME:
        return (o->time = read_number(r, v, A_DRAWN_TIME)) != 0;
    case IS_COUNT:
    case IS_CHANCE:
        return (o->count = read_number(r, v, A_COUNT)) != 0;
    case IS_COROUTINE:
        return (o->coroutine = need_handle(r, v, &r->coroutines, "coroutine")) != 0;
    case IS_SLOT:
        return (o->slot = need_handle(r, v, &r->slots, "slot")) != 0;
    case IS_OBJECT:
        return (o->object = need_handle(r, v, &r->objects, "object")) != 0;
    case IS_OBJECT_OR_SLOT:
        o->slot = v->kind == VALUE_SCALAR && !find_handle(&r->objects, v->text) ? find_handle(&r->slots, v->text) : 0;
        return o->slot || (o->object = need_handle(r, v, &r->objects, "object")) != 0;
    case IS_NAME:
        return need_word(r, v, "name").n && (o->name = program_name(r->program, v->text)) != 0;
    case IS_METRIC:
        return need_word(r, v, "metric").n && (o->name = program_name(r->program, v->text)) != 0 &&
               (o->object = find_observed(r, v, v->text)) != 0;
    case IS_GROUP:
        return (o->group = need_handle(r, v, &r->groups, "task group")) != 0;
    case IS_KIND:
        o->exception = value_is_null(v) ? 0 : find_kind(v->text);
        return o->exception || value_is_null(v) ? true : fail_kind(r, v, false);
    case IS_FUTURES:
        return read_futures(r, v, o);
    case IS_FACTORY:
        return read_factory(r, v, o);
    case IS_BODY:
        return true;
    }
    return true;
}

// ---- further keys

static bool read_flag(Reader *r, const Value *v, bool *flag)
{
    return value_bool(v, flag) ? true : fail_at(r, v, "true or false is needed here");
}

static bool read_return_when(Reader *r, const Value *v, SimReturnWhen *when)
{
    static const Text KNOWN[] = {{"all_completed", 13}, {"first_completed", 15}, {"first_exception", 15}};
    for (int i = 0; i < 3; i++) {
        if (text_eq(v->text, KNOWN[i])) {
            *when = (SimReturnWhen)i;
            return true;
        }
    }
    return fail_unknown(r, v, "condition", v->text, KNOWN, 3);
}

static bool read_key(Reader *r, int key, const Value *v, SimOperands *o)
{
    switch (key) {
    case KEY_COUNT:
    case KEY_PRIORITY:
        return (o->count = read_number(r, v, A_COUNT)) != 0;
    case KEY_N:
        o->count = text_eq(v->text, T("all")) ? number_constant(r->program, -1) : read_number(r, v, A_COUNT);
        return o->count != 0;
    case KEY_INDEX:
        return (o->index = read_number(r, v, A_COUNT)) != 0;
    case KEY_AS:
        return (o->slot = need_handle(r, v, &r->slots, "slot")) != 0;
    case KEY_GROUP:
        return (o->group = need_handle(r, v, &r->groups, "task group")) != 0;
    case KEY_POOL:
        return (o->object = need_handle(r, v, &r->objects, "pool")) != 0;
    case KEY_CALLBACK:
        return (o->coroutine = need_handle(r, v, &r->coroutines, "coroutine")) != 0;
    case KEY_EAGER:
        return read_flag(r, v, &o->eager);
    case KEY_IMMEDIATE:
        return read_flag(r, v, &o->immediate);
    case KEY_RETURN_EXCEPTIONS:
        return read_flag(r, v, &o->return_exceptions);
    case KEY_RETURN_WHEN:
        return read_return_when(r, v, &o->return_when);
    case KEY_TIMEOUT:
        return (o->time = read_number(r, v, A_TIME)) != 0;
    case KEY_DELAY:
    case KEY_WHEN:
        return (o->time = read_number(r, v, A_DRAWN_TIME)) != 0;
    default:
        return true;            // bodies are read in their turn
    }
}

static int find_key(Text name)
{
    for (int i = 0; i < KEYS; i++) {
        if (text_eq(name, text_from(vocabulary_key(i)))) {
            return 1 << i;
        }
    }
    return 0;
}

static bool fail_key(Reader *r, const Grammar *g, const Value *key)
{
    Text known[KEYS];
    int n = 0;
    for (int i = 0; i < KEYS; i++) {
        if (g->keys >> i & 1) {
            known[n++] = text_from(vocabulary_key(i));
        }
    }
    const char *name = sim_operation_name(g->op);
    Text near = text_nearest(key->text, known, n);
    if (!near.n && vocabulary_find(key->text)) {
        return fail_at(r, key, "`%.*s` behind `%s`: every operation begins with a `-` of its own", PRI(key->text), name);
    }
    return fail_at(r, key, "unknown key `%.*s` of `%s`%s%.*s%s", PRI(key->text), name, near.n ? "; did you mean `" : "",
                   PRI(near), near.n ? "`?" : "");
}

bool read_keys(Reader *r, const Grammar *g, const Value *v, SimOperands *o)
{
    int given = 0;
    for (int i = 1; i < v->pairs.n; i++) {
        int key = find_key(v->pairs.at[i].key->text);
        if (!key || !(g->keys & key)) {
            return fail_key(r, g, v->pairs.at[i].key);
        }
        given |= key;
        if (!read_key(r, key, v->pairs.at[i].value, o)) {
            return false;
        }
    }
    for (int i = 0; i < KEYS; i++) {
        if (g->required >> i & 1 && !(given >> i & 1)) {
            return fail_at(r, v, "`%s` needs `%s`", sim_operation_name(g->op), vocabulary_key(i));
        }
    }
    return true;
}
