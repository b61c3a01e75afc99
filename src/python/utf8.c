// UTF-8, one sequence at a time.
#include "python/encoding.h"

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
