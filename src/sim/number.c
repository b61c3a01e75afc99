// Numbers in scenarios: literals with or without a unit, parameters, + - * / and parentheses; distributions.
//
// A duration is read as Python reads the same decimal number of seconds: 10ms is the double nearest to 10/1000, which
// is what 0.01 is, and not 10 times a rounded thousandth.
#include "sim/reader.h"

#include <math.h>
#include <stdio.h>

enum { MAX_PARENTHESES = 50 };

typedef struct {
    Reader *reader;
    const Value *at;
    Text text;
    ptrdiff_t pos;
    NumberUse use;
    int depth;
} Parser;

typedef struct {
    const char *name;
    int exponent;           // of ten
    double factor;
} Unit;

static const Unit UNITS[] = {{"ns", -9, 1}, {"us", -6, 1}, {"ms", -3, 1}, {"s", 0, 1}, {"m", 0, 60}, {"h", 0, 3600}, {0}};

static Number parse_sum(Parser *p);

static void skip_blanks(Parser *p)
{
    while (p->pos < p->text.n && p->text.s[p->pos] == ' ') {
        p->pos++;
    }
}

static char peek(Parser *p)
{
    skip_blanks(p);
    return p->pos < p->text.n ? p->text.s[p->pos] : 0;
}

static Number fail(Parser *p, const char *format, Text detail)
{
    enum { SHOWN = 60 };
    fail_at(p->reader, p->at, format, PRI(text_sub(detail, 0, SHOWN)));
    return 0;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static ptrdiff_t skip_digits(Parser *p)
{
    ptrdiff_t begin = p->pos;
    while (p->pos < p->text.n && is_digit(p->text.s[p->pos])) {
        p->pos++;
    }
    return p->pos - begin;
}

static char at(const Parser *p, ptrdiff_t pos)
{
    return pos < p->text.n ? p->text.s[pos] : 0;
}

// The digits of a literal: its mantissa as text, and its exponent. false: no literal.
static bool scan_literal(Parser *p, Text *mantissa, int64_t *exponent)
{
    ptrdiff_t begin = p->pos;
    ptrdiff_t digits = skip_digits(p);
    if (at(p, p->pos) == '.') {
        p->pos++;
        digits += skip_digits(p);
    }
    *mantissa = text_sub(p->text, begin, p->pos);
    *exponent = 0;
    char sign = at(p, p->pos + 1);
    bool has_exponent = (at(p, p->pos) == 'e' || at(p, p->pos) == 'E') &&
                        (is_digit(sign) || ((sign == '-' || sign == '+') && is_digit(at(p, p->pos + 2))));
    if (has_exponent) {
        ptrdiff_t from = ++p->pos + (sign == '+');
        p->pos += !is_digit(sign);
        skip_digits(p);
        bool known = text_to_int(text_sub(p->text, from, p->pos), exponent) && *exponent > -400 && *exponent < 400;
        *exponent = known ? *exponent : at(p, from) == '-' ? -400 : 400;       // what is beyond is 0, or too large
    }
    return digits > 0;
}

static const Unit *find_unit(Text name)
{
    for (const Unit *u = UNITS; u->name; u++) {
        if (text_eq(name, text_from(u->name))) {
            return u;
        }
    }
    return NULL;
}

static Text scan_name(Parser *p)
{
    ptrdiff_t begin = p->pos;
    while (is_letter(at(p, p->pos)) || is_digit(at(p, p->pos))) {
        p->pos++;
    }
    return text_sub(p->text, begin, p->pos);
}

static Number parse_literal(Parser *p)
{
    Text mantissa;
    int64_t exponent;
    if (!scan_literal(p, &mantissa, &exponent)) {
        return fail(p, "`%.*s` is no number", p->text);
    }
    Unit unit = {.factor = 1};
    Text name = scan_name(p);
    if (name.n) {
        const Unit *u = find_unit(name);
        if (!u) {
            return fail(p, "unknown unit `%.*s`: durations end in ns, us, ms, s, m or h", name);
        }
        if (p->use == A_COUNT) {
            return fail(p, "`%.*s` is a duration where a count is meant", text_sub(p->text, 0, p->text.n));
        }
        unit = *u;
    }
    Text decimal = text_format(p->reader->arena, "%.*se%d", PRI(mantissa), (int)exponent + unit.exponent);
    double value = strtod(decimal.s, NULL) * unit.factor;
    if (!isfinite(value)) {
        return fail(p, "`%.*s` is too large a number", p->text);
    }
    return number_constant(p->reader->program, value);
}

static Number parse_name(Parser *p)
{
    const Program *program = p->reader->program;
    Text name = scan_name(p);
    int parameter = program_find_parameter(program, name);
    if (parameter) {
        return number_parameter(p->reader->program, parameter);
    }
    int n = program_parameter_count(program);
    Text *known = NEW(p->reader->arena, Text, n);
    for (int i = 0; i < n; i++) {
        known[i] = program_parameter_name(program, i + 1);
    }
    fail_unknown(p->reader, p->at, "parameter", name, known, n);
    return 0;
}

static Number parse_factor(Parser *p)
{
    char c = peek(p);
    if (p->depth > MAX_PARENTHESES) {
        return fail(p, "too many parentheses and signs in `%.*s`", p->text);
    }
    if (c == '-' || c == '+') {
        p->pos++;
        p->depth++;
        Number n = parse_factor(p);
        p->depth--;
        return n && c == '-' ? number_operation(p->reader->program, '-', number_constant(p->reader->program, 0), n) : n;
    }
    if (c == '(') {
        p->pos++;
        p->depth++;
        Number n = parse_sum(p);
        p->depth--;
        if (n && peek(p) != ')') {
            return fail(p, "a `)` is missing in `%.*s`", p->text);
        }
        p->pos++;
        return n;
    }
    return is_letter(c) ? parse_name(p) : parse_literal(p);
}

static Number parse_product(Parser *p)
{
    Number left = parse_factor(p);
    for (char c = peek(p); left && (c == '*' || c == '/'); c = peek(p)) {
        p->pos++;
        Number right = parse_factor(p);
        left = right ? number_operation(p->reader->program, c, left, right) : 0;
    }
    return left;
}

static Number parse_sum(Parser *p)
{
    Number left = parse_product(p);
    for (char c = peek(p); left && (c == '+' || c == '-'); c = peek(p)) {
        p->pos++;
        Number right = parse_product(p);
        left = right ? number_operation(p->reader->program, c, left, right) : 0;
    }
    return left;
}

Number parse_number(Reader *r, Text text, NumberUse use, const Value *v)
{
    enum { MAX_LENGTH = 500 };      // bounds the depth of the expression, which is evaluated by descent
    Parser p = {.reader = r, .at = v, .text = text_trim(text), .use = use};
    program_place(r->program, v->line, v->column);
    if (p.text.n > MAX_LENGTH) {
        return fail(&p, "a number of more than 500 characters%.*s", T(""));
    }
    Number n = parse_sum(&p);
    if (!n || !peek(&p)) {
        return n;
    }
    bool is_unit = find_unit(scan_name(&p));
    return fail(&p, is_unit ? "`%.*s`: a unit stands right behind its number, as in 10ms" : "`%.*s` is no number", p.text);
}

static Number read_pair(Reader *r, SimDistribution kind, const Value *first, const Value *second)
{
    Number a = read_number(r, first, A_TIME);
    Number b = a && second ? read_number(r, second, kind == SIM_LOGNORMAL ? A_COUNT : A_TIME) : 0;
    return a && (b || !second) ? number_drawn(r->program, kind, a, b) : 0;
}

// {exponential: 5ms}, {uniform: [1ms, 3ms]}, {lognormal: {median: 5ms, sigma: 0.5}}
static Number read_distribution(Reader *r, const Value *v)
{
    const ValuePair *pair = v->pairs.n == 1 ? v->pairs.at : NULL;
    static const Text KNOWN[] = {{"exponential", 11}, {"uniform", 7}, {"lognormal", 9}};
    if (!pair) {
        fail_at(r, v, "a duration is a number or one distribution");
        return 0;
    }
    const Value *value = pair->value;
    if (text_eq(pair->key->text, KNOWN[0])) {
        return read_pair(r, SIM_EXPONENTIAL, value, NULL);
    }
    if (text_eq(pair->key->text, KNOWN[1]) && value->kind == VALUE_LIST && value->items.n == 2) {
        return read_pair(r, SIM_UNIFORM, value->items.at[0], value->items.at[1]);
    }
    const Value *median = value_get(value, T("median")), *sigma = value_get(value, T("sigma"));
    if (text_eq(pair->key->text, KNOWN[2]) && median && sigma && value->pairs.n == 2) {
        return read_pair(r, SIM_LOGNORMAL, median, sigma);
    }
    if (text_eq(pair->key->text, KNOWN[1]) || text_eq(pair->key->text, KNOWN[2])) {
        fail_at(r, value, "the forms are {uniform: [LEAST, MOST]} and {lognormal: {median: DURATION, sigma: NUMBER}}");
    } else {
        fail_unknown(r, pair->key, "distribution", pair->key->text, KNOWN, 3);
    }
    return 0;
}

Number read_number(Reader *r, const Value *v, NumberUse use)
{
    if (v->kind == VALUE_MAP && use == A_DRAWN_TIME) {
        return read_distribution(r, v);
    }
    if (v->kind != VALUE_SCALAR || v->text.n == 0) {
        fail_at(r, v, use == A_COUNT || use == A_VALUE ? "a number is needed here" : "a duration is needed here, like 10ms");
        return 0;
    }
    return parse_number(r, v->text, use, v);
}

bool read_constant(Reader *r, const Value *v, NumberUse use, double *result)
{
    Number n = read_number(r, v, use);
    if (!n) {
        return false;
    }
    *result = number_value(r->program, n, NULL);
    return isnan(*result) ? fail_at(r, v, "this is not a number") : true;
}
