// What the units that are in can reach, by the words of the lines that their facts hang on.
#include "python/region_choice.h"
#include "python/word.h"

#include <string.h>

void chooser_enqueue(Chooser *c, Unit *u)
{
    u->in = true;
    if (!u->queued) {
        u->queued = true;
        u->next_in = c->todo;
        c->todo = u;
    }
}

void chooser_take_in(Chooser *c, Unit *u)
{
    if (!u->in) {
        u->is_seed = true;
        chooser_enqueue(c, u);
    }
}

static void mention(Chooser *c, Text word)
{
    void **seen = map_put(c->arena, &c->mentioned, word);
    if (*seen) {
        return;
    }
    *seen = c;
    const Units *named = map_get(&c->definers, word), *assigning = map_get(&c->assigners, word);
    for (int i = 0; named && i < named->n; i++) {
        named->at[i]->whole = true;
        chooser_enqueue(c, named->at[i]);
    }
    for (int i = 0; assigning && i < assigning->n; i++) {
        *map_put(c->arena, &assigning->at[i]->assigned, word) = c;
        chooser_enqueue(c, assigning->at[i]);
    }
}

static bool is_common(const Unit *u, Text word)
{
    bool is_number = word.s[0] >= '0' && word.s[0] <= '9';
    return is_number || text_eq(word, u->self) || text_eq(word, T("for")) || text_eq(word, T("async")) || text_eq(word, T("if")) || text_eq(word, T("in")) || text_eq(word, T("not")) ||
           text_eq(word, T("None")) || text_eq(word, T("True")) || text_eq(word, T("False")) || text_eq(word, T("return"));
}

static bool is_module_word(Text word)
{
    return text_eq(word, T("asyncio")) || text_eq(word, T("await")) || text_eq(word, T("time")) || text_eq(word, T("sleep"));
}

// Whether the line has one of the words, but for those that are everywhere.
static bool uses_any(const Unit *u, const Map *words, Text t)
{
    Text word;
    for (ptrdiff_t at = 0; chooser_word(t, &at, &word);) {
        if (!is_common(u, word) && !is_module_word(word) && map_get(words, word)) {
            return true;
        }
    }
    return false;
}

// A line that the facts of its unit may hang on. Of a unit that is in for a trigger: lines with triggers, and around a wide
// one also those that suspend or collect. Of a unit that is in for what it tells: where it suspends, what it returns and
// assigns.
static bool matters(const Chooser *c, const Unit *u, int i)
{
    Text t = chooser_line(c, i);
    if (c->words->runs && (text_find_char(t, '(') >= 0 || text_find_char(t, '.') >= 0)) {
        return true;
    }
    bool suspends = holds(t, T("await")) || holds(t, T("async"));
    if (u->whole && (suspends || holds(t, T("return")) || (u->self.n && line_assignment_sign(t) > 0 && text_starts(t, u->self)))) {
        return true;
    }
    uint8_t word = c->lexed->lines.at[i].word;
    if (u->is_wide && (suspends || word == WORD_FOR || word == WORD_WHILE || holds(t, T("append(")) || holds(t, T("add(")))) {
        return true;
    }
    return u->is_seed && chooser_holds_trigger(c, t);
}

// What a line binds: targets of an assignment, of for and with.
static Text bound_part(const Chooser *c, int i)
{
    Text t = chooser_line(c, i);
    uint8_t word = c->lexed->lines.at[i].word;
    if (word == WORD_FOR || word == WORD_ASYNC) {
        ptrdiff_t in = text_find(t, T(" in "));
        return text_sub(t, 0, in);
    }
    if (word == WORD_WITH) {
        ptrdiff_t as = text_find(t, T(" as "));
        return as < 0 ? (Text){0} : text_sub(t, as + 4, t.n);
    }
    return text_sub(t, 0, line_assignment_sign(t));
}

static bool shares_word(const Unit *u, const Map *words, Text t)
{
    Text word;
    for (ptrdiff_t at = 0; chooser_word(t, &at, &word);) {
        if (!is_common(u, word) && map_get(words, word)) {
            return true;
        }
    }
    return false;
}

// The head of a definition without the name that it defines: that is no mention of it.
static Text after_name(Text head)
{
    Text name = line_defined_name(head);
    return name.n ? text_sub(head, name.s + name.n - head.s, head.n) : head;
}

// The words of the lines that matter and, from the last to the first, of those that bind what these use.
static void mention_unit(Chooser *c, const Unit *u)
{
    Map words = {0};
    int head = unit_head(c, u);
    bool *taken = NEW(c->arena, bool, u->last - u->first);
    bool all = u->whole || u->is_seed;
    for (int round = 0; round < 2; round++) {
        for (int i = u->last - 1; i >= u->first; i--) {
            bool *in = &taken[i - u->first];
            bool asked = round == 0 && ((all && matters(c, u, i)) || uses_any(u, &u->assigned, chooser_line(c, i)));
            if (!*in && (i <= head || u->is_statement || asked || shares_word(u, &words, bound_part(c, i)))) {
                *in = true;
                chooser_note_words(c, &words, i == head ? after_name(chooser_line(c, i)) : chooser_line(c, i));
            }
        }
    }
    for (int i = 0; i < words.n; i++) {
        mention(c, words.at[i].key);
    }
}

// Lines outside of units reach into them by what they call and derive from; `name = other` reaches nothing by itself.
static void mention_outside(Chooser *c)
{
    Map words = {0};
    int line = 0;
    for (int i = 0; i <= c->units.n; i++) {
        int end = i < c->units.n ? c->units.at[i]->first : c->lexed->lines.n;
        for (; line < end; line++) {
            Text t = chooser_line(c, line);
            uint8_t word = c->lexed->lines.at[line].word;
            Text name = word == WORD_CLASS ? line_defined_name(t) : (Text){0};
            if (name.n) {
                t = text_sub(t, name.s + name.n - t.s, t.n);
            }
            if (text_find_char(t, '(') >= 0 || word == WORD_DECORATOR) {
                chooser_note_words(c, &words, t);
            }
        }
        line = i < c->units.n ? c->units.at[i]->last : line;
    }
    for (int i = 0; i < words.n; i++) {
        mention(c, words.at[i].key);
    }
}

void chooser_close(Chooser *c)
{
    mention_outside(c);
    while (c->todo) {
        Unit *u = c->todo;
        c->todo = u->next_in;
        u->queued = false;
        mention_unit(c, u);
    }
}
