// The key `assume`: how long calls take that nobody can look into.
#include "config/keys.h"

#include <math.h>
#include <stdlib.h>

// "5ms", "0.2": seconds. A bare number is seconds.
static bool read_seconds(Reader *r, const Value *v, double *seconds)
{
    static const struct {
        const char *unit;
        double factor;
    } units[] = {{"ns", 1e-9}, {"us", 1e-6}, {"ms", 1e-3}, {"s", 1}, {"m", 60}, {"", 1}};
    Text word;
    if (!config_word(r, v, &word)) {
        return false;
    }
    char *end;
    double x = strtod(word.s, &end);
    Text unit = text_trim(text_from(end));
    for (int i = 0; end != word.s && x >= 0 && x < 1e9 && i < 6; i++) {
        if (text_eq(unit, text_from(units[i].unit))) {
            *seconds = x * units[i].factor;
            return true;
        }
    }
    reader_problem(r, v, "`assume`: expected a time like 5ms or 0.2s, found `%.*s`", PRI(word));
    return false;
}

static bool read_assumed(Reader *r, const Value *v, Assume *a)
{
    static const char *const names[] = {"cpu", "await", NULL};
    if (v->kind != VALUE_MAP || v->pairs.n == 0) {
        reader_problem(r, v, "`assume`: expected `cpu` or `await` with a time, as in {await: 5ms}");
        return false;
    }
    bool good = true;
    for (int i = 0; i < v->pairs.n; i++) {
        Text key = v->pairs.at[i].key->text;
        bool is_cpu = text_eq(key, T("cpu"));
        if (!is_cpu && !text_eq(key, T("await"))) {
            Text hint = config_hint(r->store->arena, key, names);
            reader_problem(r, v->pairs.at[i].key, "unknown key `%.*s`%.*s", PRI(key), PRI(hint));
            good = false;
        } else {
            good &= read_seconds(r, v->pairs.at[i].value, is_cpu ? &a->cpu : &a->await);
        }
    }
    return good;
}

// This file's entries come before those that it extends.
void read_key_assume(Reader *r, const Value *v)
{
    AssumeTable table = {0};
    if (v->kind != VALUE_MAP) {
        reader_problem(r, v, "`assume`: expected a table of names to times, as in {db.fetch: {await: 5ms}}");
        return;
    }
    for (int i = 0; i < v->pairs.n; i++) {
        Assume a = {v->pairs.at[i].key->text, (double)NAN, (double)NAN};
        if (read_assumed(r, v->pairs.at[i].value, &a)) {
            *list_push(r->store->arena, &table.entries) = a;
        }
    }
    for (int i = 0; i < r->config->assume.entries.n; i++) {
        *list_push(r->store->arena, &table.entries) = r->config->assume.entries.at[i];
    }
    r->config->assume = table;
}
