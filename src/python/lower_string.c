// String literals (Python reference, "Literals"; CPython's Parser/string_parser.c for the escapes).
#include "python/encoding.h"
#include "python/lower.h"

// One literal of a (concatenated) string.
typedef struct {
    bool raw, bytes, format, template, backquoted, bad_prefix;
    Text body;                      // between the quotes
    uint32_t beg;                   // its offset
} Part;

static Part part_of(Lower *l, uint32_t i)
{
    Part p = {0};
    uint32_t end = l->cst[i].end, quotes = 0;
    int letters = 0;
    for EACH_CHILD(l, i, k) {
        if (cst_sym(l, k) == SYM_STRING_START) {
            p.beg = l->cst[k].end;
            Text start = cst_text(l, k);
            for (; letters < start.n && start.s[letters] >= 'A' && start.s[letters] != '`'; letters++) {
                char c = (char)(start.s[letters] | 0x20);
                p.bad_prefix |= (c == 'r' && p.raw) || (c == 'b' && p.bytes) || (c == 'f' && p.format);
                p.raw |= c == 'r';
                p.bytes |= c == 'b';
                p.format |= c == 'f';
                p.template |= c == 't';
            }
            quotes = (uint32_t)(start.n - letters);
            p.backquoted = letters < start.n && start.s[letters] == '`';
            bool has_u = letters && ((start.s[0] | 0x20) == 'u' || (letters > 1 && (start.s[1] | 0x20) == 'u'));
            p.bad_prefix |= letters > 2 || (letters == 2 && (!p.raw || has_u)) || (p.bytes && (p.format || p.template))
                         || (p.format && p.template);
        } else if (cst_sym(l, k) == SYM_STRING_END) {
            end = l->cst[k].end - quotes;       // its beginning may be off after backslashes
        }
    }
    p.body = text_sub(l->source->text, p.beg, end);
    return p;
}

// Where decoded text is written; the source of the escape for messages.
typedef struct {
    Lower *l;
    const Part *part;
    char *to;
    ptrdiff_t n;
} Decoder;

static void put(Decoder *d, uint32_t c)
{
    if (d->part->bytes) {
        d->to[d->n++] = (char)c;
    } else {
        d->n += utf8_put(d->to + d->n, c);
    }
}

// Up to `max` digits of `base` at `t`; their number.
static int read_digits(Text t, int max, int base, uint32_t *value)
{
    int n = 0;
    *value = 0;
    while (n < max && n < t.n && lower_digit_value(t.s[n]) < base) {
        *value = *value * (uint32_t)base + (uint32_t)lower_digit_value(t.s[n++]);
    }
    return n;
}

static void complain_escape(Decoder *d, Text rest, ptrdiff_t length, const char *what)
{
    uint32_t at = (uint32_t)(rest.s - d->l->source->text.s);
    lower_complain(d->l, (Span){at, at + (uint32_t)length}, text_from(what));
}

// \xhh, \uhhhh, \Uhhhhhhhh: exactly `digits`. Returns the length of the escape.
static ptrdiff_t put_hex(Decoder *d, Text rest, int digits)
{
    uint32_t value;
    int n = read_digits(text_sub(rest, 2, rest.n), digits, 16, &value);
    if (n < digits || value > 0x10FFFF) {
        complain_escape(d, rest, 2 + n, n < digits ? digits == 2 ? "truncated \\xXX escape"
                        : digits == 4 ? "truncated \\uXXXX escape" : "truncated \\UXXXXXXXX escape"
                        : "illegal Unicode character");
    }
    put(d, n < digits ? REPLACEMENT : value);
    return 2 + n;
}

// \N{NAME}: the database of names is not here; what stands for the character is U+FFFD.
static ptrdiff_t put_named(Decoder *d, Text rest)
{
    ptrdiff_t end = text_find_char(rest, '}');
    if (rest.n < 4 || rest.s[2] != '{' || end < 4) {
        complain_escape(d, rest, 2, "malformed \\N character escape");
        return 2;
    }
    put(d, REPLACEMENT);
    return end + 1;
}

static int simple_escape(char c)
{
    switch (c) {
    case '\\': case '\'': case '"': return c;
    case 'a': return 7;
    case 'b': return 8;
    case 'f': return 12;
    case 'n': return 10;
    case 'r': return 13;
    case 't': return 9;
    case 'v': return 11;
    default: return -1;
    }
}

// The escape at the start of `rest`, which has at least two bytes. Returns its length.
static ptrdiff_t put_escape(Decoder *d, Text rest)
{
    char c = rest.s[1];
    int simple = simple_escape(c);
    uint32_t value;
    if (simple >= 0) {
        put(d, (uint32_t)simple);
        return 2;
    }
    if (c == '\n' || c == '\r') {
        return 2 + (c == '\r' && rest.n > 2 && rest.s[2] == '\n');
    }
    if (c >= '0' && c <= '7') {
        int n = read_digits(text_sub(rest, 1, rest.n), 3, 8, &value);
        put(d, value);
        return 1 + n;
    }
    if (c == 'x') {
        return put_hex(d, rest, 2);
    }
    if (!d->part->bytes && (c == 'u' || c == 'U')) {
        return put_hex(d, rest, c == 'u' ? 4 : 8);
    }
    if (!d->part->bytes && c == 'N') {
        return put_named(d, rest);
    }
    d->to[d->n++] = '\\';
    return 1;
}

static void decode(Lower *l, const Part *p, char *to, ptrdiff_t *n)
{
    Decoder d = {l, p, to, *n};
    Text t = p->body;
    while (t.n) {
        ptrdiff_t step = 1;
        if (t.s[0] == '\\' && !p->raw && t.n > 1) {
            step = put_escape(&d, t);
        } else if (t.s[0] == '\r') {
            d.to[d.n++] = '\n';
            step = 1 + (t.n > 1 && t.s[1] == '\n');
        } else {
            d.to[d.n++] = t.s[0];
        }
        t = text_sub(t, step, t.n);
    }
    *n = d.n;
}

static void check_part(Lower *l, uint32_t i, const Part *p)
{
    if (p->backquoted) {
        lower_complain(l, cst_span(l, i), T("backquotes are not Python 3, use repr()"));
    } else if (p->bad_prefix) {
        lower_complain(l, cst_span(l, i), T("invalid string prefix"));
    }
    for (ptrdiff_t k = 0; p->bytes && k < p->body.n; k++) {
        if ((signed char)p->body.s[k] < 0) {
            lower_complain(l, cst_span(l, i), T("bytes can only contain ASCII literal characters"));
            return;
        }
    }
}

static bool needs_decoding(const Part *p)
{
    return (!p->raw && memchr(p->body.s, '\\', (size_t)p->body.n)) || memchr(p->body.s, '\r', (size_t)p->body.n);
}

static uint32_t count_interpolations(const Lower *l, uint32_t i)
{
    uint32_t n = 0;
    for (uint32_t k = i + 1; k < l->cst[i].next; k++) {
        n += cst_sym(l, k) == SYM_INTERPOLATION || cst_sym(l, k) == SYM_FORMAT_EXPRESSION;
    }
    return n;
}

// The expressions of a string, those of format specifications after the one that they format. The strings nested in
// them are lowered as expressions, so their interpolations are not gathered here.
static void add_interpolations(Lower *l, uint32_t i, Nodes *values)
{
    for (uint32_t k = i + 1; k < l->cst[i].next; k++) {
        if (cst_sym(l, k) != SYM_INTERPOLATION && cst_sym(l, k) != SYM_FORMAT_EXPRESSION) {
            continue;
        }
        uint32_t value = lower_child(l, k, 0);
        bool whole = value && cst_sym(l, value) != SYM_TYPE_CONVERSION
                  && cst_sym(l, value) != SYM_FORMAT_SPECIFIER;
        for EACH_CHILD(l, k, part) {
            if (cst_sym(l, part) == SYM_TYPE_CONVERSION) {
                lower_check_conversion(l, part);
            }
        }
        if (whole) {
            lower_check_field(l, value);
        }
        nodes_push(values, whole ? lower_expression(l, value) : lower_refuse(l, l->cst[k].beg, l->cst[k].end));
        k = whole ? l->cst[value].next - 1 : k;
    }
}

static Node *fstring(Lower *l, uint32_t i, bool is_template)
{
    Node *n = lower_node(l, AST_FSTRING, i);
    n->fstring.is_template = is_template;
    n->fstring.values = nodes_new(l, count_interpolations(l, i));
    add_interpolations(l, i, &n->fstring.values);
    return n;
}

Node *lower_string(Lower *l, uint32_t i)
{
    Part p = part_of(l, i);
    check_part(l, i, &p);
    if (p.backquoted) {
        return lower_refuse(l, l->cst[i].beg, l->cst[i].end);
    }
    if (p.format || p.template) {
        return fstring(l, i, p.template);
    }
    Node *n = lower_node(l, AST_CONSTANT, i);
    n->constant.kind = p.bytes ? CONST_BYTES : CONST_STR;
    n->constant.text = p.body;
    if (needs_decoding(&p)) {
        char *s = NEW(l->arena, char, p.body.n + 1);
        n->constant.text = (Text){s, 0};
        decode(l, &p, s, &n->constant.text.n);
    }
    return n;
}

Node *lower_concatenated(Lower *l, uint32_t i)
{
    bool bytes = false, strings = false, format = false, template = false;
    ptrdiff_t room = 0;
    for EACH_CHILD(l, i, k) {
        if (cst_sym(l, k) != SYM_STRING) {
            return lower_refuse(l, l->cst[i].beg, l->cst[i].end);
        }
        Part p = part_of(l, k);
        check_part(l, k, &p);
        bytes |= p.bytes;
        format |= p.format;
        template |= p.template;
        strings |= !p.bytes && !p.template;
        room += p.body.n;
    }
    if ((bytes && (strings || template)) || (template && strings)) {
        lower_complain(l, cst_span(l, i), bytes ? T("cannot mix bytes and nonbytes literals")
                                                : T("cannot mix t-string literals with string or bytes literals"));
    }
    if (format || template) {
        return fstring(l, i, template);
    }
    Node *n = lower_node(l, AST_CONSTANT, i);
    n->constant.kind = bytes ? CONST_BYTES : CONST_STR;
    char *s = NEW(l->arena, char, room + 1);
    n->constant.text = (Text){s, 0};
    for EACH_CHILD(l, i, k) {
        Part p = part_of(l, k);
        decode(l, &p, s, &n->constant.text.n);
    }
    return n;
}
