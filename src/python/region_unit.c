// Units: functions and methods, and large statements, found by the levels of lines.
#include "python/region_choice.h"
#include "python/word.h"

#include <string.h>

Text chooser_view(const Chooser *c, uint32_t beg, uint32_t end)
{
    return (Text){c->lexed->view + beg, (ptrdiff_t)(end - beg)};
}

Text chooser_line(const Chooser *c, int i)
{
    return chooser_view(c, c->lexed->lines.at[i].beg, c->lexed->lines.at[i].end);
}

// The next word of `t` from *at on; false at the end.
bool chooser_word(Text t, ptrdiff_t *at, Text *word)
{
    ptrdiff_t i = *at;
    while (i < t.n && !continues_identifier(t.s[i])) {
        i++;
    }
    ptrdiff_t from = i;
    while (i < t.n && continues_identifier(t.s[i])) {
        i++;
    }
    *word = text_sub(t, from, i);
    *at = i;
    return i > from;
}

int chooser_block_end(const Chooser *c, int line)
{
    int level = c->lexed->lines.at[line].level;
    int i = line + 1;
    while (i < c->lexed->lines.n && c->lexed->lines.at[i].level > level) {
        i++;
    }
    return i;
}

bool chooser_starts_function(const Chooser *c, int line)
{
    const Line *l = &c->lexed->lines.at[line];
    if (l->word == WORD_DEF) {
        return true;
    }
    Text t = chooser_line(c, line), word;
    ptrdiff_t at = 0;
    return l->word == WORD_ASYNC && chooser_word(t, &at, &word) && chooser_word(t, &at, &word) && text_eq(word, T("def"));
}

// The function or class that the decorators from `line` on belong to; its line, or -1.
static int decorated(const Chooser *c, int line, int end)
{
    int level = c->lexed->lines.at[line].level;
    while (line < end && c->lexed->lines.at[line].level == level && c->lexed->lines.at[line].word == WORD_DECORATOR) {
        line++;
    }
    return line < end && c->lexed->lines.at[line].level == level ? line : -1;
}

static Unit *add_unit(Chooser *c, int first, int head, int class_line)
{
    Unit *u = NEW(c->arena, Unit, 1);
    *u = (Unit){.first = first, .last = chooser_block_end(c, head), .class_line = class_line};
    *list_push(c->arena, &c->units) = u;
    return u;
}

// A table or a long text: worth leaving out like a function.
static bool is_large_statement(const Chooser *c, int line)
{
    enum { LARGE = 160 };
    const Line *l = &c->lexed->lines.at[line];
    return (l->word == WORD_NAME || l->word == WORD_NONE) && l->end - l->beg >= LARGE && !l->opens;
}

// The functions among the lines [line, end) of one block.
void chooser_find_units(Chooser *c, int line, int end, int class_line)
{
    while (line < end) {
        int head = decorated(c, line, end);
        if (head >= 0 && chooser_starts_function(c, head)) {
            line = add_unit(c, line, head, class_line)->last;
        } else if (head >= 0 && class_line < 0 && c->lexed->lines.at[head].word == WORD_CLASS) {
            int last = chooser_block_end(c, head);
            chooser_find_units(c, head + 1, last, head);
            line = last;
        } else {
            bool statement = c->closed && is_large_statement(c, line);
            int last = chooser_block_end(c, head > line ? head : line);
            if (statement && last == line + 1) {
                add_unit(c, line, line, class_line)->is_statement = true;
            }
            line = last;
        }
    }
}

int unit_head(const Chooser *c, const Unit *u)
{
    int head = u->first;
    while (c->lexed->lines.at[head].word == WORD_DECORATOR) {
        head++;
    }
    return head;
}

bool holds(Text t, Text needle)
{
    return t.n && memmem(t.s, (size_t)t.n, needle.s, (size_t)needle.n);
}

bool holds_any(Text t, const char *const *words)
{
    for (; *words; words++) {
        if (holds(t, text_from(*words))) {
            return true;
        }
    }
    return false;
}
