// Names. Identifiers are compared after NFKC (PEP 3131); those of ASCII letters are that already and stay views of the
// source.
#include "python/lower.h"

#include <stdlib.h>
#include <utf8proc.h>

static bool is_ascii(Text t)
{
    for (ptrdiff_t i = 0; i < t.n; i++) {
        if ((signed char)t.s[i] < 0) {
            return false;
        }
    }
    return true;
}

Text lower_identifier(Lower *l, Text written)
{
    if (is_ascii(written)) {
        return written;
    }
    utf8proc_option_t how = UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT;
    const utf8proc_uint8_t *s = (const utf8proc_uint8_t *)written.s;
    utf8proc_ssize_t n = utf8proc_decompose(s, written.n, NULL, 0, how);
    if (n < 0) {
        return written;
    }
    // The result is encoded in place: the buffer holds a code point, later up to four bytes, and a NUL.
    utf8proc_int32_t *buffer = NEW(l->arena, utf8proc_int32_t, n + 1);
    utf8proc_decompose(s, written.n, buffer, n, how);
    n = utf8proc_reencode(buffer, n, how);
    return n < 0 ? written : (Text){(const char *)buffer, n};
}

Ident lower_ident(Lower *l, uint32_t i)
{
    return (Ident){lower_identifier(l, cst_text(l, i)), cst_span(l, i)};
}

static bool is_name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.'
        || (signed char)c < 0;
}

// `a . b` with blanks, comments or line ends between the parts is a.b too.
Text lower_dotted(Lower *l, uint32_t i)
{
    Text t = cst_text(l, i);
    ptrdiff_t k = 0;
    while (k < t.n && is_name_byte(t.s[k])) {
        k++;
    }
    if (k == t.n) {
        return lower_identifier(l, t);
    }
    char *s = NEW(l->arena, char, t.n);
    ptrdiff_t n = 0;
    for (k = 0; k < t.n; k++) {
        if (t.s[k] == '#') {
            while (k < t.n && t.s[k] != '\n' && t.s[k] != '\r') {
                k++;
            }
        } else if (is_name_byte(t.s[k])) {
            s[n++] = t.s[k];
        }
    }
    return lower_identifier(l, (Text){s, n});
}
