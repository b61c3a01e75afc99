// The keys about rules: which are checked, in which files, how grave each is, and its options.
#include "config/keys.h"

#include <string.h>

static RuleLayer *own_layer(Reader *r)
{
    return r->config->layers.at[r->config->layers.n - 1];
}

static void read_rule_words(Reader *r, const Value *v, bool (*take)(RuleLayer *, Text))
{
    Texts words = {0};
    if (!config_words(r, v, &words)) {
        return;
    }
    for (int i = 0; i < v->items.n; i++) {
        Selector s;
        if (config_selector(r, v->items.at[i], &s)) {
            take(own_layer(r), v->items.at[i]->text);
        }
    }
}

void read_key_select(Reader *r, const Value *v)
{
    own_layer(r)->has_select = true;
    read_rule_words(r, v, layer_select);
}

void read_key_extend_select(Reader *r, const Value *v)
{
    read_rule_words(r, v, layer_select);
}

void read_key_ignore(Reader *r, const Value *v)
{
    read_rule_words(r, v, layer_ignore);
}

static void apply_severity(Config *c, const Selector *s, Severity severity)
{
    for (int i = 0; i < rule_count; i++) {
        if (ruleset_has(&s->rules, i)) {
            c->severity[i] = severity;
            c->disabled[i] = severity == SEVERITY_OFF;
        }
    }
}

// Narrower words win, whatever their order in the file.
void read_key_severity(Reader *r, const Value *v)
{
    if (!config_expect_map(r, v)) {
        return;
    }
    Selector *selectors = NEW(r->store->arena, Selector, v->pairs.n);
    int *severities = NEW(r->store->arena, int, v->pairs.n);
    for (int i = 0; i < v->pairs.n; i++) {
        if (!config_selector(r, v->pairs.at[i].key, &selectors[i]) ||
            !config_choice(r, v->pairs.at[i].value, CONFIG_SEVERITIES, &severities[i])) {
            selectors[i].depth = 0;
        }
    }
    for (int depth = 1; depth <= SELECTOR_EXACT; depth++) {
        for (int i = 0; i < v->pairs.n; i++) {
            if (selectors[i].depth == depth) {
                apply_severity(r->config, &selectors[i], (Severity)severities[i]);
            }
        }
    }
}

static const IgnoreList *read_pattern(Reader *r, const Value *at, Text pattern)
{
    IgnoreList *list = NEW(r->store->arena, IgnoreList, 1);
    *list = (IgnoreList){.base = r->config->directory, .everywhere = true};
    const char *error = ignore_add(r->store->arena, list, pattern);
    if (error) {
        reader_problem(r, at, "`%.*s`: bad pattern: %s", PRI(r->key->text), error);
    }
    return list;
}

void read_key_per_file_ignores(Reader *r, const Value *v)
{
    if (!config_expect_map(r, v)) {
        return;
    }
    r->config->file_ignores.n = r->config->file_ignores.cap = 0;
    for (int i = 0; i < v->pairs.n; i++) {
        const Value *key = v->pairs.at[i].key, *list = v->pairs.at[i].value;
        Texts words = {0};
        Text pattern;
        if (!config_word(r, key, &pattern) || !config_words(r, list, &words)) {
            continue;
        }
        FileIgnores f = {.pattern = pattern, .others = pattern.s[0] == '!'};
        f.files = read_pattern(r, key, text_sub(pattern, f.others, pattern.n));
        for (int k = 0; k < list->items.n; k++) {
            Selector s;
            if (config_selector(r, list->items.at[k], &s)) {
                ruleset_unite(&f.rules, &s.rules);
            }
        }
        *list_push(r->store->arena, &r->config->file_ignores) = f;
    }
}

// -- options of rules

static const Rule *find_rule(Reader *r, const Value *key)
{
    const Rule *rule = rule_find(key->text);
    if (rule) {
        return rule;
    }
    Text near = selector_nearest(*r->store->arena, key->text);
    rule = near.n ? rule_find(near) : NULL;
    Text hint = rule ? text_format(r->store->arena, "; did you mean `%s`?", rule->name) : T("");
    reader_problem(r, key, "`rules`: unknown rule `%.*s`%.*s", PRI(key->text), PRI(hint));
    return NULL;
}

static int find_option(Reader *r, const Rule *rule, const Value *key)
{
    const char **names = NEW(r->store->arena, const char *, rule->option_count + 1);
    for (int i = 0; i < rule->option_count; i++) {
        names[i] = rule->options[i].name;
        if (text_eq(key->text, text_from(names[i]))) {
            return i;
        }
    }
    if (rule->option_count == 0) {
        reader_problem(r, key, "rule `%s` has no options", rule->name);
    } else {
        Text hint = config_hint(r->store->arena, key->text, names);
        reader_problem(r, key, "rule `%s` has no option `%.*s`%.*s", rule->name, PRI(key->text), PRI(hint));
    }
    return -1;
}

static void read_option(Reader *r, const RuleOption *option, const Value *v, OptionValue *value)
{
    OptionValue read = {.set = true};
    bool flag = false, good = false;
    switch (option->kind) {
    case OPTION_INT:
        good = config_integer(r, v, INT64_MIN, INT64_MAX, &read.integer);
        break;
    case OPTION_BOOL:
        good = config_bool(r, v, &flag);
        read.integer = flag;
        break;
    case OPTION_LIST:
        good = config_words(r, v, &read.list);
        break;
    }
    if (good) {
        *value = read;
    }
}

static void read_rule_options(Reader *r, const Rule *rule, const Value *table)
{
    OptionValue **place = &r->config->options[rule_index(rule)];
    OptionValue *values = NEW(r->store->arena, OptionValue, rule->option_count);
    if (*place) {
        memcpy(values, *place, sizeof *values * (size_t)rule->option_count);
    }
    *place = values;
    for (int i = 0; i < table->pairs.n; i++) {
        r->key = table->pairs.at[i].key;
        int option = find_option(r, rule, r->key);
        if (option >= 0) {
            read_option(r, &rule->options[option], table->pairs.at[i].value, &values[option]);
        }
    }
}

void read_key_rules(Reader *r, const Value *v)
{
    if (!config_expect_map(r, v)) {
        return;
    }
    for (int i = 0; i < v->pairs.n; i++) {
        r->key = v->pairs.at[i].key;
        const Rule *rule = find_rule(r, r->key);
        if (rule && config_expect_map(r, v->pairs.at[i].value)) {
            read_rule_options(r, rule, v->pairs.at[i].value);
        }
    }
}
