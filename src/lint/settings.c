#include "lint/settings.h"

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
