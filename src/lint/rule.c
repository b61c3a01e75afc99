// The options of a rule, as its check asks for them.
#include "lint/filerun.h"

#include <string.h>

// The option's number in its rule; a name that the manifest does not have is a bug of the check.
static int find_option(const Rule *r, const char *name)
{
    int i = 0;
    while (i < r->option_count && strcmp(r->options[i].name, name) != 0) {
        i++;
    }
    assert_or_trap(i < r->option_count);
    return i;
}

// What the configuration says of option `i`, or NULL.
static const OptionValue *find_value(const Check *c, int i)
{
    const OptionValue *values = c->settings->options[c->rule_index];
    return values && values[i].set ? &values[i] : NULL;
}

int64_t option_int(const Check *c, const char *name)
{
    int i = find_option(c->rule, name);
    const OptionValue *v = find_value(c, i);
    assert_or_trap(c->rule->options[i].kind != OPTION_LIST);
    return v ? v->integer : c->rule->options[i].fallback;
}

bool option_entry(const Check *c, const char *name, int k, Text *entry)
{
    int i = find_option(c->rule, name);
    const OptionValue *v = find_value(c, i);
    const char *const *p = c->rule->options[i].list;
    assert_or_trap(c->rule->options[i].kind == OPTION_LIST);
    if (v) {
        *entry = k < v->list.n ? v->list.at[k] : (Text){0};
        return k < v->list.n;
    }
    for (int at = 0; p && p[at]; at++) {
        if (at == k) {
            *entry = text_from(p[at]);
            return true;
        }
    }
    return false;
}

bool option_has(const Check *c, const char *name, Text entry)
{
    int i = find_option(c->rule, name);
    const RuleOption *option = &c->rule->options[i];
    const OptionValue *v = find_value(c, i);
    assert_or_trap(option->kind == OPTION_LIST);
    for (int k = 0; v && k < v->list.n; k++) {
        if (text_matches(entry, v->list.at[k])) {
            return true;
        }
    }
    for (const char *const *p = v ? NULL : option->list; p && *p; p++) {
        if (text_matches(entry, text_from(*p))) {
            return true;
        }
    }
    return false;
}
