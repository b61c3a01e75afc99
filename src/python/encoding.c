// Which encoding a file is in: what it declares, and what its first bytes show.
#include "python/encoding.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\f';
}

static bool is_name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

// The line at the start of `t`, without its end; `*rest` is what follows.
static Text first_line(Text t, Text *rest)
{
    ptrdiff_t n = 0;
    while (n < t.n && t.s[n] != '\n' && t.s[n] != '\r') {
        n++;
    }
    ptrdiff_t next = n + (n < t.n) + (n + 1 < t.n && t.s[n] == '\r' && t.s[n + 1] == '\n');
    *rest = text_sub(t, next, t.n);
    return text_sub(t, 0, n);
}

// ^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)
static Text cookie(Text line)
{
    ptrdiff_t i = 0;
    while (i < line.n && is_blank(line.s[i])) {
        i++;
    }
    if (i == line.n || line.s[i] != '#') {
        return (Text){0};
    }
    for (Text t = text_sub(line, i, line.n);;) {
        ptrdiff_t at = text_find(t, T("coding"));
        if (at < 0) {
            return (Text){0};
        }
        t = text_sub(t, at + 6, t.n);
        if (t.n && (t.s[0] == ':' || t.s[0] == '=')) {
            ptrdiff_t beg = 1;
            while (beg < t.n && (t.s[beg] == ' ' || t.s[beg] == '\t')) {
                beg++;
            }
            ptrdiff_t end = beg;
            while (end < t.n && is_name_char(t.s[end])) {
                end++;
            }
            if (end > beg) {
                return text_sub(t, beg, end);
            }
        }
    }
}

Text encoding_declared(Text bytes)
{
    Text rest;
    Text line = first_line(bytes, &rest);
    Text name = cookie(line);
    if (name.n) {
        return name;
    }
    Text code = text_trim(line);
    if (code.n && code.s[0] != '#') {
        return (Text){0};
    }
    return cookie(first_line(rest, &rest));
}

Text encoding_canonical(Arena *a, Text name)
{
    static const struct { Text alias, name; } aliases[] = {
        {{"utf8", 4}, {"utf-8", 5}}, {{"u8", 2}, {"utf-8", 5}}, {{"utf", 3}, {"utf-8", 5}}, {{"cp65001", 7}, {"utf-8", 5}},
        {{"utf8-ucs2", 9}, {"utf-8", 5}}, {{"utf8-ucs4", 9}, {"utf-8", 5}},
        {{"latin-1", 7}, {"iso-8859-1", 10}}, {{"latin1", 6}, {"iso-8859-1", 10}}, {{"l1", 2}, {"iso-8859-1", 10}},
        {{"iso-latin-1", 11}, {"iso-8859-1", 10}}, {{"iso8859-1", 9}, {"iso-8859-1", 10}},
        {{"8859", 4}, {"iso-8859-1", 10}}, {{"cp819", 5}, {"iso-8859-1", 10}},
        {{"latin-9", 7}, {"iso-8859-15", 11}}, {{"latin9", 6}, {"iso-8859-15", 11}}, {{"l9", 2}, {"iso-8859-15", 11}},
        {{"iso8859-15", 10}, {"iso-8859-15", 11}},
        {{"us-ascii", 8}, {"ascii", 5}}, {{"646", 3}, {"ascii", 5}}, {{"ansi-x3.4-1968", 14}, {"ascii", 5}},
        {{"windows-1252", 12}, {"cp1252", 6}}, {{"1252", 4}, {"cp1252", 6}},
    };
    char *s = text_c(a, name);
    for (ptrdiff_t i = 0; i < name.n; i++) {
        s[i] = (char)(s[i] == '_' ? '-' : s[i] >= 'A' && s[i] <= 'Z' ? s[i] + 32 : s[i]);
    }
    Text t = {s, name.n};
    if (text_starts(t, T("utf-8-"))) {
        return T("utf-8");
    }
    for (size_t i = 0; i < sizeof aliases / sizeof aliases[0]; i++) {
        if (text_eq(t, aliases[i].alias)) {
            return aliases[i].name;
        }
    }
    if (text_starts(t, T("latin-1-")) || text_starts(t, T("iso-8859-1-")) || text_starts(t, T("iso-latin-1-"))) {
        return T("iso-8859-1");
    }
    return t;
}

// With a byte order mark the decoder finds the order by itself, and takes the mark away.
Text encoding_wide(Text bytes)
{
    static const struct { Text mark, name; } marks[] = {
        {{"\xFF\xFE\0\0", 4}, {"utf-32", 6}}, {{"\0\0\xFE\xFF", 4}, {"utf-32", 6}},
        {{"\xFF\xFE", 2}, {"utf-16", 6}}, {{"\xFE\xFF", 2}, {"utf-16", 6}},
    };
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (text_starts(bytes, marks[i].mark)) {
            return marks[i].name;
        }
    }
    const char *s = bytes.s;
    if (bytes.n >= 4 && bytes.n % 2 == 0 && s[0] && !s[1] && s[2] && !s[3]) {
        return T("utf-16le");
    }
    if (bytes.n >= 4 && bytes.n % 2 == 0 && !s[0] && s[1] && !s[2] && s[3]) {
        return T("utf-16be");
    }
    return (Text){0};
}
