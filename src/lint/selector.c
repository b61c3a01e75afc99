#include "lint/selector.h"

#include "lint/peer.h"

static bool is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

// The number of leading letters, when nothing but digits follows them (LETTERS DIGITS, also with no digits); else 0.
static ptrdiff_t letters_of_code(Text t)
{
    ptrdiff_t letters = 0, i;
    while (letters < t.n && is_letter(t.s[letters])) {
        letters++;
    }
    for (i = letters; i < t.n && is_digit(t.s[i]); i++) {
    }
    return i == t.n ? letters : 0;
}

// How narrowly `word` names the rule with this code: 0 not at all.
static int depth_of(Text word, ptrdiff_t word_letters, Text code)
{
    if (text_eq_nocase(word, code)) {
        return SELECTOR_EXACT;
    }
    bool is_part = word_letters > 0 && word.n < code.n && letters_of_code(code) == word_letters &&
                   text_eq_nocase(word, text_sub(code, 0, word.n));
    return is_part ? 2 + (int)(word.n - word_letters) : 0;
}

static int depth_of_rule(Text word, ptrdiff_t word_letters, const Rule *r)
{
    if (text_eq_nocase(word, T("ALL"))) {
        return 1;
    }
    if (text_eq_nocase(word, text_from(r->name))) {
        return SELECTOR_EXACT;
    }
    int depth = depth_of(word, word_letters, text_from(r->code));
    for (const char *const *peer = r->peers; peer && *peer && !depth; peer++) {
        depth = depth_of(word, word_letters, text_from(*peer));
    }
    return depth;
}

bool selector_read(Text word, Selector *s)
{
    ptrdiff_t letters = letters_of_code(word);
    *s = (Selector){0};
    for (int i = 0; i < rule_count; i++) {
        int depth = depth_of_rule(word, letters, &rule_table[i]);
        if (depth) {
            ruleset_add(&s->rules, i);
            s->depth = depth > s->depth ? depth : s->depth;
        }
    }
    return s->depth > 0;
}

static Text lower(Arena *a, Text t)
{
    char *p = text_c(a, t);
    for (ptrdiff_t i = 0; i < t.n; i++) {
        p[i] = (char)(p[i] >= 'A' && p[i] <= 'Z' ? p[i] + 32 : p[i]);
    }
    return (Text){p, t.n};
}

Text selector_nearest(Arena scratch, Text word)
{
    Texts words = {0}, folded = {0};
    *list_push(&scratch, &words) = T("ALL");
    for (int i = 0; i < rule_count; i++) {
        *list_push(&scratch, &words) = text_from(rule_table[i].code);
        *list_push(&scratch, &words) = text_from(rule_table[i].name);
        for (const char *const *peer = rule_table[i].peers; peer && *peer; peer++) {
            *list_push(&scratch, &words) = text_from(*peer);
        }
    }
    for (int i = 0; i < words.n; i++) {
        *list_push(&scratch, &folded) = lower(&scratch, words.at[i]);
    }
    Text best = text_nearest(lower(&scratch, word), folded.at, folded.n);
    for (int i = 0; i < folded.n; i++) {
        if (best.n && folded.at[i].s == best.s) {
            return words.at[i];
        }
    }
    return (Text){0};
}

Text selector_hint(Arena *a, Text word)
{
    const PeerGap *gap = peer_gap(word);
    if (gap) {
        Texts linters = peer_linters(a, word);
        return text_format(a, ", which %.*s has (%s)", PRI(linters.at[0]), gap->reason);
    }
    Text near = selector_nearest(*a, word);
    return near.n ? text_format(a, "; did you mean `%.*s`?", PRI(near)) : T("");
}
