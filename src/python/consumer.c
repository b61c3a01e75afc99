// Who iterates an async generator function, by the text of its file: most of that is not parsed for the question.
#include "python/generator.h"
#include "python/textual.h"
#include "python/word.h"

// -- lines ------------------------------------------------------------------------------------------------------------

// Where the dotted name begins that ends before `at`: `self._rows` for `_rows`.
static ptrdiff_t dotted_begin(Text t, ptrdiff_t at)
{
    while (at > 0 && (t.s[at - 1] == '.' || continues_identifier(t.s[at - 1]))) {
        at--;
    }
    return at;
}

static bool has_any_word(Text line, const char *const *words)
{
    for (int i = 0; words[i]; i++) {
        if (text_has_word(line, words[i])) {
            return true;
        }
    }
    return false;
}

// In a comment, or in a string that begins on the line.
static bool is_no_code(Text t, ptrdiff_t at)
{
    char quote = 0;
    for (ptrdiff_t i = line_start(t, at); i < at; i++) {
        if (quote && t.s[i] == '\\') {
            i++;
        } else if (quote) {
            quote = t.s[i] == quote ? 0 : quote;
        } else if (t.s[i] == '#') {
            return true;
        } else if (t.s[i] == '"' || t.s[i] == '\'') {
            quote = t.s[i];
        }
    }
    return quote != 0;
}

// The code that the line starts with: up to a comment.
static Text code_of(Text t, ptrdiff_t start)
{
    Text line = line_at(t, start);
    ptrdiff_t beg = line.s - t.s;
    for (ptrdiff_t i = 0; i < line.n; i++) {
        if (line.s[i] == '#' && is_no_code(t, beg + i + 1)) {
            return text_trim(text_sub(line, 0, i));
        }
    }
    return line;
}

// -- loops over it ----------------------------------------------------------------------------------------------------

// Nothing in the block below the line, whose header ends at `at`, leaves it or waits.
static bool block_finishes(Text t, ptrdiff_t start, ptrdiff_t at)
{
    static const char *const words[] = {"break", "return", "raise", "await", "yield", "async", "assert", "exit", "throw", NULL};
    ptrdiff_t outer = indentation(t, start), colon = part_end(t, at, ":");
    if (has_any_word(text_sub(t, colon + 1, next_line(t, colon)), words)) {
        return false;
    }
    for (ptrdiff_t line = next_line(t, colon); line < t.n && (line_at(t, line).n == 0 || indentation(t, line) > outer); line = next_line(t, line)) {
        if (has_any_word(line_at(t, line), words)) {
            return false;
        }
    }
    return true;
}

static bool opens_loop(Text line)
{
    return text_starts(line, T("for ")) || text_starts(line, T("async for ")) || text_starts(line, T("while "));
}

// The jump on the line belongs to the loop at `start`, and not to a loop or function within. `if x is None:` above it asks for the end.
static bool leaves_loop(Text t, ptrdiff_t start, ptrdiff_t line, bool is_return)
{
    ptrdiff_t indent = indentation(t, line);
    Text above = {0};
    for (ptrdiff_t at = line; at > start;) {
        at = line_start(t, at - 1);
        Text code = code_of(t, at);
        if (code.n == 0 || indentation(t, at) >= indent) {
            continue;
        }
        above = above.n ? above : code;
        indent = indentation(t, at);
        if (at > start && ((!is_return && opens_loop(code)) || line_is_definition(code))) {
            return false;
        }
    }
    return !text_ends(above, T("is None:"));
}

// The loop at `start`, whose header ends behind `at`, is left by a break or return before the generator ends.
static bool block_leaves(Text t, ptrdiff_t start, ptrdiff_t at)
{
    ptrdiff_t outer = indentation(t, start), colon = part_end(t, at, ":");
    for (ptrdiff_t line = next_line(t, colon); line < t.n && (line_at(t, line).n == 0 || indentation(t, line) > outer); line = next_line(t, line)) {
        Text code = code_of(t, line);
        bool is_return = text_eq(code, T("return")) || text_starts(code, T("return "));
        if ((is_return || text_eq(code, T("break"))) && leaves_loop(t, start, line, is_return)) {
            return true;
        }
    }
    return false;
}

static Consumers loop_at(Text t, ptrdiff_t start, ptrdiff_t end)
{
    return block_finishes(t, start, end) ? CONSUMERS_FINISH : block_leaves(t, start, end) ? CONSUMERS_LEAVE : CONSUMERS_UNKNOWN;
}

// -- where it is kept -------------------------------------------------------------------------------------------------

// The place is closed: `rows.aclose`, `aclosing(rows)`.
static bool is_closed(Text t, Text place)
{
    for (ptrdiff_t at = 0, next; (next = text_find(text_sub(t, at, t.n), place)) >= 0;) {
        Text before = text_sub(t, 0, at + next), behind = text_sub(t, at + next + place.n, t.n);
        if (text_starts(behind, T(".aclose")) || (text_ends(before, T("losing(")) && text_starts(behind, T(")")))) {
            return true;
        }
        at += next + place.n;
    }
    return false;
}

// The line is `async for x in place:`.
static bool iterates(Text line, Text place)
{
    Text rest = text_sub(line, 0, text_rfind_char(line, ':'));
    return text_starts(line, T("async for ")) && text_ends(rest, place) && text_ends(text_sub(rest, 0, rest.n - place.n), T(" in "));
}

// `rows = _rows()` on the line at `start`: what becomes of the name on the left within the function; of an attribute, within the file.
static Consumers kept_at(Text t, ptrdiff_t start, Text place)
{
    bool is_attribute = text_find_char(place, '.') >= 0;
    Text all = is_attribute || definition_around(t, start) < 0 ? t : function_text_around(t, start);
    if (is_closed(all, place)) {
        return CONSUMERS_CLOSE;
    }
    for (ptrdiff_t line = next_line(t, start); line < t.n && t.s + line < all.s + all.n && !is_attribute; line = next_line(t, line)) {
        Text code = code_of(t, line);
        if (code.n && iterates(code, place)) {
            return loop_at(t, line, code.s - t.s + text_rfind_char(code, ':'));
        }
    }
    return CONSUMERS_UNKNOWN;
}

// -- all of them ------------------------------------------------------------------------------------------------------

// The code before `at`, without the blanks and line ends in front of it.
static Text code_before(Text t, ptrdiff_t at)
{
    ptrdiff_t start = line_start(t, at);
    Text before = text_trim(text_sub(t, start, at));
    return before.n || start == 0 ? before : text_trim(text_sub(t, line_start(t, start - 1), start));
}

// The call of the generator, whose dotted name is from `beg` to `end`.
static Consumers consumer_at(Text t, ptrdiff_t beg, ptrdiff_t end)
{
    ptrdiff_t start = line_start(t, beg);
    Text before = code_before(t, beg), line = line_at(t, start);
    if (text_ends(before, T("losing("))) {
        return CONSUMERS_CLOSE;         // aclosing(, Aclosing(
    }
    ptrdiff_t behind = end + 1 < t.n ? part_end(t, end + 1, ")") : t.n;
    if (text_ends(before, T("anext(")) || text_starts(text_sub(t, behind, t.n), T(").__anext__()"))) {
        return CONSUMERS_LEAVE;
    }
    Text target = text_ends(before, T("=")) ? text_trim(text_sub(before, 0, before.n - 1)) : (Text){0};
    if (is_dotted(target)) {
        return kept_at(t, start, target);
    }
    bool is_iterated = text_ends(before, T(" in")) && text_find(before, T("async for ")) >= 0;
    if (is_iterated && text_starts(line, T("async for "))) {
        return loop_at(t, start, end);
    }
    return is_iterated && !text_has_word(line, "await") ? CONSUMERS_FINISH : CONSUMERS_UNKNOWN;     // a comprehension
}

// The place names the function: a method behind `self.` or another name, a function without anything before it.
static bool names_function(Text t, ptrdiff_t beg, ptrdiff_t at, bool is_method)
{
    Text receiver = text_sub(t, beg, at);
    return is_method ? receiver.n > 1 && text_find_char(receiver, '.') == receiver.n - 1 : receiver.n == 0;
}

Consumers consumers_of(const Module *m, const Node *function)
{
    Text t = m->source->text, name = function->function.name.text;
    bool is_method = function->parent->kind == AST_CLASS, is_nested = !is_method && function->parent->kind != AST_MODULE;
    bool is_private = is_nested || (text_starts(name, T("_")) && !text_starts(name, T("__")));
    Consumers all = CONSUMERS_CLOSE;
    int n = 0;
    for (ptrdiff_t at = 0; identifier_find(t, name, &at); at += name.n) {
        ptrdiff_t beg = dotted_begin(t, at), end = at + name.n;
        bool is_call = end < t.n && t.s[end] == '(' && !text_ends(code_before(t, beg), T("def"));
        bool names = names_function(t, beg, at, is_method);
        if ((uint32_t)at == function->function.name.span.beg || is_no_code(t, at) || (!is_private && !(is_call && names))) {
            continue;
        }
        Consumers one = is_call ? consumer_at(t, beg, end) : CONSUMERS_UNKNOWN;
        one = one == CONSUMERS_LEAVE && !names ? CONSUMERS_UNKNOWN : one;
        all = one < all ? one : all;
        n++;
    }
    return n == 0 ? CONSUMERS_NONE : all == CONSUMERS_CLOSE && !is_private ? CONSUMERS_FINISH : all;
}
