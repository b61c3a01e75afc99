// Bytes to UTF-8: UTF-8 is checked, single bytes are looked up, the C library has the rest.
#include "python/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

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
