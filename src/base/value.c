#include "base/value.h"

static bool is_plain(const Value *v, const char *word)
{
    return v->kind == VALUE_SCALAR && !v->quoted && text_eq_nocase(v->text, text_from(word));
}

Value *value_get(const Value *v, Text key)
{
    if (v && v->kind == VALUE_MAP) {
        for (int i = 0; i < v->pairs.n; i++) {
            if (text_eq(v->pairs.at[i].key->text, key)) {
                return v->pairs.at[i].value;
            }
        }
    }
    return NULL;
}

bool value_is_null(const Value *v)
{
    return is_plain(v, "") || is_plain(v, "~") || is_plain(v, "null");
}

bool value_bool(const Value *v, bool *result)
{
    *result = is_plain(v, "true") || is_plain(v, "yes") || is_plain(v, "on");
    return *result || is_plain(v, "false") || is_plain(v, "no") || is_plain(v, "off");
}
