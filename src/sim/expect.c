// Expectations: METRIC op VALUE [+- TOLERANCE], growth(METRIC, PARAMETER) op VALUE, same-trace(SCENARIO), outcome == WORD.
#include "sim/metric.h"
#include "sim/reader.h"

static const struct {
    const char *text;
    Comparison comparison;
} COMPARISONS[] = {{"==", IS_EQUAL}, {"!=", IS_DIFFERENT}, {"<=", IS_AT_MOST}, {">=", IS_AT_LEAST}, {"<", IS_LESS},
                   {">", IS_GREATER}};

// Splits "left op right" at the first comparison.
static bool split_comparison(Text t, Text *left, Comparison *comparison, Text *right)
{
    for (ptrdiff_t i = 0; i < t.n; i++) {
        for (int k = 0; k < 6; k++) {
            Text op = text_from(COMPARISONS[k].text);
            if (text_starts(text_sub(t, i, t.n), op)) {
                *left = text_trim(text_sub(t, 0, i));
                *right = text_trim(text_sub(t, i + op.n, t.n));
                *comparison = COMPARISONS[k].comparison;
                return true;
            }
        }
    }
    return false;
}

// "name(arguments)" -> arguments.
static bool is_call(Text t, Text name, Text *arguments)
{
    bool is = text_starts(t, name) && t.n > name.n + 1 && t.s[name.n] == '(' && t.s[t.n - 1] == ')';
    *arguments = is ? text_trim(text_sub(t, name.n + 1, t.n - 1)) : T("");
    return is;
}

// The known metrics nearest to a name that is none.
static bool check_metric(Reader *r, const Value *v, Text name)
{
    MetricNames names = metric_names(r->arena, r->program);
    if (metric_find(&names, name) >= 0) {
        return true;
    }
    Text *known = NEW(r->arena, Text, names.n);
    for (int i = 0; i < names.n; i++) {
        known[i] = names.at[i].name;
    }
    return fail_unknown(r, v, "metric", name, known, names.n);
}

static bool read_growth(Reader *r, const Value *v, Text arguments, Expectation *e)
{
    Text metric, parameter;
    if (!text_cut(arguments, ',', &metric, &parameter)) {
        return fail_at(r, v, "it is growth(METRIC, PARAMETER)");
    }
    e->kind = EXPECT_GROWTH;
    e->metric = text_trim(metric);
    if (!check_metric(r, v, e->metric)) {
        return false;
    }
    e->parameter = program_find_parameter(r->program, text_trim(parameter));
    for (int i = 0; i < r->scenario->sweeps.n; i++) {
        if (e->parameter && r->scenario->sweeps.at[i].parameter == e->parameter) {
            return true;
        }
    }
    return fail_at(r, v, "growth in `%.*s`, which is not swept", PRI(text_trim(parameter)));
}

static bool read_right(Reader *r, const Value *v, Text right, Expectation *e)
{
    ptrdiff_t at = text_find(right, T("+-"));
    Text value = at < 0 ? right : text_sub(right, 0, at);
    e->value = parse_number(r, value, A_VALUE, v);
    if (e->value && at >= 0) {
        e->tolerance = parse_number(r, text_sub(right, at + 2, right.n), A_VALUE, v);
    }
    return e->value && (at < 0 || e->tolerance);
}

static bool read_outcome(Reader *r, const Value *v, Text word, Expectation *e)
{
    static const Text KNOWN[] = {{"done", 4}, {"raised", 6}, {"deadlock", 8}, {"stopped", 7}, {"limit", 5}};
    e->kind = EXPECT_OUTCOME;
    e->metric = word;
    for (int i = 0; i < 5; i++) {
        if (text_eq(word, KNOWN[i]) && (e->comparison == IS_EQUAL || e->comparison == IS_DIFFERENT)) {
            return true;
        }
    }
    return fail_unknown(r, v, "outcome", word, KNOWN, 5);
}

bool read_expectation(Reader *r, const Value *v)
{
    Expectation *e = list_push(r->arena, &r->scenario->expectations);
    *e = (Expectation){.text = v->text, .line = v->line, .column = v->column};
    Text left, right, arguments;
    if (v->kind != VALUE_SCALAR) {
        return fail_at(r, v, "an expectation is needed here, like `loop.stall.max <= 100ms`");
    }
    if (is_call(text_trim(v->text), T("same-trace"), &arguments)) {
        e->kind = EXPECT_SAME_TRACE;
        e->metric = arguments;
        return arguments.n ? true : fail_at(r, v, "it is same-trace(SCENARIO)");
    }
    if (!split_comparison(v->text, &left, &e->comparison, &right)) {
        return fail_at(r, v, "`%.*s` compares nothing: == != < <= > >=", PRI(v->text));
    }
    if (is_call(left, T("growth"), &arguments)) {
        return read_growth(r, v, arguments, e) && read_right(r, v, right, e);
    }
    if (text_eq(left, T("outcome"))) {
        return read_outcome(r, v, right, e);
    }
    e->kind = EXPECT_METRIC;
    e->metric = left;
    return check_metric(r, v, left) && read_right(r, v, right, e);
}
