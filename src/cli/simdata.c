// Reports of studies for programs: JSON and CSV.
//
// JSON is an array of scenarios: {path, name, python, seed, parameters, outcome, exception, message, time, metrics, sweeps:
// [{parameter, points: [{value, outcome, metrics}], growth}], expectations: [{expect, line, met, actual, why}]}, of
// Python source also assumed: [{path, line, column, assumed}]. CSV is one
// value a row: path, scenario, parameter and its value (empty in the base run), metric, value. What did not happen is
// left out.
#include "cli/simreport.h"

#include "report/tree.h"
#include "sim/repr.h"

#include <math.h>

static json_t *number_json(double x)
{
    return isfinite(x) ? json_real(x) : json_null();
}

static void set_parameters(Tree *t, json_t *o, const Study *s)
{
    const Program *p = s->scenario->program;
    for (int i = 1; i <= program_parameter_count(p); i++) {
        tree_set(t, o, program_parameter_name(p, i).s, number_json(s->base.parameters[i]));
    }
}

static void set_metrics(Tree *t, json_t *o, const Study *s, const StudyRun *run)
{
    Arena scratch = t->scratch;
    for (int i = 0; i < s->names.n; i++) {
        if (!isnan(run->values[i])) {
            tree_set(t, o, text_c(&scratch, s->names.at[i].name), number_json(run->values[i]));
        }
    }
}

static void set_growth(Tree *t, json_t *o, const Study *s, int parameter)
{
    Arena scratch = t->scratch;
    for (int i = 0; i < s->names.n; i++) {
        double exponent;
        if (study_growth(s, i, parameter, &exponent)) {
            tree_set(t, o, text_c(&scratch, s->names.at[i].name), number_json(exponent));
        }
    }
}

static void set_sweep(Tree *t, json_t *o, const Study *s, const Sweep *sweep, const StudyRun *points)
{
    tree_set_text(t, o, "parameter", program_parameter_name(s->scenario->program, sweep->parameter));
    json_t *list = tree_set(t, o, "points", json_array());
    for (int i = 0; i < sweep->n; i++) {
        json_t *point = tree_append(t, list, json_object());
        tree_set(t, point, "value", number_json(sweep->values[i]));
        tree_set(t, point, "outcome", json_string(sim_outcome_name(points[i].result.outcome)));
        set_metrics(t, tree_set(t, point, "metrics", json_object()), s, &points[i]);
    }
    set_growth(t, tree_set(t, o, "growth", json_object()), s, sweep->parameter);
}

static void set_sweeps(Tree *t, json_t *list, const Study *s)
{
    const StudyRun *points = s->points;
    for (int i = 0; i < s->scenario->sweeps.n && s->point_count; points += s->scenario->sweeps.at[i++].n) {
        set_sweep(t, tree_append(t, list, json_object()), s, &s->scenario->sweeps.at[i], points);
    }
}

static void set_expectations(Tree *t, json_t *list, const Study *s)
{
    for (int i = 0; i < s->scenario->expectations.n && s->verdicts; i++) {
        const Expectation *e = &s->scenario->expectations.at[i];
        const Verdict *v = &s->verdicts[i];
        json_t *o = tree_append(t, list, json_object());
        tree_set_text(t, o, "expect", e->text);
        tree_set(t, o, "line", json_integer(e->line));
        tree_set(t, o, "met", json_boolean(v->met));
        tree_set(t, o, "actual", number_json(v->actual));
        tree_set_text_or_null(t, o, "why", v->why);
    }
}

static void set_assumptions(Tree *t, json_t *list, const Assumptions *assumed)
{
    for (int i = 0; i < assumed->n; i++) {
        const Assumption *a = &assumed->at[i];
        json_t *o = tree_append(t, list, json_object());
        tree_set_text(t, o, "path", a->module->source->path);
        tree_set(t, o, "line", json_integer(a->at.line));
        tree_set(t, o, "column", json_integer(a->at.column));
        tree_set_text(t, o, "assumed", a->text);
    }
}

static void fill(Tree *t, const void *context)
{
    const SimReport *r = context;
    const Study *s = r->study;
    const SimResult *result = &s->base.result;
    json_t *o = t->root;
    Text raised = result->outcome == SIM_RAISED ? text_from(sim_exception_name(result->exception)) : T("");
    tree_set_text(t, o, "path", r->path);
    tree_set_text(t, o, "name", s->scenario->name);
    tree_set_text(t, o, "python", sim_profile_version(s->options.profile));
    tree_set(t, o, "seed", json_integer((json_int_t)s->options.seed));
    set_parameters(t, tree_set(t, o, "parameters", json_object()), s);
    tree_set(t, o, "outcome", json_string(sim_outcome_name(result->outcome)));
    tree_set_text_or_null(t, o, "exception", raised);
    tree_set_text_or_null(t, o, "message", text_from(result->error.message));
    tree_set(t, o, "time", number_json(result->time));
    set_metrics(t, tree_set(t, o, "metrics", json_object()), s, &s->base);
    set_sweeps(t, tree_set(t, o, "sweeps", json_array()), s);
    set_expectations(t, tree_set(t, o, "expectations", json_array()), s);
    if (r->is_source) {
        set_assumptions(t, tree_set(t, o, "assumed", json_array()), &r->assumed);
    }
}

void sim_report_json(Out *o, const SimReport *reports, int n, const SimReportOptions *options)
{
    out_char(o, '[');
    for (int i = 0; i < n; i++) {
        out_c(o, i ? ",\n  " : "\n  ");
        tree_write(o, options->scratch, "  ", JSON_INDENT(2) | JSON_REAL_PRECISION(17), fill, &reports[i]);
    }
    out_c(o, "\n]\n");
}

// RFC 4180: quotes around what needs them.
static void put_field(Out *o, Text t)
{
    bool plain = text_find_char(t, ',') < 0 && text_find_char(t, '"') < 0 && text_find_char(t, '\n') < 0;
    if (plain) {
        out_put(o, t);
        return;
    }
    out_char(o, '"');
    for (ptrdiff_t i = 0; i < t.n; i++) {
        out_put(o, t.s[i] == '"' ? T("\"\"") : text_sub(t, i, i + 1));
    }
    out_char(o, '"');
}

static void put_rows(Out *o, const SimReport *r, const StudyRun *run, Text parameter, double value)
{
    const Study *s = r->study;
    char buffer[REPR_SIZE];
    for (int i = 0; i < s->names.n; i++) {
        if (isnan(run->values[i])) {
            continue;
        }
        put_field(o, r->path);
        out_char(o, ',');
        put_field(o, s->scenario->name);
        out_char(o, ',');
        put_field(o, parameter);
        out_char(o, ',');
        out_put(o, parameter.n ? python_repr(value, buffer) : T(""));
        out_char(o, ',');
        put_field(o, s->names.at[i].name);
        out_char(o, ',');
        out_put(o, python_repr(run->values[i], buffer));
        out_char(o, '\n');
    }
}

void sim_report_csv(Out *o, const SimReport *reports, int n, const SimReportOptions *options)
{
    (void)options;
    out_c(o, "path,scenario,parameter,parameter_value,metric,value\n");
    for (int k = 0; k < n; k++) {
        const Study *s = reports[k].study;
        put_rows(o, &reports[k], &s->base, T(""), 0);
        const StudyRun *point = s->points;
        for (int i = 0; i < s->scenario->sweeps.n && s->point_count; i++) {
            const Sweep *sweep = &s->scenario->sweeps.at[i];
            Text name = program_parameter_name(s->scenario->program, sweep->parameter);
            for (int v = 0; v < sweep->n; v++) {
                put_rows(o, &reports[k], point++, name, sweep->values[v]);
            }
        }
    }
}
