// The report of a study for people.
#include "cli/simreport.h"

#include "report/display.h"
#include "report/style.h"
#include "sim/repr.h"

#include <math.h>
#include <stdio.h>

enum { CELL = 12, MAX_COLUMNS = 7, NUMBER_SIZE = 40 };

// ---- numbers

// Four digits that matter, without zeros behind.
static Text short_number(double x, char buffer[NUMBER_SIZE])
{
    int n = snprintf(buffer, NUMBER_SIZE, x != 0 && (fabs(x) >= 1e7 || fabs(x) < 1e-3) ? "%.3e" : "%.4g", x);
    if (fabs(x) >= 1e4 && fabs(x) < 1e7) {
        n = snprintf(buffer, NUMBER_SIZE, "%.0f", x);
    }
    return (Text){buffer, n};
}

static Text in_unit(double x, MetricUnit unit, char buffer[NUMBER_SIZE])
{
    static const struct { double least, factor; const char *name; } UNITS[] = {
        {1, 1, " s"}, {1e-3, 1e3, " ms"}, {1e-6, 1e6, " us"}, {0, 1e9, " ns"},
    };
    static const double ROUNDING = 1e-12;       // what is left when two times are subtracted
    int n;
    if (isnan(x)) {
        return T("-");
    }
    if (unit == UNIT_SHARE) {
        n = snprintf(buffer, NUMBER_SIZE, "%.1f %%", x * 100);
        return (Text){buffer, n};
    }
    if (unit == UNIT_SECONDS && fabs(x) < ROUNDING) {
        x = 0;
    }
    if (unit != UNIT_SECONDS || x == 0 || isinf(x)) {
        Text t = short_number(x, buffer);
        const char *suffix = unit == UNIT_PER_SECOND ? " /s" : unit == UNIT_SECONDS ? " s" : "";
        n = (int)t.n + snprintf(buffer + t.n, (size_t)(NUMBER_SIZE - t.n), "%s", suffix);
        return (Text){buffer, n};
    }
    int u = 0;
    while (fabs(x) < UNITS[u].least * 0.99995) {
        u++;
    }
    n = snprintf(buffer, NUMBER_SIZE, "%.4g%s", x * UNITS[u].factor, UNITS[u].name);
    return (Text){buffer, n};
}

static void put_cell(Out *o, Text t, int width)
{
    int columns = display_width(t);
    out_repeat(o, ' ', columns < width ? width - columns : 1);
    out_put(o, t);
}

static void put_value(Out *o, double x, MetricUnit unit, int width)
{
    char buffer[NUMBER_SIZE];
    put_cell(o, in_unit(x, unit, buffer), width);
}

// ---- head

static void put_parameters(Out *o, const Study *s)
{
    const Program *p = s->scenario->program;
    int n = program_parameter_count(p);
    char buffer[NUMBER_SIZE];
    for (int i = 1; i <= n; i++) {
        Text value = short_number(s->base.parameters[i], buffer);
        Text name = program_parameter_name(p, i);
        out_format(o, "%s%.*s = %.*s", i > 1 ? ", " : "  ", PRI(name), PRI(value));
    }
    if (n) {
        out_char(o, '\n');
    }
}

static bool has_costs(const SimCosts *c)
{
    return c->step > 0 || c->iteration > 0 || c->call > 0 || c->spawn > 0 || c->timer > 0 || c->thread > 0;
}

static void put_head(Out *o, const SimReport *r, const SimReportOptions *opt)
{
    const Study *s = r->study;
    Text name = s->scenario->name.n ? s->scenario->name : r->path;
    Arena scratch = opt->scratch;
    style_put(o, opt->color, STYLE_HEADING, display_line(&scratch, name));
    Text version = sim_profile_version(s->options.profile);
    out_format(o, "  (Python %.*s, seed %llu, %s)\n", PRI(version), (unsigned long long)s->options.seed,
               has_costs(&s->options.costs) ? "with costs of the loop" : "the loop costs nothing");
    put_parameters(o, s);
}

const char *sim_outcome_name(SimOutcome outcome)
{
    static const char *const NAMES[] = {"done", "raised", "deadlock", "stopped", "limit", "refused"};
    return NAMES[outcome];
}

static void put_outcome(Out *o, const SimReport *r, const SimReportOptions *opt)
{
    const SimResult *result = &r->study->base.result;
    if (result->outcome == SIM_RAISED || result->outcome == SIM_DEADLOCK) {
        out_c(o, "  ");
        style_put(o, opt->color, STYLE_WARNING, text_from(result->error.message));
        out_char(o, '\n');
    } else if (result->outcome == SIM_STOPPED) {
        out_c(o, "  stopped at the time limit\n");
    }
}

// ---- metrics

static double value_of(const Study *s, const StudyRun *run, Text series, const char *statistic)
{
    for (int i = 0; i < s->names.n; i++) {
        if (text_eq(s->names.at[i].series, series) && text_eq(s->names.at[i].statistic, text_from(statistic))) {
            return run->values[i];
        }
    }
    return (double)NAN;
}

// `queue.depth` says nothing that `jobs.depth` does not, when `jobs` is the only queue.
static bool is_repeated(const Study *s, Text series)
{
    Text head = text_sub(series, 0, text_find_char(series, '.')), tail = text_sub(series, head.n, series.n);
    double most = value_of(s, &s->base, series, "max"), count = value_of(s, &s->base, series, "count");
    if (!text_eq(head, T("queue")) && !text_eq(head, T("lock")) && !text_eq(head, T("pool"))) {
        return false;
    }
    for (int i = 0; i < s->names.n; i++) {
        Text other = s->names.at[i].series;
        if (text_eq(s->names.at[i].statistic, T("max")) && !text_eq(other, series) && text_ends(other, tail) &&
            s->base.values[i] == most && value_of(s, &s->base, other, "count") == count) {
            return true;
        }
    }
    return false;
}

static bool is_shown(const Study *s, int i)
{
    const MetricName *m = &s->names.at[i];
    return text_eq(m->statistic, T("max")) && !isnan(s->base.values[i]) && !is_repeated(s, m->series);
}

static int series_width(const Study *s)
{
    int width = 0;
    for (int i = 0; i < s->names.n; i++) {
        int n = display_width(s->names.at[i].series);
        width = is_shown(s, i) && n > width ? n : width;
    }
    return width;
}

static void put_series(Out *o, const Study *s, const SimReportOptions *opt)
{
    static const char *const COLUMNS[] = {"max", "p99", "p50", "mean", "count"};
    int width = series_width(s);
    Arena scratch = opt->scratch;
    out_c(o, "\n  ");
    out_repeat(o, ' ', width);
    for (int k = 0; k < 5; k++) {
        put_cell(o, text_from(COLUMNS[k]), k == 4 ? 10 : CELL);
    }
    out_char(o, '\n');
    for (int i = 0; i < s->names.n; i++) {
        const MetricName *m = &s->names.at[i];
        if (!is_shown(s, i)) {
            continue;
        }
        Text name = display_line(&scratch, m->series);
        out_c(o, "  ");
        style_put(o, opt->color, STYLE_HELP, name);
        out_repeat(o, ' ', width - display_width(name));
        for (int k = 0; k < 5; k++) {
            double v = value_of(s, &s->base, m->series, COLUMNS[k]);
            put_value(o, v, k == 4 ? UNIT_COUNT : m->unit, k == 4 ? 10 : CELL);
        }
        out_char(o, '\n');
    }
}

static void put_scalars(Out *o, const Study *s)
{
    static const char *const NAMES[] = {"end.time", "loop.busy", "throughput", "task.count", "task.live.max",
                                        "loop.iterations", "loop.steps"};
    char buffer[NUMBER_SIZE];
    for (int i = 0; i < 7; i++) {
        int at = metric_find(&s->names, text_from(NAMES[i]));
        Text value = in_unit(s->base.values[at], s->names.at[at].unit, buffer);
        out_format(o, "%s%s %.*s", i == 0 ? "\n  " : i == 4 ? "\n  " : ", ", NAMES[i], PRI(value));
    }
    out_char(o, '\n');
}

// ---- sweeps

static bool is_expected(const Study *s, Text metric)
{
    for (int i = 0; i < s->scenario->expectations.n; i++) {
        if (text_eq(s->scenario->expectations.at[i].metric, metric)) {
            return true;
        }
    }
    return false;
}

// The columns of a sweep's table: what is expected of, then the usual suspects.
static int choose_columns(const Study *s, int columns[MAX_COLUMNS])
{
    static const char *const USUAL[] = {"loop.stall.max", "latency.max"};
    int n = 0;
    for (int i = 0; i < s->names.n && n < MAX_COLUMNS; i++) {
        if (is_expected(s, s->names.at[i].name)) {
            columns[n++] = i;
        }
    }
    for (int k = 0; k < 2 && n < MAX_COLUMNS; k++) {
        int at = metric_find(&s->names, text_from(USUAL[k]));
        if (!is_expected(s, text_from(USUAL[k]))) {
            columns[n++] = at;
        }
    }
    for (int i = 0; i < s->names.n && n < MAX_COLUMNS; i++) {
        Text name = s->names.at[i].name;
        bool usual = text_ends(name, T(".delay.max")) || text_ends(name, T(".depth.max"));
        if (usual && !is_expected(s, name) && is_shown(s, i)) {
            columns[n++] = i;
        }
    }
    return n;
}

static void put_growth(Out *o, const Study *s, int parameter, const int *columns, int n, int width, Arena scratch)
{
    Text label = text_format(&scratch, "  growth");
    out_put(o, label);
    out_repeat(o, ' ', width + 2 - (int)label.n);
    for (int k = 0; k < n; k++) {
        double exponent;
        bool found = study_growth(s, columns[k], parameter, &exponent);
        Text t = found ? text_format(&scratch, "^%.2f", fabs(exponent) < 0.005 ? 0.0 : exponent) : T("-");
        int cell = (int)s->names.at[columns[k]].name.n + 2;
        put_cell(o, t, cell < CELL ? CELL : cell);
    }
    out_char(o, '\n');
}

static void put_sweep(Out *o, const Study *s, const Sweep *sweep, const StudyRun *points, const SimReportOptions *opt)
{
    int columns[MAX_COLUMNS], n = choose_columns(s, columns);
    Text name = program_parameter_name(s->scenario->program, sweep->parameter);
    int width = name.n > 8 ? (int)name.n : 8;
    char buffer[NUMBER_SIZE];
    out_c(o, "\n  ");
    style_put(o, opt->color, STYLE_HELP, name);
    out_repeat(o, ' ', width - (int)name.n);
    for (int k = 0; k < n; k++) {
        Text column = s->names.at[columns[k]].name;
        put_cell(o, column, column.n + 2 < CELL ? CELL : (int)column.n + 2);
    }
    out_char(o, '\n');
    for (int i = 0; i < sweep->n; i++) {
        Text value = short_number(sweep->values[i], buffer);
        out_c(o, "  ");
        out_put(o, value);
        out_repeat(o, ' ', width - (int)value.n);
        for (int k = 0; k < n; k++) {
            const MetricName *m = &s->names.at[columns[k]];
            put_value(o, points[i].values[columns[k]], m->unit, m->name.n + 2 < CELL ? CELL : (int)m->name.n + 2);
        }
        out_char(o, '\n');
        if (points[i].result.outcome >= SIM_LIMIT) {
            out_format(o, "    %s\n", points[i].result.error.message);
        }
    }
    put_growth(o, s, sweep->parameter, columns, n, width, opt->scratch);
}

// ---- assumptions

static void put_assumptions(Out *o, const SimReport *r, const SimReportOptions *opt)
{
    Arena scratch = opt->scratch;
    for (int i = 0; i < r->assumed.n; i++) {
        const Assumption *a = &r->assumed.at[i];
        out_c(o, i ? "" : "\n");
        style_put(o, opt->color, STYLE_HELP, T("  assumed  "));
        out_put(o, display_line(&scratch, a->text));
        Text path = display_line(&scratch, a->module->source->path);
        out_format(o, "   [%.*s:%d]\n", PRI(path), a->at.line);
    }
}

// ---- expectations

static void put_expectation(Out *o, const SimReport *r, int i, const SimReportOptions *opt)
{
    const Study *s = r->study;
    const Expectation *e = &s->scenario->expectations.at[i];
    const Verdict *v = &s->verdicts[i];
    Arena scratch = opt->scratch;
    Text line = display_line(&scratch, e->text);
    if (v->met) {
        style_put(o, opt->color, STYLE_HELP, T("  met      "));
        out_put(o, line);
        out_char(o, '\n');
        return;
    }
    style_put(o, opt->color, STYLE_ERROR, T("  not met  "));
    out_put(o, line);
    if (!isnan(v->actual)) {
        char buffer[NUMBER_SIZE], repr[REPR_SIZE];
        int at = metric_find(&s->names, e->metric);
        Text value = in_unit(v->actual, e->kind == EXPECT_METRIC ? s->names.at[at].unit : UNIT_COUNT, buffer);
        Text exact = python_repr(v->actual, repr);
        out_format(o, "   it is %.*s (%.*s)", PRI(value), PRI(exact));
    }
    out_format(o, "%s%.*s   [%.*s:%d]\n", v->why.n ? "   " : "", PRI(v->why), PRI(r->path), e->line);
}

static void put_speed(Out *o, const SimReport *r)
{
    const SimResult *result = &r->study->base.result;
    double steps = (double)result->steps;
    out_format(o, "  %.0f task steps, %.0f other callbacks, %.0f timers, %.0f iterations\n", steps, (double)result->callbacks,
               (double)result->timers, (double)result->iterations);
    out_format(o, "  in %.4f s: %.1f million steps/s, %.0f MiB\n", r->seconds, steps / r->seconds / 1e6,
               (double)result->memory / 1048576);
}

void sim_report_text(Out *o, const SimReport *r, const SimReportOptions *opt)
{
    const Study *s = r->study;
    if (opt->quiet && s->unmet == 0) {
        return;
    }
    put_head(o, r, opt);
    put_outcome(o, r, opt);
    if (r->seconds > 0) {
        put_speed(o, r);
        return;
    }
    if (!opt->quiet) {
        put_series(o, s, opt);
        put_scalars(o, s);
        const StudyRun *points = s->points;
        for (int i = 0; i < s->scenario->sweeps.n && s->point_count; points += s->scenario->sweeps.at[i++].n) {
            put_sweep(o, s, &s->scenario->sweeps.at[i], points, opt);
        }
    }
    put_assumptions(o, r, opt);
    if (s->scenario->expectations.n) {
        out_char(o, '\n');
    }
    for (int i = 0; i < s->scenario->expectations.n && s->verdicts; i++) {
        if (!opt->quiet || !s->verdicts[i].met) {
            put_expectation(o, r, i, opt);
        }
    }
}
