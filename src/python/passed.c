// A parameter is called urls or files, and its callers pass three of them: a display, a slice, a list inside of one message,
// something for each of a handful of shards, what a function returns that has nothing but displays to return. A name is
// followed back to what it was assigned in the function of the call; what is assigned, added or returned there has to be few
// each time. What is not understood is not few.
#include "python/passed.h"

#include "python/noun.h"
#include "python/textual.h"
#include "python/word.h"
#include "python/written.h"

#include <string.h>

enum { DEPTH = 4, FEW = 32, LENGTH_MAX = 4000, QUESTIONS = 100 };       // FEW: AQ301's default of `small`

typedef struct {
    Text source;
    int questions;      // how many more may be asked: a program may be made to branch at every step
} Reader;

// `t`, an expression of the function around the offset `call`, is few.
static bool is_few(Reader *r, ptrdiff_t call, Text t, int depth);

// -- lines --------------------------------------------------------------------------------------------------------------

// Where the function starts that the call stands in; -1 outside of functions and in main programs.
static ptrdiff_t function_around(Text source, ptrdiff_t call)
{
    ptrdiff_t start = definition_around(source, call);
    if (start < 0) {
        return -1;
    }
    Text line = line_at(source, start);
    ptrdiff_t name = text_find(line, T("def ")) + 4;
    return text_starts(text_sub(line, name, line.n), T("main(")) ? -1 : start;
}

static bool has_loop(Text source, ptrdiff_t from, ptrdiff_t to)
{
    for (ptrdiff_t at = next_line(source, from); at < to; at = next_line(source, at)) {
        Text line = line_at(source, at);
        if (text_starts(line, T("for ")) || text_starts(line, T("async for ")) || text_starts(line, T("while "))) {
            return true;
        }
    }
    return false;
}

// -- displays -------------------------------------------------------------------------------------------------------------

// `f(x) for x in xs if x`, one clause: as many as xs.
static bool comprehension_is_few(Reader *r, ptrdiff_t call, Text inner, ptrdiff_t clause, int depth)
{
    ptrdiff_t in = word_outside(inner, "in", clause + 3);
    if (in < 0 || word_outside(inner, "for", clause + 3) >= 0) {
        return false;
    }
    ptrdiff_t test = word_outside(inner, "if", in);
    return is_few(r, call, text_sub(inner, in + 2, test < 0 ? inner.n : test), depth);
}

static bool display_is_few(Reader *r, ptrdiff_t call, Text inner, int depth)
{
    ptrdiff_t clause = word_outside(inner, "for", 0);
    if (clause >= 0) {
        return comprehension_is_few(r, call, inner, clause, depth);
    }
    int n = 0;
    for (ptrdiff_t at = 0; at < inner.n; n++) {
        ptrdiff_t end = part_end(inner, at, ",");
        Text element = text_trim(text_sub(inner, at, end));
        while (text_starts(element, T("*"))) {
            element = text_sub(element, 1, element.n);
            if (!text_starts(element, T("*")) && !is_few(r, call, element, depth)) {
                return false;
            }
        }
        at = end + 1;
    }
    return n <= FEW;
}

// -- names ----------------------------------------------------------------------------------------------------------------

static bool is_commented(Text source, ptrdiff_t at)
{
    return text_find_char(text_sub(source, line_start(source, at), at), '#') >= 0;
}

// In `f(urls=urls)` the first is no use of the name.
static bool is_keyword(Text source, ptrdiff_t at)
{
    while (at > 0 && strchr(" \t\r\n", source.s[at - 1])) {
        at--;
    }
    return at > 0 && (source.s[at - 1] == ',' || source.s[at - 1] == '(');
}

// The right side of `name = ...`, `name: T = ...`, `name += ...` on the line of the mention that ends at `end`; 0 when it is none.
static ptrdiff_t right_side(Text source, ptrdiff_t beg, ptrdiff_t end)
{
    ptrdiff_t start = line_start(source, beg), stop = next_line(source, beg);
    if (start + indentation(source, start) != beg || is_keyword(source, beg)) {
        return 0;
    }
    ptrdiff_t sign = part_end(text_sub(source, 0, stop), end, "=");
    bool plain = sign < stop && sign + 1 < source.n && source.s[sign + 1] != '=' && !strchr("!<>", source.s[sign - 1]);
    Text between = plain ? text_trim(text_sub(source, end, sign)) : T("?");
    bool assigns = between.n == 0 || between.s[0] == ':' || text_eq(between, T("+")) || text_eq(between, T("|"));
    return assigns ? sign + 1 : 0;
}

// The mention gives the name something else in a way that nobody follows here: a loop's target, one of several targets.
static bool is_other_target(Text source, ptrdiff_t beg, ptrdiff_t end)
{
    static const char *const before[] = {"for", "as", "global", "nonlocal", NULL};
    if (name_in(word_before(source, beg), before)) {
        return true;
    }
    ptrdiff_t start = line_start(source, beg), stop = next_line(source, beg);
    Text targets = text_sub(source, start, part_end(text_sub(source, 0, stop), end, "="));
    bool several = text_find_char(targets, ',') >= 0 && targets.n < stop - start;
    for (ptrdiff_t i = 0; several && i < targets.n; i++) {
        several = continues_identifier(targets.s[i]) || strchr(" \t,*", targets.s[i]);
    }
    return several;
}

// What is done to the collection at the mention that ends at `end` leaves it few: `xs.append(y)` outside of loops.
static bool stays_few(Reader *r, ptrdiff_t call, ptrdiff_t assigned, ptrdiff_t end, int depth)
{
    Text source = r->source;
    static const char *const one[] = {"append", "add", "insert", "appendleft", NULL}, *const many[] = {"extend", "update", NULL};
    ptrdiff_t open = end + 1;
    while (end < source.n && source.s[end] == '.' && open < source.n && continues_identifier(source.s[open])) {
        open++;
    }
    Text method = open < source.n && source.s[open] == '(' ? text_sub(source, end + 1, open) : (Text){0};
    if (name_in(method, one)) {
        return !has_loop(source, assigned, end);
    }
    Text argument = text_sub(source, open + 1, part_end(source, open + 1, ",)"));
    return !name_in(method, many) || (!has_loop(source, assigned, end) && is_few(r, call, argument, depth));
}

static bool name_is_few(Reader *r, ptrdiff_t call, Text name, int depth)
{
    Text source = r->source;
    ptrdiff_t at = function_around(source, call), assigned = -1;
    ptrdiff_t header = at < 0 ? 0 : part_end(source, at, ":");
    for (; at >= 0 && identifier_find(source, name, &at) && at < call; at += name.n) {
        ptrdiff_t end = at + name.n, value = right_side(source, at, end);
        if (source.s[at - 1] == '.' || is_commented(source, at)) {
            continue;
        }
        if (value) {
            Text right = text_sub(source, value, part_end(source, value, "\n;#"));
            bool adds = strchr("+|", source.s[value - 2]);
            if (!is_few(r, call, right, depth) || (adds && (assigned < 0 || has_loop(source, assigned, at)))) {
                return false;
            }
            assigned = assigned < 0 ? at : assigned;
        } else if (at < header || is_other_target(source, at, end) || (assigned >= 0 && !stays_few(r, call, assigned, end, depth))) {
            return false;
        }
    }
    return assigned >= 0;
}

// -- functions --------------------------------------------------------------------------------------------------------------

// Where the only function of that name is defined, or -1.
static ptrdiff_t definition_of(Text source, Text name)
{
    ptrdiff_t found = -1;
    for (ptrdiff_t at = 0; identifier_find(source, name, &at); at += name.n) {
        bool is_def = at >= 4 && text_eq(text_sub(source, at - 4, at), T("def "));
        if (is_def && found >= 0) {
            return -1;
        }
        found = is_def ? line_start(source, at) : found;
    }
    return found;
}

// All that the function returns are displays, and it returns something.
static bool result_is_few(Reader *r, Text name, int depth)
{
    Text source = r->source;
    ptrdiff_t start = definition_of(source, name), indent = start < 0 ? 0 : indentation(source, start);
    int returned = 0;
    for (ptrdiff_t at = start < 0 ? source.n : next_line(source, start); at < source.n; at = next_line(source, at)) {
        Text line = line_at(source, at);
        bool body = indentation(source, at) > indent || line.n == 0 || strchr(")]}#", line.s[0]);
        if (!body) {
            break;
        }
        if (line_is_definition(line) || text_starts(line, T("yield"))) {
            return false;
        }
        if (text_starts(line, T("return "))) {
            ptrdiff_t value = at + indentation(source, at) + 7;
            if (!is_few(r, value, text_sub(source, value, part_end(source, value, "\n;#")), depth)) {
                return false;
            }
            returned++;
        }
    }
    return returned > 0;
}

// -- all of them --------------------------------------------------------------------------------------------------------------

// self.shards, config.urls: by what the names say. `nodes` alone may be what the caller itself was passed.
static bool says_few(Text dotted)
{
    ptrdiff_t dot = text_rfind_char(dotted, '.');
    for (Text holder = text_sub(dotted, 0, dot < 0 ? 0 : dot), part; holder.n; ) {
        text_cut(holder, '.', &part, &holder);
        if (name_is_written(part)) {
            return true;
        }
    }
    Noun noun = noun_of(text_sub(dotted, dot + 1, dotted.n));
    return (noun == NOUN_THINGS && dot >= 0) || noun == NOUN_CONFIGURED;
}

// inputs.get("texts"), event["files"] of what the calling function was passed: a list inside of one message, as evidence.c has it.
static bool is_part_of_parameter(const Reader *r, ptrdiff_t call, Text t)
{
    ptrdiff_t n = 0;
    while (n < t.n && continues_identifier(t.s[n])) {
        n++;
    }
    Text holder = text_sub(t, 0, n), rest = text_sub(t, n, t.n), key = {0};
    if (text_starts(rest, T(".get("))) {
        key = text_sub(rest, 5, rest.n);
    } else if (text_starts(rest, T("["))) {
        key = text_sub(rest, 1, rest.n);
    }
    bool whole = key.n && strchr("\"'", key.s[0]) && part_end(key, 0, ")]") == key.n - 1;
    ptrdiff_t start = function_around(r->source, call), at = start;
    if (!whole || start < 0 || text_eq(holder, T("self"))) {
        return false;
    }
    return identifier_find(text_sub(r->source, 0, part_end(r->source, start, ":")), holder, &at);
}

static bool is_few(Reader *r, ptrdiff_t call, Text t, int depth)
{
    static const char *const same[] = {"list", "tuple", "set", "frozenset", "sorted", "reversed", "enumerate", "iter", NULL};
    t = text_trim(t);
    if (t.n == 0 || t.n > LENGTH_MAX || depth-- == 0 || r->questions-- <= 0) {
        return false;
    }
    bool opens = strchr("([{", t.s[0]);
    if (opens) {
        bool whole = part_end(t, 1, ")]}") == t.n - 1;
        return whole && display_is_few(r, call, text_trim(text_sub(t, 1, t.n - 1)), depth);
    }
    if (is_dotted(t)) {
        return says_few(t) || (text_find_char(t, '.') < 0 && name_is_few(r, call, t, depth));
    }
    if (is_part_of_parameter(r, call, t)) {
        return true;
    }
    ptrdiff_t open = text_find_char(t, '(');
    bool is_call = open > 0 && is_dotted(text_sub(t, 0, open)) && part_end(t, open + 1, ")") == t.n - 1;
    if (is_call) {
        Text name = text_sub(t, 0, open), first = text_sub(t, open + 1, part_end(t, open + 1, ",)"));
        return name_in(name, same) ? is_few(r, call, first, depth) : text_find_char(name, '.') < 0 && result_is_few(r, name, depth);
    }
    return argument_is_slice(t);
}

bool passed_is_few(Text source, ptrdiff_t call, Text argument)
{
    Reader r = {source, QUESTIONS};
    return function_around(source, call) >= 0 && is_few(&r, call, argument, DEPTH);
}
