// The bodies of coroutines in scenarios: a list of operations, each a map whose first key names it.
#include "sim/reader.h"

#include <stdint.h>

// What stands behind an operation's name.
typedef enum {
    IS_NOTHING, IS_TIME, IS_COUNT, IS_CHANCE, IS_COROUTINE, IS_SLOT, IS_OBJECT, IS_OBJECT_OR_SLOT, IS_NAME, IS_METRIC, IS_GROUP, IS_KIND,
    IS_FUTURES, IS_BODY, IS_FACTORY,
} MainValue;

// Further keys.
enum {
    KEY_COUNT = 1, KEY_AS = 2, KEY_GROUP = 4, KEY_EAGER = 8, KEY_INDEX = 16, KEY_RETURN_EXCEPTIONS = 32,
    KEY_RETURN_WHEN = 64, KEY_TIMEOUT = 128, KEY_DO = 256, KEY_PRIORITY = 512, KEY_IMMEDIATE = 1024, KEY_N = 2048,
    KEY_EXCEPT = 4096, KEY_ELSE = 8192, KEY_FINALLY = 16384, KEY_THEN = 32768, KEY_DELAY = 65536, KEY_POOL = 131072,
    KEY_CALLBACK = 262144, KEYS = 19,
};

static const char *const KEY_NAMES[KEYS] = {
    "count", "as", "group", "eager", "index", "return_exceptions", "return_when", "timeout", "do", "priority",
    "immediate", "n", "except", "else", "finally", "then", "delay", "pool", "callback",
};

typedef struct {
    SimOperation op;
    MainValue main;
    int keys;
    int required;
} Grammar;

static const Grammar GRAMMAR[] = {
    {SIM_CPU, IS_TIME, 0, 0},
    {SIM_SLEEP, IS_TIME, 0, 0},
    {SIM_YIELD, IS_NOTHING, 0, 0},
    {SIM_EXTERN, IS_TIME, 0, 0},
    {SIM_THREAD, IS_TIME, KEY_POOL, 0},
    {SIM_SPAWN, IS_COROUTINE, KEY_COUNT | KEY_AS | KEY_GROUP | KEY_EAGER, 0},
    {SIM_CALL, IS_COROUTINE, 0, 0},
    {SIM_AWAIT, IS_SLOT, KEY_INDEX, 0},
    {SIM_GATHER, IS_FUTURES, KEY_RETURN_EXCEPTIONS, 0},
    {SIM_WAIT_TASKS, IS_SLOT, KEY_RETURN_WHEN | KEY_TIMEOUT, 0},
    {SIM_WAIT_FOR, IS_COROUTINE, KEY_TIMEOUT, KEY_TIMEOUT},
    {SIM_SHIELD, IS_SLOT, KEY_INDEX, 0},
    {SIM_CANCEL, IS_SLOT, KEY_INDEX, 0},
    {SIM_PUT, IS_OBJECT, KEY_PRIORITY, 0},
    {SIM_PUT_NOWAIT, IS_OBJECT, KEY_PRIORITY, 0},
    {SIM_GET, IS_OBJECT, 0, 0},
    {SIM_GET_NOWAIT, IS_OBJECT, 0, 0},
    {SIM_TASK_DONE, IS_OBJECT, 0, 0},
    {SIM_JOIN, IS_OBJECT, 0, 0},
    {SIM_SHUTDOWN, IS_OBJECT, KEY_IMMEDIATE, 0},
    {SIM_ACQUIRE, IS_OBJECT, 0, 0},
    {SIM_RELEASE, IS_OBJECT, 0, 0},
    {SIM_WAIT, IS_OBJECT, 0, 0},
    {SIM_NOTIFY, IS_OBJECT, KEY_N, 0},
    {SIM_SET, IS_OBJECT, 0, 0},
    {SIM_CLEAR, IS_OBJECT_OR_SLOT, 0, 0},
    {SIM_ABORT, IS_OBJECT, 0, 0},
    {SIM_RESET, IS_OBJECT, 0, 0},
    {SIM_RAISE, IS_KIND, 0, 0},
    {SIM_RETURN, IS_NOTHING, 0, 0},
    {SIM_BREAK, IS_NOTHING, 0, 0},
    {SIM_CONTINUE, IS_NOTHING, 0, 0},
    {SIM_CALL_SOON, IS_COROUTINE, 0, 0},
    {SIM_CALL_LATER, IS_COROUTINE, KEY_DELAY, KEY_DELAY},
    {SIM_DONE_CALLBACK, IS_OBJECT, KEY_CALLBACK, KEY_CALLBACK},
    {SIM_ABANDON, IS_COROUTINE, 0, 0},
    {SIM_TASK_FACTORY, IS_FACTORY, 0, 0},
    {SIM_BEAT, IS_NAME, 0, 0},
    {SIM_MARK, IS_NAME, 0, 0},
    {SIM_OBSERVE, IS_METRIC, 0, 0},
    {SIM_SAY, IS_NAME, 0, 0},
    {SIM_REPEAT, IS_COUNT, KEY_DO, KEY_DO},
    {SIM_FOREVER, IS_BODY, 0, 0},
    {SIM_IF, IS_CHANCE, KEY_THEN | KEY_ELSE, 0},
    {SIM_WITH, IS_OBJECT, KEY_DO, KEY_DO},
    {SIM_TIMEOUT, IS_TIME, KEY_DO, KEY_DO},
    {SIM_TASKGROUP, IS_GROUP, KEY_DO, KEY_DO},
    {SIM_AS_COMPLETED, IS_SLOT, KEY_DO | KEY_TIMEOUT, 0},
    {SIM_TRY, IS_BODY, KEY_EXCEPT | KEY_ELSE | KEY_FINALLY, 0},
};

enum { GRAMMARS = sizeof GRAMMAR / sizeof *GRAMMAR };

// ---- names

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

static bool read_mask(Reader *r, const Value *key, uint32_t *mask)
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

static bool read_main(Reader *r, const Grammar *g, const Value *v, SimOperands *o)
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
        return (o->time = read_number(r, v, A_DRAWN_TIME)) != 0;
    default:
        return true;            // bodies are read in their turn
    }
}

static int find_key(Text name)
{
    for (int i = 0; i < KEYS; i++) {
        if (text_eq(name, text_from(KEY_NAMES[i]))) {
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
            known[n++] = text_from(KEY_NAMES[i]);
        }
    }
    const char *name = sim_operation_name(g->op);
    Text near = text_nearest(key->text, known, n);
    for (int i = 0; i < GRAMMARS && !near.n; i++) {
        if (text_eq(key->text, text_from(sim_operation_name(GRAMMAR[i].op)))) {
            return fail_at(r, key, "`%.*s` behind `%s`: every operation begins with a `-` of its own", PRI(key->text), name);
        }
    }
    return fail_at(r, key, "unknown key `%.*s` of `%s`%s%.*s%s", PRI(key->text), name, near.n ? "; did you mean `" : "",
                   PRI(near), near.n ? "`?" : "");
}

static bool read_keys(Reader *r, const Grammar *g, const Value *v, SimOperands *o)
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
            return fail_at(r, v, "`%s` needs `%s`", sim_operation_name(g->op), KEY_NAMES[i]);
        }
    }
    return true;
}

// ---- blocks

static void emit(Reader *r, const Value *at, SimOperation op, SimOperands o)
{
    program_place(r->program, at->line, at->column);
    code_emit(r->program, r->coroutine, op, o);
}

static bool read_part(Reader *r, const Value *v, const char *key)
{
    const Value *body = value_get(v, text_from(key));
    return body ? read_body(r, body) : true;
}

static bool read_except(Reader *r, const Value *handlers)
{
    if (handlers->kind != VALUE_MAP || handlers->pairs.n == 0) {
        return fail_at(r, handlers, "`except` needs kinds of exception with what to do: {timeout: [...]}");
    }
    for (int i = 0; i < handlers->pairs.n; i++) {
        SimOperands o = {0};
        if (!read_mask(r, handlers->pairs.at[i].key, &o.kinds)) {
            return false;
        }
        emit(r, handlers->pairs.at[i].key, SIM_EXCEPT, o);
        if (!read_body(r, handlers->pairs.at[i].value)) {
            return false;
        }
    }
    return true;
}

static bool read_try(Reader *r, const Value *v)
{
    const Value *handlers = value_get(v, T("except")), *otherwise = value_get(v, T("else"));
    const Value *finally = value_get(v, T("finally"));
    if (!handlers && !finally) {
        return fail_at(r, v, "`try` needs `except` or `finally`");
    }
    if (!read_body(r, v->pairs.at[0].value) || (handlers && !read_except(r, handlers))) {
        return false;
    }
    if (otherwise && !handlers) {
        return fail_at(r, otherwise, "`else` of a `try` needs its `except`");
    }
    if (otherwise) {
        emit(r, otherwise, SIM_ELSE, (SimOperands){0});
        if (!read_body(r, otherwise)) {
            return false;
        }
    }
    if (finally) {
        emit(r, finally, SIM_FINALLY, (SimOperands){0});
        return read_body(r, finally);
    }
    return true;
}

static bool read_if(Reader *r, const Value *v)
{
    const Value *otherwise = value_get(v, T("else"));
    if (!read_part(r, v, "then")) {
        return false;
    }
    if (otherwise) {
        emit(r, otherwise, SIM_ELSE, (SimOperands){0});
        return read_body(r, otherwise);
    }
    return true;
}

static bool read_block(Reader *r, const Grammar *g, const Value *v)
{
    switch (g->op) {
    case SIM_TRY:
        return read_try(r, v);
    case SIM_IF:
        return read_if(r, v);
    case SIM_FOREVER:
        return read_body(r, v->pairs.at[0].value);
    default:
        return read_part(r, v, "do");
    }
}

static bool is_block(SimOperation op)
{
    return op >= SIM_REPEAT && op <= SIM_TRY;
}

// ---- operations

static const Grammar *find_grammar(Reader *r, const Value *key)
{
    Text known[GRAMMARS];
    for (int i = 0; i < GRAMMARS; i++) {
        known[i] = text_from(sim_operation_name(GRAMMAR[i].op));
        if (text_eq(key->text, known[i])) {
            return &GRAMMAR[i];
        }
    }
    fail_unknown(r, key, "operation", key->text, known, GRAMMARS);
    return NULL;
}

static bool read_operation(Reader *r, const Value *v)
{
    if (v->kind == VALUE_LIST || (v->kind == VALUE_MAP && v->pairs.n == 0)) {
        return fail_at(r, v, "an operation is needed here, like `sleep: 10ms`");
    }
    // `- yield` may stand for `- yield:`
    static const Value NOTHING = {.kind = VALUE_SCALAR};
    ValuePair pair = v->kind == VALUE_MAP ? v->pairs.at[0] : (ValuePair){(Value *)v, (Value *)&NOTHING};
    const Grammar *g = find_grammar(r, pair.key);
    SimOperands o = {0};
    if (!g || (v->kind == VALUE_SCALAR && (is_block(g->op) || (g->main != IS_NOTHING && g->main != IS_KIND)))) {
        return g ? fail_at(r, v, "`%s` needs a value", sim_operation_name(g->op)) : false;
    }
    if (!read_main(r, g, pair.value, &o) || !read_keys(r, g, v, &o)) {
        return false;
    }
    emit(r, pair.key, g->op, o);
    if (is_block(g->op)) {
        if (!read_block(r, g, v)) {
            return false;
        }
        emit(r, pair.key, SIM_END, (SimOperands){0});
    }
    return true;
}

bool read_body(Reader *r, const Value *list)
{
    if (value_is_null(list)) {
        return true;
    }
    if (list->kind != VALUE_LIST) {
        return fail_at(r, list, "a list of operations is needed here");
    }
    for (int i = 0; i < list->items.n; i++) {
        if (!read_operation(r, list->items.at[i])) {
            return false;
        }
    }
    return true;
}
