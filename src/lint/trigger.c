#include "lint/trigger.h"

#include "python/blocking.h"
#include "python/encoding.h"

// -- the words --------------------------------------------------------------------------------------------------------

typedef enum { TRIGGER, STRAY, BESIDE } Role;

typedef struct {
    Arena *arena;
    Map index;                  // word -> WordUse *
    Triggers *to;
} Adding;

static WordUse *use_of_word(Adding *adding, Text word)
{
    void **slot = map_put(adding->arena, &adding->index, word);
    if (!*slot) {
        *slot = NEW(adding->arena, WordUse, 1);
        *list_push(adding->arena, &adding->to->words) = word;
    }
    return *slot;
}

static void add_words(Adding *adding, const char *const *words, Role role, int rule)
{
    for (; words && *words; words++) {
        WordUse *use = use_of_word(adding, text_from(*words));
        *list_push(adding->arena, role == TRIGGER ? &use->rules : role == STRAY ? &use->stray : &use->beside) = rule;
    }
}

static int add_plain(Adding *adding, Text word)
{
    use_of_word(adding, word);
    int i = 0;
    while (!text_eq(adding->to->words.at[i], word)) {
        i++;
    }
    return i;
}

static void add_packages(Adding *adding)
{
    Text package;
    for (int i = 0; i < blocking_table.n; i++) {
        if (blocking_is_of_class(&blocking_table.entries[i], &package)) {
            *list_push(adding->arena, &adding->to->packages) = add_plain(adding, text_copy(adding->arena, package));
        }
    }
}

Triggers *triggers_new(Arena *a)
{
    Triggers *t = NEW(a, Triggers, 1);
    Adding adding = {.arena = a, .to = t};
    for (int i = 0; i < rule_count; i++) {
        const Rule *r = &rule_table[i];
        add_words(&adding, r->triggers, TRIGGER, i);
        add_words(&adding, r->stray, STRAY, i);
        add_words(&adding, r->beside, BESIDE, i);
        if (!r->triggers && !r->stray && r->check) {
            *list_push(a, &t->untriggered) = i;
        }
    }
    t->async = add_plain(&adding, T("async"));
    t->await = add_plain(&adding, T("await"));
    add_packages(&adding);
    t->uses = NEW(a, WordUse, t->words.n);
    for (int i = 0; i < t->words.n; i++) {
        t->uses[i] = *(const WordUse *)map_get(&adding.index, t->words.at[i]);
    }
    t->automaton = ahocorasick_new(a, &t->words);
    t->chains = rule_find(T("AQ412"));
    return t;
}

Held triggers_held(const Triggers *t, Arena *a, Text bytes)
{
    bool *has = NEW(a, bool, t->words.n);
    if (memmem(bytes.s, (size_t)bytes.n, "async", 5) || memmem(bytes.s, (size_t)bytes.n, "await", 5)) {      // else the others say nothing
        ahocorasick_search(t->automaton, bytes, has);
    }
    Held held = {.has = has, .is_wide = encoding_wide(bytes).n > 0};
    for (int i = 0; i < t->packages.n; i++) {
        held.package = held.package || has[t->packages.at[i]];
    }
    return held;
}

// -- what they decide -------------------------------------------------------------------------------------------------

static bool is_any_enabled(const RuleList *rules, const Settings *settings)
{
    for (int i = 0; i < rules->n; i++) {
        if (settings_is_on(settings, rules->at[i])) {
            return true;
        }
    }
    return false;
}

bool triggers_concern(const Triggers *t, Held held)
{
    return held.has[t->async] || held.has[t->await] || held.is_wide;
}

// Whatever asyncio code says, it says `async` somewhere, or should. What has no check (the parser's own errors) follows the others,
// unless it is all that is asked for, or says that the words cannot be looked for.
bool triggers_may_find(const Triggers *t, Held held, const Settings *settings)
{
    bool any = is_any_enabled(&t->untriggered, settings), others = any, stray = false;
    for (int i = 0; i < t->words.n && !(any && others && stray); i++) {
        bool enabled = (!any || !others) && is_any_enabled(&t->uses[i].rules, settings);
        bool strays = is_any_enabled(&t->uses[i].stray, settings);
        any = any || (enabled && held.has[i]);
        stray = stray || (strays && held.has[i]);
        others = others || enabled || strays;
    }
    return (any && held.has[t->async]) || stray || !others || held.is_wide;
}

// Any call of a coroutine may be a finding of rules that look for what blocks and have no words of their own: what a name holds
// that has none of the words around it matters, too.
static bool follows_calls(const RuleList *rules, Text word, const Settings *settings)
{
    for (int i = 0; i < rules->n; i++) {
        if (text_eq(word, T("async ")) && rule_table[rules->at[i]].is_blocking && settings_is_on(settings, rules->at[i])) {
            return true;
        }
    }
    return false;
}

// Rules that look at more than a call: what stands around the trigger matters, too.
static bool is_wide(const RuleList *rules, const Settings *settings)
{
    for (int i = 0; i < rules->n; i++) {
        RuleOn on = rule_table[rules->at[i]].on;
        bool looks_around = on == ON_MODULE || on == ON_FUNCTION || on == ON_HANDLER || on == ON_WITH || on == ON_LOOP;
        if (settings_is_on(settings, rules->at[i]) && (rule_table[rules->at[i]].is_blocking || looks_around)) {
            return true;
        }
    }
    return false;
}

static bool holds_any(const Triggers *t, Held held, int rule)
{
    for (int i = 0; i < t->words.n; i++) {
        const RuleList *rules = &t->uses[i].rules;
        for (int k = 0; held.has[i] && k < rules->n; k++) {
            if (rules->at[k] == rule) {
                return true;
            }
        }
    }
    return false;
}

// What rules want to see besides, of those that may find something in the file.
static bool is_wanted_besides(const Triggers *t, Held held, const RuleList *rules, const Settings *settings)
{
    for (int i = 0; i < rules->n; i++) {
        if (settings_is_on(settings, rules->at[i]) && holds_any(t, held, rules->at[i])) {
            return true;
        }
    }
    return false;
}

const TriggerWords *triggers_words(const Triggers *t, Arena *a, Held held, const Settings *settings)
{
    if (is_any_enabled(&t->untriggered, settings)) {
        return NULL;
    }
    TriggerWords *words = NEW(a, TriggerWords, 1);
    const char **all = NEW(a, const char *, t->words.n + 1), **wide = NEW(a, const char *, t->words.n + 1);
    const char **stray = NEW(a, const char *, t->words.n + 1), **present = NEW(a, const char *, t->words.n + 1);
    int n = 0, wides = 0, strays = 0, presents = 0;
    bool runs = t->chains && settings_is_on(settings, rule_index(t->chains)), any = false;
    for (int i = 0; i < t->words.n; i++) {
        const WordUse *use = &t->uses[i];
        const char *word = t->words.at[i].s;
        bool has = held.has[i] || held.is_wide, is_stray = is_any_enabled(&use->stray, settings);
        bool is_word = is_any_enabled(&use->rules, settings) || is_wanted_besides(t, held, &use->beside, settings);
        runs = runs || follows_calls(&use->rules, t->words.at[i], settings);
        any = any || is_word || is_stray;
        if (is_word) {
            all[n++] = word;
        }
        if (is_word && has) {
            present[presents++] = word;
        }
        if (has && is_wide(&use->rules, settings)) {
            wide[wides++] = word;
        }
        if (has && is_stray) {
            stray[strays++] = word;
        }
    }
    *words = (TriggerWords){.all = all, .held = present, .wide = wide, .stray = stray, .runs = runs};
    return any ? words : NULL;
}

static void set_on(const RuleList *rules, const Settings *settings, bool *on)
{
    for (int i = 0; i < rules->n; i++) {
        on[rules->at[i]] = settings_is_on(settings, rules->at[i]);
    }
}

void triggers_rules(const Triggers *t, Held held, const Settings *settings, bool *on)
{
    set_on(&t->untriggered, settings, on);
    for (int i = 0; i < t->words.n; i++) {
        if (held.has[i] || held.is_wide) {
            set_on(&t->uses[i].rules, settings, on);
            set_on(&t->uses[i].stray, settings, on);
        }
    }
}
