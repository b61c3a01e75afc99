#include "base/text.h"

#include <stdio.h>
#include <string.h>

Text text_copy(Arena *a, Text t)
{
    char *p = NEW(a, char, t.n + 1);
    if (t.n) {
        memcpy(p, t.s, (size_t)t.n);
    }
    return (Text){p, t.n};
}

char *text_c(Arena *a, Text t)
{
    return (char *)text_copy(a, t).s;
}

static int lower(char c)
{
    return c >= 'A' && c <= 'Z' ? c + 32 : c;
}

bool text_eq_nocase(Text a, Text b)
{
    if (a.n != b.n) {
        return false;
    }
    for (ptrdiff_t i = 0; i < a.n; i++) {
        if (lower(a.s[i]) != lower(b.s[i])) {
            return false;
        }
    }
    return true;
}

int text_cmp(Text a, Text b)
{
    ptrdiff_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.s, b.s, (size_t)n) : 0;
    return c ? c : (a.n > b.n) - (a.n < b.n);
}

ptrdiff_t text_find(Text t, Text needle)
{
    if (needle.n == 0) {
        return 0;
    }
    const char *p = needle.n <= t.n ? memmem(t.s, (size_t)t.n, needle.s, (size_t)needle.n) : NULL;
    return p ? p - t.s : -1;
}

ptrdiff_t text_find_char(Text t, char c)
{
    const char *p = t.n ? memchr(t.s, c, (size_t)t.n) : NULL;
    return p ? p - t.s : -1;
}

ptrdiff_t text_rfind_char(Text t, char c)
{
    for (ptrdiff_t i = t.n; i-- > 0;) {
        if (t.s[i] == c) {
            return i;
        }
    }
    return -1;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

Text text_trim(Text t)
{
    while (t.n && is_blank(t.s[0])) {
        t.s++, t.n--;
    }
    while (t.n && is_blank(t.s[t.n - 1])) {
        t.n--;
    }
    return t;
}

bool text_cut(Text t, char sep, Text *head, Text *tail)
{
    ptrdiff_t i = text_find_char(t, sep);
    *head = i < 0 ? t : text_sub(t, 0, i);
    *tail = i < 0 ? (Text){0} : text_sub(t, i + 1, t.n);
    return i >= 0;
}

int text_cmp_word(Text t, const char *c_string)
{
    for (ptrdiff_t i = 0; i < t.n; i++) {
        if (t.s[i] != c_string[i] || !c_string[i]) {
            return c_string[i] ? (unsigned char)t.s[i] - (unsigned char)c_string[i] : 1;
        }
    }
    return c_string[t.n] ? -1 : 0;
}

bool texts_have(const Texts *list, Text t)
{
    for (int i = 0; i < list->n; i++) {
        if (text_eq(list->at[i], t)) {
            return true;
        }
    }
    return false;
}

uint64_t text_hash(Text t)
{
    uint64_t h = 0x9e3779b97f4a7c15u ^ (uint64_t)t.n;
    ptrdiff_t i = 0;
    for (; i + 8 <= t.n; i += 8) {
        uint64_t w;
        memcpy(&w, t.s + i, 8);
        h = (h ^ w) * 0xff51afd7ed558ccdu;
        h ^= h >> 32;
    }
    for (; i < t.n; i++) {
        h = (h ^ (unsigned char)t.s[i]) * 0x100000001b3u;
    }
    h *= 0xc4ceb9fe1a85ec53u;
    return h ^ h >> 29;
}

Text text_join_with(Arena *a, Text x, char between, Text y)
{
    char *p = NEW(a, char, x.n + y.n + 2);
    if (x.n) {
        memcpy(p, x.s, (size_t)x.n);
    }
    p[x.n] = between;
    if (y.n) {
        memcpy(p + x.n + 1, y.s, (size_t)y.n);
    }
    return (Text){p, x.n + 1 + y.n};
}

Text text_join(Arena *a, Text x, Text y)
{
    char *p = NEW(a, char, x.n + y.n + 1);
    if (x.n) {
        memcpy(p, x.s, (size_t)x.n);
    }
    if (y.n) {
        memcpy(p + x.n, y.s, (size_t)y.n);
    }
    return (Text){p, x.n + y.n};
}

Text text_vformat(Arena *a, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    assert_or_trap(n >= 0);
    char *p = NEW(a, char, n + 1);
    vsnprintf(p, (size_t)n + 1, format, again);
    va_end(again);
    return (Text){p, n};
}

Text text_format(Arena *a, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    Text t = text_vformat(a, format, args);
    va_end(args);
    return t;
}

bool text_to_int(Text t, int64_t *value)
{
    bool minus = t.n && t.s[0] == '-';
    ptrdiff_t i = t.n && (t.s[0] == '-' || t.s[0] == '+');
    int64_t v = 0;
    if (i == t.n) {
        return false;
    }
    for (; i < t.n; i++) {
        if (t.s[i] < '0' || t.s[i] > '9' || __builtin_mul_overflow(v, 10, &v) ||
            __builtin_sub_overflow(v, t.s[i] - '0', &v)) {
            return false;
        }
    }
    // Accumulated below zero, where the range is one longer.
    if (!minus && v == INT64_MIN) {
        return false;
    }
    *value = minus ? v : -v;
    return true;
}

int text_distance(Text a, Text b)
{
    enum { MAX = 64 };
    if (a.n > MAX || b.n > MAX) {
        return MAX;
    }
    int row[3][MAX + 1];
    int *before = row[0], *last = row[1], *now = row[2];
    for (int j = 0; j <= b.n; j++) {
        last[j] = j;
    }
    for (int i = 1; i <= a.n; i++) {
        now[0] = i;
        for (int j = 1; j <= b.n; j++) {
            int cost = a.s[i - 1] != b.s[j - 1];
            int d = last[j - 1] + cost;
            d = last[j] + 1 < d ? last[j] + 1 : d;
            d = now[j - 1] + 1 < d ? now[j - 1] + 1 : d;
            if (i > 1 && j > 1 && a.s[i - 1] == b.s[j - 2] && a.s[i - 2] == b.s[j - 1] && before[j - 2] + 1 < d) {
                d = before[j - 2] + 1;
            }
            now[j] = d;
        }
        int *spare = before;
        before = last;
        last = now;
        now = spare;
    }
    return last[b.n];
}

Text text_nearest(Text t, const Text *candidates, ptrdiff_t n)
{
    int limit = t.n / 3 > 1 ? (int)(t.n / 3) : 1;
    Text best = {0};
    for (ptrdiff_t i = 0; i < n; i++) {
        int d = text_distance(t, candidates[i]);
        bool alike = d < candidates[i].n || text_eq_nocase(t, candidates[i]);     // something is in common
        if (alike && d <= limit && (best.n == 0 || d < limit)) {
            best = candidates[i];
            limit = d;
        }
    }
    return best;
}

// On a mismatch the last star takes one more: linear memory, and
// time of at most the product of the lengths.
bool text_matches(Text t, Text glob)
{
    ptrdiff_t g = 0, star = -1, resume = 0;
    for (ptrdiff_t i = 0; i < t.n;) {
        if (g < glob.n && glob.s[g] == '*') {
            star = g++;
            resume = i;
        } else if (g < glob.n && glob.s[g] == t.s[i]) {
            g++, i++;
        } else if (star >= 0) {
            g = star + 1;
            i = ++resume;
        } else {
            return false;
        }
    }
    while (g < glob.n && glob.s[g] == '*') {
        g++;
    }
    return g == glob.n;
}
