#include "config/layer.h"

static bool mark(int8_t *depths, Text word)
{
    Selector s;
    if (!selector_read(word, &s)) {
        return false;
    }
    for (int i = 0; i < rule_count; i++) {
        if (ruleset_has(&s.rules, i) && depths[i] < s.depth) {
            depths[i] = (int8_t)s.depth;
        }
    }
    return true;
}

bool layer_select(RuleLayer *l, Text word)
{
    return mark(l->on, word);
}

bool layer_ignore(RuleLayer *l, Text word)
{
    return mark(l->off, word);
}

static bool is_syntax_error(const Rule *r)
{
    return text_eq(text_from(r->code), T("AQ900"));
}

// One rule through all layers. `ignored` is the depth of the last ignore that still holds.
static bool is_enabled(RuleLayer *const *layers, int n, int rule)
{
    bool enabled = rule_table[rule].on_by_default;
    int ignored = 0;
    for (int i = 0; i < n; i++) {
        int on = layers[i]->on[rule], off = layers[i]->off[rule];
        if (on > off && on >= ignored) {
            enabled = true;
            ignored = 0;
        } else if (off || (layers[i]->has_select && !is_syntax_error(&rule_table[rule]))) {
            enabled = false;
        }
        ignored = off > ignored ? off : ignored;
    }
    return enabled;
}

void layers_apply(RuleLayer *const *layers, int n, bool *enabled)
{
    for (int i = 0; i < rule_count; i++) {
        enabled[i] = is_enabled(layers, n, i);
    }
}
