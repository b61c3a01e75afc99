// Code read as text: strings and brackets are stepped over, comments are not known.
#include "python/textual.h"

#include "python/word.h"

#include <string.h>

ptrdiff_t string_end(Text t, ptrdiff_t at)
{
    char quote = t.s[at];
    for (at++; at < t.n && t.s[at] != quote && t.s[at] != '\n'; at++) {
        at += t.s[at] == '\\';
    }
    return at;
}

ptrdiff_t part_end(Text t, ptrdiff_t at, const char *stops)
{
    int depth = 0;
    for (; at < t.n; at++) {
        char c = t.s[at];
        if (depth == 0 && c && strchr(stops, c)) {
            return at;
        }
        if (c == '"' || c == '\'') {
            at = string_end(t, at);
        }
        depth += (c == '(' || c == '[' || c == '{') - (c == ')' || c == ']' || c == '}');
    }
    return t.n;
}

bool argument_is_slice(Text argument)
{
    argument = text_trim(argument);
    ptrdiff_t open = text_find(argument, T("["));
    if (open <= 0 || !text_ends(argument, T("]"))) {
        return false;
    }
    int depth = 0;
    for (ptrdiff_t i = open; i < argument.n; i++) {
        char c = argument.s[i];
        if (depth == 1 && c == ':') {
            return text_trim(text_sub(argument, i + 1, argument.n - 1)).n > 0;
        }
        depth += (c == '(' || c == '[') - (c == ')' || c == ']');
        if (depth == 0 && i + 1 < argument.n) {
            return false;
        }
    }
    return false;
}

ptrdiff_t word_outside(Text t, const char *word, ptrdiff_t from)
{
    Text wanted = text_from(word);
    int depth = 0;
    for (ptrdiff_t at = from, end; at < t.n; at = end) {
        char c = t.s[at];
        end = at + 1;
        if (starts_identifier(c)) {
            while (end < t.n && continues_identifier(t.s[end])) {
                end++;
            }
            if (depth == 0 && text_eq(text_sub(t, at, end), wanted)) {
                return at;
            }
        } else if (c == '"' || c == '\'') {
            end = string_end(t, at) + 1;
        }
        depth += (c == '(' || c == '[' || c == '{') - (c == ')' || c == ']' || c == '}');
    }
    return -1;
}

Text word_before(Text t, ptrdiff_t at)
{
    while (at > 0 && t.s[at - 1] == ' ') {
        at--;
    }
    ptrdiff_t beg = at;
    while (beg > 0 && continues_identifier(t.s[beg - 1])) {
        beg--;
    }
    return text_sub(t, beg, at);
}

bool is_dotted(Text t)
{
    for (ptrdiff_t i = 0; i < t.n; i++) {
        if (t.s[i] != '.' && !continues_identifier(t.s[i])) {
            return false;
        }
    }
    return t.n > 0 && starts_identifier(t.s[0]);
}

ptrdiff_t line_start(Text t, ptrdiff_t at)
{
    while (at > 0 && t.s[at - 1] != '\n') {
        at--;
    }
    return at;
}

ptrdiff_t next_line(Text t, ptrdiff_t at)
{
    while (at < t.n && t.s[at] != '\n') {
        at++;
    }
    return at < t.n ? at + 1 : t.n;
}

Text line_at(Text t, ptrdiff_t start)
{
    return text_trim(text_sub(t, start, next_line(t, start)));
}

ptrdiff_t indentation(Text t, ptrdiff_t start)
{
    ptrdiff_t at = start;
    while (at < t.n && (t.s[at] == ' ' || t.s[at] == '\t')) {
        at++;
    }
    return at - start;
}

bool line_is_definition(Text line)
{
    return text_starts(line, T("def ")) || text_starts(line, T("async def "));
}

ptrdiff_t definition_around(Text t, ptrdiff_t at)
{
    ptrdiff_t start = line_start(t, at), inner = indentation(t, start);
    while (start > 0) {
        start = line_start(t, start - 1);
        if (line_is_definition(line_at(t, start)) && indentation(t, start) < inner) {
            return start;
        }
    }
    return -1;
}

Text function_text_around(Text t, ptrdiff_t at)
{
    ptrdiff_t definition = definition_around(t, at), start = definition < 0 ? 0 : definition;
    ptrdiff_t end = next_line(t, at), outer = indentation(t, start);
    while (end < t.n && (indentation(t, end) > outer || line_at(t, end).n == 0)) {
        end = next_line(t, end);
    }
    return text_sub(t, start, end);
}

static bool is_loop_header(Text line)
{
    return text_starts(line, T("for ")) || text_starts(line, T("while ")) || text_starts(line, T("async for "));
}

ptrdiff_t loop_line_around(Text function, ptrdiff_t at)
{
    ptrdiff_t line = line_start(function, at), inner = indentation(function, line);
    Text own = line_at(function, line);
    ptrdiff_t comment = text_find(own, T("#")), clause = text_find(own, T(" for "));
    if (is_loop_header(own) || (clause >= 0 && (comment < 0 || clause < comment))) {
        return line;
    }
    while (line > 0 && inner > 0) {
        line = line_start(function, line - 1);
        Text words = line_at(function, line);
        if (words.n && indentation(function, line) < inner) {
            inner = indentation(function, line);
            if (is_loop_header(words)) {
                return line;
            }
        }
    }
    return -1;
}
