#include "lint/settings.h"

#include <string.h>

bool settings_is_on(const Settings *s, int rule)
{
    const Rule *r = &rule_table[rule];
    if (r->target && s->target_version < r->target) {
        return false;
    }
    if (!s->enabled[rule] || r->option_count == 0 || strcmp(r->options[0].name, "calls") != 0) {
        return s->enabled[rule];
    }
    const OptionValue *v = s->options[rule];
    return v && v[0].set ? v[0].list.n > 0 : r->options[0].list != NULL;
}

const Rule *rule_find(Text code_or_name)
{
    for (int i = 0; i < rule_count; i++) {
        const Rule *r = &rule_table[i];
        if (text_eq_nocase(code_or_name, text_from(r->code)) || text_eq_nocase(code_or_name, text_from(r->name))) {
            return r;
        }
    }
    return NULL;
}
