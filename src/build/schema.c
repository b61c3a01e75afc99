// The schema of a manifest: which keys there are, and what each may hold. Every mistake is told with its place, and reading
// goes on, so that one build shows all of them.
#include "build/scene.h"

#include <stddef.h>

// Python source: kept as it is, lines and all.
static void read_source(Errors *e, const Value *v, void *field)
{
    Text t;
    if (!schema_scalar(e, v, &t)) {
        return;
    }
    if (!text_ends(v->text, T("\n"))) {
        error_at(e, v, "a module must end with a line end (write it as a block, `|`)");
    }
    *(Text *)field = v->text;
}

static void read_name(Errors *e, const Value *v, void *field)
{
    Text t;
    if (!schema_scalar(e, v, &t)) {
        return;
    }
    if (!schema_is_word(t, '-')) {
        error_at(e, v, "`%.*s` is no name: lower-case words joined by dashes are", PRI(t));
    }
    *(Text *)field = t;
}

static void read_code(Errors *e, const Value *v, void *field)
{
    Text t;
    if (!schema_scalar(e, v, &t)) {
        return;
    }
    bool digits = t.n == 5;
    for (int i = 2; digits && i < 5; i++) {
        digits = t.s[i] >= '0' && t.s[i] <= '9';
    }
    if (!digits || !text_starts(t, T("AQ"))) {
        error_at(e, v, "`%.*s` is no code: AQ and three digits are", PRI(t));
    }
    *(Text *)field = t;
}

#define CHOICE(read_x, ...) \
    static void read_x(Errors *e, const Value *v, void *field) \
    { \
        static const Text words[] = {__VA_ARGS__}; \
        schema_choice(e, v, field, words, (int)(sizeof words / sizeof *words)); \
    }

CHOICE(read_kind, T("latency"), T("correctness"), T("style"))
CHOICE(read_severity, T("off"), T("note"), T("warning"), T("error"))
CHOICE(read_default, T("on"), T("off"))
CHOICE(read_mild, T("as-anywhere"), T("note"))
CHOICE(read_on, T("call"), T("function"), T("handler"), T("with"), T("loop"), T("await"), T("module"))
CHOICE(read_type, T("int"), T("bool"), T("list"))

static bool is_callee(Text t)
{
    Text part;
    if (text_starts(t, T("*."))) {
        return schema_is_identifier(text_sub(t, 2, t.n));
    }
    while (text_cut(t, '.', &part, &t)) {
        if (!schema_is_identifier(part)) {
            return false;
        }
    }
    return schema_is_identifier(part);
}

static void read_calls(Errors *e, const Value *v, void *field)
{
    schema_list(e, v, field);
    Text t;
    for (int i = 0; v->kind == VALUE_LIST && i < v->items.n; i++) {
        const Value *item = v->items.at[i];
        if (item->kind == VALUE_SCALAR && (t = text_trim(item->text)).n && !is_callee(t)) {
            error_at(e, item, "`%.*s` is neither a qualified name (`asyncio.sleep`) nor `*.name`", PRI(t));
        }
    }
    if (v->kind == VALUE_LIST && v->items.n == 0) {
        error_at(e, v, "an empty list matches nothing; without the key every call matches");
    }
}

// Braces hold a placeholder; {{ and }} stand for themselves.
static void check_braces(Errors *e, const Value *v, Text t)
{
    for (ptrdiff_t i = 0; i < t.n; i++) {
        char c = t.s[i];
        if (c != '{' && c != '}') {
            continue;
        }
        if (i + 1 < t.n && t.s[i + 1] == c) {
            i++;
            continue;
        }
        Text rest = text_sub(t, i + 1, t.n);
        ptrdiff_t end = c == '{' ? text_find_char(rest, '}') : -1;
        if (end < 0) {
            error_at(e, v, "a lone `%c` (write `%c%c` for the character itself)", c, c, c);
            return;
        }
        Text name = text_sub(rest, 0, end);
        if (!schema_is_word(name, '_')) {
            error_at(e, v, "`{%.*s}` is no placeholder: {lower_case} is", PRI(name));
        }
        i += end + 1;
    }
}

static void add_variant(Errors *e, Variants *list, Text name, const Value *v)
{
    Text t;
    if (schema_scalar(e, v, &t)) {
        check_braces(e, v, t);
        *list_push(e->arena, list) = (Variant){name, t, v};
    }
}

static void read_variants(Errors *e, const Value *v, void *field)
{
    if (v->kind != VALUE_MAP) {
        add_variant(e, field, T(""), v);
        return;
    }
    for (int i = 0; i < v->pairs.n; i++) {
        const Value *key = v->pairs.at[i].key;
        if (!schema_is_word(key->text, '-')) {
            error_at(e, key, "`%.*s` is no name of a variant: lower-case words joined by dashes are", PRI(key->text));
        }
        add_variant(e, field, key->text, v->pairs.at[i].value);
    }
    if (v->pairs.n == 0) {
        error_at(e, v, "expected a text, or a map of variants");
    }
}

static void read_raw(Errors *e, const Value *v, void *field)
{
    (void)e;
    *(const Value **)field = v;
}

static void read_option_default(Errors *e, Option *o)
{
    const Value *v = o->fallback;
    bool flag = false;
    if (o->kind == 0 && !(v->kind == VALUE_SCALAR && !v->quoted && text_to_int(v->text, &o->integer))) {
        error_at(e, v, "expected an integer, as the option's type says");
    } else if (o->kind == 1 && !(v->kind == VALUE_SCALAR && value_bool(v, &flag))) {
        error_at(e, v, "expected true or false, as the option's type says");
    } else if (o->kind == 2) {
        schema_list(e, v, &o->list);
    }
    o->integer = o->kind == 1 ? flag : o->integer;
}

static const Field option_fields[] = {
    {"name", true, read_name, offsetof(Option, name)},
    {"doc", true, schema_text, offsetof(Option, doc)},
    {"type", true, read_type, offsetof(Option, kind)},
    {"default", true, read_raw, offsetof(Option, fallback)},
    {0},
};

static void read_options(Errors *e, const Value *v, void *field)
{
    Manifest *m = (Manifest *)((char *)field - offsetof(Manifest, options));
    if (v->kind != VALUE_LIST) {
        error_at(e, v, "expected a list of options");
        return;
    }
    for (int i = 0; i < v->items.n; i++) {
        Option o = {.kind = -1};
        if (!schema_fields(e, v->items.at[i], option_fields, &o)) {
            continue;
        }
        if (o.fallback) {
            read_option_default(e, &o);
        }
        for (int k = 0; k < m->options.n; k++) {
            if (text_eq(m->options.at[k].name, o.name)) {
                error_at(e, v->items.at[i], "the option `%.*s` stands here twice", PRI(o.name));
            }
        }
        *list_push(e->arena, &m->options) = o;
    }
}

CHOICE(read_watch, T("latency"), T("queue"), T("end"))

static const Field scene_fields[] = {
    {"load", true, schema_line, offsetof(Scene, load)},
    {"remedy", true, schema_line, offsetof(Scene, remedy)},
    {"params", false, read_raw, offsetof(Scene, params)},
    {"over", false, read_raw, offsetof(Scene, over)},
    {"watch", false, read_watch, offsetof(Scene, watch)},
    {"bad", false, read_source, offsetof(Scene, bad)},
    {"good", false, read_source, offsetof(Scene, good)},
    {0},
};

static void read_scene(Errors *e, const Value *v, void *field)
{
    Scene *s = field;
    if (schema_fields(e, v, scene_fields, s)) {
        s->bad_at = value_get(v, T("bad"));
        s->good_at = value_get(v, T("good"));
    }
}

#define FIELD(name) offsetof(Manifest, name)

static const Field fields[] = {
    {"code", true, read_code, FIELD(code)},
    {"name", true, read_name, FIELD(name)},
    {"summary", true, schema_line, FIELD(summary)},
    {"kind", true, read_kind, FIELD(kind)},
    {"severity", false, read_severity, FIELD(severity)},
    {"severity-reason", false, schema_line, FIELD(severity_reason)},
    {"default", false, read_default, FIELD(is_off)},
    {"on", true, read_on, FIELD(on)},
    {"calls", false, read_calls, FIELD(calls)},
    {"blocking", false, blocking_read, FIELD(blocking)},
    {"cost", false, cost_read, FIELD(cost)},
    {"apis", false, api_read, FIELD(apis)},
    {"target", false, api_read_version, FIELD(target)},
    {"triggers", false, schema_list, FIELD(triggers)},
    {"beside", false, schema_list, FIELD(beside)},
    {"stray", false, schema_list, FIELD(stray)},
    {"in-async", false, schema_bool, FIELD(in_async)},
    {"in-tests", false, read_mild, FIELD(note_in_tests)},
    {"in-programs", false, read_mild, FIELD(note_in_programs)},
    {"message", true, read_variants, FIELD(messages)},
    {"help", false, read_variants, FIELD(helps)},
    {"options", false, read_options, FIELD(options)},
    {"doc", true, schema_text, FIELD(doc)},
    {"bad", true, read_source, FIELD(bad)},
    {"good", true, read_source, FIELD(good)},
    {"peers", false, schema_list, FIELD(peers)},
    {"scene", false, read_scene, FIELD(scene)},
    {0},
};

void manifest_read(Errors *e, const Value *root, Manifest *m)
{
    if (!schema_fields(e, root, fields, m)) {
        return;
    }
    m->root = root;
    m->code_at = value_get(root, T("code"));
    m->name_at = value_get(root, T("name"));
    m->severity_at = value_get(root, T("severity"));
    m->calls_at = value_get(root, T("calls"));
    m->scene_at = value_get(root, T("scene"));
    m->blocking_at = value_get(root, T("blocking"));
    blocking_triggers(e, m);
    schema_check(e, m);
}
