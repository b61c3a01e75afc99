// Readers of values that any key may hold: texts, flags, choices, lists, and the keys of a map with what is told of one that nobody
// knows.
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
bool schema_scalar(Errors *e, const Value *v, Text *result)
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

void schema_text(Errors *e, const Value *v, void *field)
{
    schema_scalar(e, v, field);
}

void schema_line(Errors *e, const Value *v, void *field)
{
    Text t;
    if (!schema_scalar(e, v, &t)) {
        return;
    }
    if (text_find_char(t, '\n') >= 0) {
        error_at(e, v, "expected one line (write a long one as a folded text, `>-`)");
    }
    *(Text *)field = t;
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
bool schema_is_word(Text t, char joint)
{
    for (ptrdiff_t i = 0; i < t.n; i++) {
        bool inner = i > 0 && (is_digit(t.s[i]) || (t.s[i] == joint && i + 1 < t.n && t.s[i - 1] != joint));
        if (!is_lower(t.s[i]) && !inner) {
            return false;
        }
    }
    return t.n > 0;
}

void schema_bool(Errors *e, const Value *v, void *field)
{
    if (v->kind != VALUE_SCALAR || !value_bool(v, field)) {
        error_at(e, v, "expected true or false");
    }
}

// One of `words`; their order is the order of the enum that the index stands for.
void schema_choice(Errors *e, const Value *v, int *result, const Text *words, int n)
{
    Text t, list = T("");
    if (!schema_scalar(e, v, &t)) {
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
        if (!schema_scalar(e, v->items.at[i], &t)) {
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
