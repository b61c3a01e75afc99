// Number literals (Python reference, "Literals").
#include "python/lower.h"

#include <stdlib.h>

static void set_integer(Node *n, Text digits, int base)
{
    n->constant.kind = CONST_INT;
    for (ptrdiff_t i = 0; i < digits.n && !n->constant.overflow; i++) {
        if (digits.s[i] == '_') {
            continue;
        }
        n->constant.overflow = __builtin_mul_overflow(n->constant.integer, base, &n->constant.integer)
            || __builtin_add_overflow(n->constant.integer, lower_digit_value(digits.s[i]), &n->constant.integer);
    }
    if (n->constant.overflow) {
        n->constant.integer = INT64_MAX;
    }
}

static void set_real(Lower *l, Node *n, Text t)
{
    char small[64], *s = t.n < (ptrdiff_t)sizeof small ? small : NEW(l->arena, char, t.n + 1);
    ptrdiff_t length = 0;
    for (ptrdiff_t i = 0; i < t.n; i++) {
        if (t.s[i] != '_') {
            s[length++] = t.s[i];
        }
    }
    s[length] = 0;
    n->constant.real = strtod(s, NULL);
}

static int base_of(Text t)
{
    if (t.n < 2 || t.s[0] != '0') {
        return 10;
    }
    char c = (char)(t.s[1] | 0x20);
    return c == 'x' ? 16 : c == 'o' ? 8 : c == 'b' ? 2 : 10;
}

static bool is_nonzero(Text digits)
{
    for (ptrdiff_t i = 0; i < digits.n; i++) {
        if (digits.s[i] > '0' && digits.s[i] <= '9') {
            return true;
        }
    }
    return false;
}

Node *lower_number(Lower *l, uint32_t i)
{
    Node *n = lower_node(l, AST_CONSTANT, i);
    Text t = cst_text(l, i);
    int base = base_of(t);
    char suffix = t.n ? (char)(t.s[t.n - 1] | 0x20) : 0;
    if (base == 10 && suffix == 'j') {
        n->constant.kind = CONST_COMPLEX;
        set_real(l, n, text_sub(t, 0, t.n - 1));
        return n;
    }
    if (cst_sym(l, i) == SYM_FLOAT) {
        n->constant.kind = CONST_FLOAT;
        set_real(l, n, t);
        return n;
    }
    if (suffix == 'l') {
        lower_complain(l, cst_span(l, i), T("invalid decimal literal: Python 3 has no `L` suffix"));
        t.n--;
    }
    if (base == 10 && t.n > 1 && t.s[0] == '0' && is_nonzero(t)) {
        lower_complain(l, cst_span(l, i), T("leading zeros in decimal integer literals are not permitted; use an 0o prefix"
                                            " for octal integers"));
        base = 8;
        n->constant.overflow = text_find_char(t, '8') >= 0 || text_find_char(t, '9') >= 0;
    }
    set_integer(n, base == 10 || t.s[1] < 'A' ? t : text_sub(t, 2, t.n), base);
    return n;
}
