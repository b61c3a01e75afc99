// The schema of a manifest: which keys there are, what each may hold, and what must hold between them. Every mistake is
// told with its place, and reading goes on, so that one build shows all of them.
#include "build/scene.h"

#include <stddef.h>

// The nearest of `words` as the end of an error message, or nothing.
static Text did_you_mean(Arena *a, Text word, const Text *words, int n)
{
    Text near = text_nearest(word, words, n);
    return near.n ? text_format(a, "; did you mean `%.*s`?", PRI(near)) : T("");
}

static const Field *find_field(const Field *fields, Text key)
{
    for (; fields->key; fields++) {
        if (text_eq(key, text_from(fields->key))) {
            return fields;
        }
    }
    return NULL;
}

static void complain_unknown(Errors *e, const Value *key, const Field *fields)
{
    Text names[32];
    int n = 0;
    for (; fields[n].key; n++) {
        assert_or_trap(n < 32);
        names[n] = text_from(fields[n].key);
    }
    error_at(e, key, "unknown key `%.*s`%.*s", PRI(key->text), PRI(did_you_mean(e->arena, key->text, names, n)));
}

// Reads the map `v` into `object` by the table `fields`. false when it is no map.
bool schema_fields(Errors *e, const Value *v, const Field *fields, void *object)
{
    if (v->kind != VALUE_MAP) {
        error_at(e, v, "expected a map of keys and values");
        return false;
    }
    for (int i = 0; i < v->pairs.n; i++) {
        const Field *f = find_field(fields, v->pairs.at[i].key->text);
        if (f) {
            f->read(e, v->pairs.at[i].value, (char *)object + f->offset);
        } else {
            complain_unknown(e, v->pairs.at[i].key, fields);
        }
    }
    for (; fields->key; fields++) {
        if (fields->required && !value_get(v, text_from(fields->key))) {
            error_at(e, v, "missing key `%s`", fields->key);
        }
    }
    return true;
}

// A text with something in it, without the blanks around it; NUL would end the C string early.
static bool scalar_text(Errors *e, const Value *v, Text *result)
{
    if (v->kind != VALUE_SCALAR || value_is_null(v) || text_trim(v->text).n == 0) {
        error_at(e, v, "expected a text");
        return false;
    }
    if (text_find_char(v->text, '\0') >= 0) {
        error_at(e, v, "NUL in a text");
        return false;
    }
    *result = text_trim(v->text);
    return true;
}

static void read_text(Errors *e, const Value *v, void *field)
{
    scalar_text(e, v, field);
}

void schema_line(Errors *e, const Value *v, void *field)
{
    Text t;
    if (!scalar_text(e, v, &t)) {
        return;
    }
    if (text_find_char(t, '\n') >= 0) {
        error_at(e, v, "expected one line (write a long one as a folded text, `>-`)");
    }
    *(Text *)field = t;
}

// Python source: kept as it is, lines and all.
static void read_source(Errors *e, const Value *v, void *field)
{
    Text t;
    if (!scalar_text(e, v, &t)) {
        return;
    }
    if (!text_ends(v->text, T("\n"))) {
        error_at(e, v, "a module must end with a line end (write it as a block, `|`)");
    }
    *(Text *)field = v->text;
}

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

// Lower-case words joined by `joint`: a rule's name, an option, a placeholder.
static bool is_word(Text t, char joint)
{
    for (ptrdiff_t i = 0; i < t.n; i++) {
        bool inner = i > 0 && (is_digit(t.s[i]) || (t.s[i] == joint && i + 1 < t.n && t.s[i - 1] != joint));
        if (!is_lower(t.s[i]) && !inner) {
            return false;
        }
    }
    return t.n > 0;
}

static void read_name(Errors *e, const Value *v, void *field)
{
    Text t;
    if (!scalar_text(e, v, &t)) {
        return;
    }
    if (!is_word(t, '-')) {
        error_at(e, v, "`%.*s` is no name: lower-case words joined by dashes are", PRI(t));
    }
    *(Text *)field = t;
}

static void read_code(Errors *e, const Value *v, void *field)
{
    Text t;
    if (!scalar_text(e, v, &t)) {
        return;
    }
    if (t.n != 5 || !text_starts(t, T("AQ")) || !is_digit(t.s[2]) || !is_digit(t.s[3]) || !is_digit(t.s[4])) {
        error_at(e, v, "`%.*s` is no code: AQ and three digits are", PRI(t));
    }
    *(Text *)field = t;
}

static void read_bool(Errors *e, const Value *v, void *field)
{
    if (v->kind != VALUE_SCALAR || !value_bool(v, field)) {
        error_at(e, v, "expected true or false");
    }
}

// One of `words`; their order is the order of the enum that the index stands for.
void schema_choice(Errors *e, const Value *v, int *result, const Text *words, int n)
{
    Text t, list = T("");
    if (!scalar_text(e, v, &t)) {
        return;
    }
    for (int i = 0; i < n; i++) {
        if (text_eq(t, words[i])) {
            *result = i;
            return;
        }
        list = text_format(e->arena, "%.*s%s%.*s", PRI(list), i ? ", " : "", PRI(words[i]));
    }
    error_at(e, v, "`%.*s` is none of %.*s%.*s", PRI(t), PRI(list), PRI(did_you_mean(e->arena, t, words, n)));
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
CHOICE(read_on, T("call"), T("function"), T("handler"), T("with"), T("loop"), T("await"), T("module"))
CHOICE(read_type, T("int"), T("bool"), T("list"))

// A list of texts without repetition.
void schema_list(Errors *e, const Value *v, void *field)
{
    Texts *list = field;
    if (v->kind != VALUE_LIST) {
        error_at(e, v, "expected a list");
        return;
    }
    for (int i = 0; i < v->items.n; i++) {
        Text t;
        if (!scalar_text(e, v->items.at[i], &t)) {
            continue;
        }
        for (int k = 0; k < list->n; k++) {
            if (text_eq(list->at[k], t)) {
                error_at(e, v->items.at[i], "`%.*s` stands here twice", PRI(t));
            }
        }
        *list_push(e->arena, list) = t;
    }
}

bool schema_is_identifier(Text t)
{
    for (ptrdiff_t i = 0; i < t.n; i++) {
        char lower = (char)(t.s[i] | 0x20);
        if (!is_lower(lower) && t.s[i] != '_' && !(i > 0 && is_digit(t.s[i]))) {
            return false;
        }
    }
    return t.n > 0;
}

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
        if (!is_word(name, '_')) {
            error_at(e, v, "`{%.*s}` is no placeholder: {lower_case} is", PRI(name));
        }
        i += end + 1;
    }
}

static void add_variant(Errors *e, Variants *list, Text name, const Value *v)
{
    Text t;
    if (scalar_text(e, v, &t)) {
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
        if (!is_word(key->text, '-')) {
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
    {"doc", true, read_text, offsetof(Option, doc)},
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
    {"in-async", false, read_bool, FIELD(in_async)},
    {"message", true, read_variants, FIELD(messages)},
    {"help", false, read_variants, FIELD(helps)},
    {"options", false, read_options, FIELD(options)},
    {"doc", true, read_text, FIELD(doc)},
    {"bad", true, read_source, FIELD(bad)},
    {"good", true, read_source, FIELD(good)},
    {"peers", false, schema_list, FIELD(peers)},
    {"scene", false, read_scene, FIELD(scene)},
    {0},
};

static bool has_variant(const Variants *list, Text name)
{
    for (int i = 0; i < list->n; i++) {
        if (text_eq(list->at[i].name, name)) {
            return true;
        }
    }
    return false;
}

static void check_texts(Errors *e, const Manifest *m)
{
    for (int i = 0; i < m->messages.n; i++) {
        if (text_find_char(m->messages.at[i].text, '\n') >= 0) {
            error_at(e, m->messages.at[i].at, "a message is one line (write a long one as a folded text, `>-`)");
        }
    }
    // One help serves all variants of the message; a help of several names them.
    for (int i = 0; i < m->helps.n && m->messages.n; i++) {
        const Variant *h = &m->helps.at[i];
        if (h->name.n && !has_variant(&m->messages, h->name)) {
            error_at(e, h->at, "`message` has no variant `%.*s`", PRI(h->name));
        }
    }
}

static bool only_call_is_filled(Text t, bool advice)
{
    for (ptrdiff_t i = 0; i < t.n; i++) {
        Text rest = text_sub(t, i, t.n);
        if (text_starts(rest, T("{{"))) {
            i++;
        } else if (t.s[i] == '{' && !text_starts(rest, T("{call}")) && !(advice && text_starts(rest, T("{advice}")))) {
            return false;
        }
    }
    return true;
}

// Without a check of its own nobody fills placeholders but the run, which knows the callee and nothing else.
static void check_unchecked_call(Errors *e, const Manifest *m)
{
    if (m->messages.n > 1) {
        error_at(e, m->messages.at[0].at, "several variants, and no %.*s.c to choose between them", PRI(m->stem));
    }
    for (int i = 0; i < m->messages.n + m->helps.n; i++) {
        const Variant *v = i < m->messages.n ? &m->messages.at[i] : &m->helps.at[i - m->messages.n];
        if (!only_call_is_filled(v->text, m->blocking.n > 0)) {
            error_at(e, v->at, "only {call}%s is filled in, as there is no %.*s.c", m->blocking.n ? " or {advice}" : "", PRI(m->stem));
        }
    }
}

// A severity is measured where there is a scene, and declared elsewhere.
static void check_severity(Errors *e, const Manifest *m)
{
    if (m->scene_at && m->kind != 0) {
        error_at(e, m->scene_at, "a `scene` goes with `kind: latency` only");
    } else if (m->scene_at && m->severity_at) {
        error_at(e, m->severity_at, "the severity is measured, as there is a `scene`");
    } else if (!m->scene_at && m->kind == 0) {
        error_at(e, m->root, "missing key `scene`: the severity of a latency rule is measured");
    } else if (!m->scene_at && !m->severity_at) {
        error_at(e, m->root, "missing key `severity`");
    }
    if (m->severity_at && m->kind != 0 && m->severity_reason.n == 0) {
        error_at(e, m->severity_at, "a severity that is not measured needs a `severity-reason`");
    }
}

// A scene has programs of its own, or the one of a call that blocks (cost.c).
static void check_scene(Errors *e, const Manifest *m)
{
    static const char *const keys[] = {"params", "over", "bad", "good"};
    if (m->blocking_at && m->kind == 0 && !m->cost.at) {
        error_at(e, m->root, "missing key `cost`: what the calls of `blocking` take");
    }
    if (m->cost.at && !m->scene_at) {
        error_at(e, m->cost.at, "a `cost` goes with a `scene`");
    }
    for (int i = 0; m->scene_at && m->scene_at->kind == VALUE_MAP && !cost_makes_scene(m) && i < 4; i++) {
        if (!value_get(m->scene_at, text_from(keys[i]))) {
            error_at(e, m->scene_at, "missing key `%s`", keys[i]);
        }
    }
}

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
    if (m->name.n && !text_eq(m->name, m->stem)) {
        error_at(e, m->name_at, "the name is `%.*s`, the file's is `%.*s`", PRI(m->name), PRI(m->stem));
    }
    m->scene_at = value_get(root, T("scene"));
    check_severity(e, m);
    check_scene(e, m);
    if (m->calls_at && m->on != 0) {
        error_at(e, m->calls_at, "`calls` goes with `on: call` only");
    }
    m->blocking_at = value_get(root, T("blocking"));
    if (m->blocking_at && (m->calls_at || m->on != 0 || !m->in_async)) {
        error_at(e, m->blocking_at, "`blocking` goes with `on: call`, `in-async: true` and without `calls`");
    }
    blocking_triggers(e, m);
    check_texts(e, m);
    if (m->on == 0 && !m->has_check) {
        check_unchecked_call(e, m);
    }
}
