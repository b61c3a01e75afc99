#include "python/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

int utf8_length(const unsigned char *s, ptrdiff_t n)
{
    static const struct { unsigned char first, last, low, high; int length; } forms[] = {
        {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3}, {0xE1, 0xEC, 0x80, 0xBF, 3},
        {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3}, {0xF0, 0xF0, 0x90, 0xBF, 4},
        {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4},
    };
    if (s[0] < 0x80) {
        return 1;
    }
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        if (s[0] < forms[i].first || s[0] > forms[i].last) {
            continue;
        }
        if (n < 2 || s[1] < forms[i].low || s[1] > forms[i].high) {
            return -1;
        }
        for (int k = 2; k < forms[i].length; k++) {
            if (k >= n || (s[k] & 0xC0) != 0x80) {
                return -k;
            }
        }
        return forms[i].length;
    }
    return -1;
}

int utf8_put(char *to, uint32_t c)
{
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) {
        c = REPLACEMENT;
    }
    if (c < 0x80) {
        to[0] = (char)c;
        return 1;
    }
    int length = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (int i = length - 1; i > 0; i--) {
        to[i] = (char)(0x80 | (c & 0x3F));
        c >>= 6;
    }
    to[0] = (char)((0xF00 >> length) | c);
    return length;
}

uint32_t utf8_get(const char *s, int *length)
{
    unsigned char c = (unsigned char)s[0];
    int n = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    uint32_t value = n == 1 ? c : c & (0x7Fu >> n);
    for (int i = 1; i < n; i++) {
        value = value << 6 | ((unsigned char)s[i] & 0x3F);
    }
    *length = n;
    return value;
}

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

// The end of the run at `i` of bytes that are ASCII and not NUL.
static ptrdiff_t skip_ascii(Text t, ptrdiff_t i)
{
    for (; i + 8 <= t.n; i += 8) {
        uint64_t w;
        memcpy(&w, t.s + i, 8);
        if ((w & 0x8080808080808080u) || ((w - 0x0101010101010101u) & ~w & 0x8080808080808080u)) {
            break;
        }
    }
    while (i < t.n && (signed char)t.s[i] > 0) {
        i++;
    }
    return i;
}

// Where a decoder writes: room is made beforehand.
typedef struct {
    char *s;
    ptrdiff_t n;
    Decoded *d;
} Sink;

static Sink sink_of(Arena *a, Decoded *d, ptrdiff_t bytes, int worst)
{
    if ((uint64_t)bytes * (uint64_t)worst >= UINT32_MAX) {
        arena_exhausted(a);
    }
    return (Sink){NEW(a, char, bytes * worst + 1), 0, d};
}

static void put(Sink *o, uint32_t c)
{
    o->n += utf8_put(o->s + o->n, c);
}

static void put_bad(Sink *o)
{
    o->d->first_bad = o->d->bad++ ? o->d->first_bad : (uint32_t)o->n;
    put(o, REPLACEMENT);
}

static void put_nul(Sink *o)
{
    o->d->first_nul = o->d->nul++ ? o->d->first_nul : (uint32_t)o->n;
    put(o, REPLACEMENT);
}

static Decoded finish(Sink *o)
{
    o->s[o->n] = 0;
    o->d->text = (Text){o->s, o->n};
    return *o->d;
}

static Decoded decode_utf8(Arena *a, Text bytes, bool known)
{
    Decoded d = {.text = bytes, .known = known};
    ptrdiff_t i = skip_ascii(bytes, 0);
    while (i < bytes.n && bytes.s[i]) {
        int n = utf8_length((const unsigned char *)bytes.s + i, bytes.n - i);
        if (n < 0) {
            break;
        }
        i = skip_ascii(bytes, i + n);
    }
    if (i == bytes.n) {
        return d;
    }
    ptrdiff_t worst = 3;                // a bad byte, a NUL: three bytes of U+FFFD
    Sink o = sink_of(a, &d, bytes.n, (int)worst);
    memcpy(o.s, bytes.s, (size_t)i);
    o.n = i;
    while (i < bytes.n) {
        int n = utf8_length((const unsigned char *)bytes.s + i, bytes.n - i);
        if (n < 0) {
            put_bad(&o);
            i -= n;
        } else if (!bytes.s[i]) {
            put_nul(&o);
            i++;
        } else {
            memcpy(o.s + o.n, bytes.s + i, (size_t)n);
            o.n += n;
            i += n;
        }
    }
    return finish(&o);
}

static uint32_t from_cp1252(unsigned char c)
{
    static const uint16_t high[32] = {
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
    };
    return c >= 0x80 && c < 0xA0 ? high[c - 0x80] : c;
}

static uint32_t from_latin9(unsigned char c)
{
    switch (c) {
    case 0xA4: return 0x20AC;
    case 0xA6: return 0x0160;
    case 0xA8: return 0x0161;
    case 0xB4: return 0x017D;
    case 0xB8: return 0x017E;
    case 0xBC: return 0x0152;
    case 0xBD: return 0x0153;
    case 0xBE: return 0x0178;
    default: return c;
    }
}

static uint32_t from_latin1(unsigned char c)
{
    return c;
}

static uint32_t from_ascii(unsigned char c)
{
    return c < 0x80 ? c : 0;
}

// Encodings of one byte a character; `map` gives 0 for what is not in it.
static Decoded decode_single(Arena *a, Text bytes, uint32_t (*map)(unsigned char))
{
    Decoded d = {.text = bytes, .known = true};
    if (skip_ascii(bytes, 0) == bytes.n) {
        return d;
    }
    Sink o = sink_of(a, &d, bytes.n, 3);
    for (ptrdiff_t i = 0; i < bytes.n; i++) {
        uint32_t c = map((unsigned char)bytes.s[i]);
        if (c) {
            put(&o, c);
        } else if (bytes.s[i]) {
            put_bad(&o);
        } else {
            put_nul(&o);
        }
    }
    return finish(&o);
}

// Python writes euc_jp and shift_jis, the C library EUC-JP and SHIFT_JIS: both spellings are tried.
static iconv_t open_iconv(Arena *a, Text name)
{
    char *s = text_c(a, name);
    iconv_t cd = iconv_open("UTF-8", s);
    for (ptrdiff_t i = 0; cd == (iconv_t)-1 && i < name.n; i++) {
        s[i] = s[i] == '-' ? '_' : s[i];
    }
    return cd == (iconv_t)-1 ? iconv_open("UTF-8", s) : cd;
}

// What iconv yields is checked once more as UTF-8, so that its offsets and NULs are treated alike.
static Decoded decode_iconv(Arena *a, iconv_t cd, Text bytes)
{
    Decoded d = {.known = true};
    if ((uint64_t)bytes.n * 4 + 16 >= UINT32_MAX) {
        iconv_close(cd);
        arena_exhausted(a);
    }
    size_t room = (size_t)bytes.n * 4 + 16;
    char *out = NULL, *in = (char *)bytes.s;
    jmp_buf here, *before = arena_on_exhaustion(a, &here);
    if (setjmp(here)) {
        arena_on_exhaustion(a, before);
        iconv_close(cd);
        arena_exhausted(a);
    }
    out = NEW(a, char, room + 1);
    arena_on_exhaustion(a, before);
    char *to = out;
    size_t left = (size_t)bytes.n;
    while (left && iconv(cd, &in, &left, &to, &room) == (size_t)-1 && errno != E2BIG && room >= 3) {
        d.first_bad = d.bad++ ? d.first_bad : (uint32_t)(to - out);
        room -= (size_t)utf8_put(to, REPLACEMENT);
        to += 3;
        in++;
        left--;
    }
    iconv_close(cd);
    *to = 0;
    Decoded again = decode_utf8(a, (Text){out, to - out}, true);
    again.first_bad = d.bad ? d.first_bad : again.first_bad;
    again.bad += d.bad;
    return again;
}

Decoded encoding_decode(Arena *a, Text name, Text bytes)
{
    static const struct { Text name; uint32_t (*map)(unsigned char); } singles[] = {
        {{"iso-8859-1", 10}, from_latin1}, {{"iso-8859-15", 11}, from_latin9}, {{"ascii", 5}, from_ascii},
        {{"cp1252", 6}, from_cp1252},
    };
    if (text_eq(name, T("utf-8"))) {
        return decode_utf8(a, bytes, true);
    }
    for (size_t i = 0; i < sizeof singles / sizeof singles[0]; i++) {
        if (text_eq(name, singles[i].name)) {
            return decode_single(a, bytes, singles[i].map);
        }
    }
    iconv_t cd = open_iconv(a, name);
    return cd == (iconv_t)-1 ? decode_utf8(a, bytes, false) : decode_iconv(a, cd, bytes);
}
