// Scenes, measured: both sides of a scene are a scenario with the same parameters and the same sweep.
//
// The loop's own costs are those of CPython as measured (sim_measured_costs). An error must be one, too, when the loop
// takes nothing and when it takes three times as much: a figure that hangs on microseconds is a warning at most.
#include "build/scene.h"

#include "lint/grade.h"
#include "sim/study.h"

#include <math.h>
#include <string.h>

enum { BAD, GOOD, SIDES, PREFIX_LINES = 2 };
enum { WATCH_QUEUE = 1, WATCH_END };
static const char *const names[SIDES] = {"bad", "good"};
static const char *const metrics[SCENE_FIGURES] = {
    "loop.stall.max", "latency.max", "latency.p99", "queue.depth.max", "queue.wait.max", "task.live.max", "", "end.time",
};
enum { STALL, LATENCY, LATENCY_P99, DEPTH, WAIT, TASKS, MEMORY, END };

// What one side gives at one level of the loop's costs.
typedef struct {
    Scenario *scenario;
    Study study;
    int metric[SCENE_FIGURES];
} Side;

// ---- the scenarios

static Text flow_map(Arena *a, const Value *v)
{
    Out o = out_to_memory(a);
    for (int i = 0; i < v->pairs.n; i++) {
        out_c(&o, i ? ", " : "");
        out_put(&o, v->pairs.at[i].key->text);
        out_c(&o, ": ");
        const Value *x = v->pairs.at[i].value;
        for (int k = 0; k < x->items.n; k++) {
            out_c(&o, k ? ", " : "[");
            out_put(&o, x->items.at[k]->text);
        }
        out_put(&o, x->kind == VALUE_LIST ? T("]") : x->text);
    }
    return out_text(&o);
}

static Text scenario_of(Arena *a, const Manifest *m, Text body, Text over)
{
    return text_format(a, "aqsim: 1\nparams: {%.*s}\n%.*ssweep: {%.*s}\n", PRI(flow_map(a, m->scene.params)), PRI(body),
                       PRI(over));
}

// A place in the scenario's text as a place in the manifest: the body is a block below its key, indented by what no line of
// it has any more.
static Value place_of(const Manifest *m, int side, int line, int column)
{
    const Value *body = side == BAD ? m->scene.bad_at : m->scene.good_at;
    Text text = side == BAD ? m->scene.bad : m->scene.good;
    int lines = 0;
    for (ptrdiff_t i = 0; i < text.n; i++) {
        lines += text.s[i] == '\n';
    }
    int inner = line - PREFIX_LINES;
    if (line == 0 || inner > lines) {
        return line ? *m->scene.over : *body;
    }
    return inner < 1 ? *m->scene.params : (Value){.line = body->line + inner, .column = column};
}

static bool read_side(Errors *e, const Manifest *m, int side, Text source, Side *s)
{
    ValueError wrong;
    s->scenario = scenario_read(e->arena, source, &wrong);
    if (!s->scenario) {
        Value at = place_of(m, side, wrong.line, wrong.column);
        error_at(e, &at, "`%s`: %.*s", names[side], PRI(wrong.message));
    }
    return s->scenario != NULL;
}

// ---- the runs

static SimCosts times(SimCosts c, double factor)
{
    return (SimCosts){c.step * factor, c.iteration * factor, c.call * factor, c.spawn * factor, c.timer * factor,
                      c.thread * factor};
}

static bool run_side(Errors *e, const Manifest *m, int side, double factor, Side *s)
{
    StudyOptions o = {.options = s->scenario->options, .workers = 1, .memory = STUDY_MEMORY, .sweep = true, .metrics = true};
    o.options.costs = times(sim_measured_costs(), factor);
    s->study = study_run(e->arena, s->scenario, &o);
    for (int i = -1; i < s->study.point_count; i++) {
        const SimResult *r = i < 0 ? &s->study.base.result : &s->study.points[i].result;
        if (r->outcome != SIM_DONE && r->outcome != SIM_STOPPED) {
            Value at = place_of(m, side, r->error.line, r->error.column);
            error_at(e, &at, "`%s` does not run to its end: %s", names[side], r->error.message);
            return false;
        }
    }
    for (int i = 0; i < SCENE_FIGURES; i++) {
        s->metric[i] = metric_find(&s->study.names, text_from(metrics[i]));     // MEMORY has none
    }
    return true;
}

static double value_of(const Side *s, const StudyRun *r, int figure)
{
    if (figure == MEMORY) {
        return memory_held(value_of(s, r, TASKS), value_of(s, r, DEPTH));
    }
    return s->metric[figure] < 0 ? (double)NAN : r->values[s->metric[figure]];
}

// 0.00 has no sign.
static double exponent_of(double x)
{
    return fabs(x) < 0.005 ? 0 : x;
}

static double growth_of(const Side *s, int figure)
{
    double exponent;
    int parameter = s->scenario->sweeps.at[0].parameter;
    return s->metric[figure] >= 0 && study_growth(&s->study, s->metric[figure], parameter, &exponent)
        ? exponent_of(exponent) : (double)NAN;
}

static Figures figures_of(const Manifest *m, const Side *sides)
{
    const Side *bad = &sides[BAD], *good = &sides[GOOD];
    int delay = m->scene.watch == WATCH_END ? END : LATENCY;
    return (Figures){
        .bad = value_of(bad, &bad->study.base, delay), .good = value_of(good, &good->study.base, delay),
        .growth = growth_of(bad, delay),
        .queue_bad = value_of(bad, &bad->study.base, DEPTH), .queue_good = value_of(good, &good->study.base, DEPTH),
        .queue_growth = m->scene.watch == WATCH_QUEUE ? growth_of(bad, DEPTH) : (double)NAN,
    };
}

static void keep(Manifest *m, const Side *sides, Figures f)
{
    Measured *r = &m->measured;
    const Scenario *s = sides[BAD].scenario;
    const Sweep *sweep = &s->sweeps.at[0];
    r->parameter = program_parameter_name(s->program, sweep->parameter);
    r->reference = program_parameter_default(s->program, sweep->parameter);
    r->cost = f.bad - f.good;
    r->n = sweep->n;
    for (int side = 0; side < SIDES; side++) {
        r->growth[side] = growth_of(&sides[side], m->scene.watch == WATCH_END ? END : LATENCY);
        r->queue_growth[side] = growth_of(&sides[side], DEPTH);
        for (int i = 0; i < sweep->n; i++) {
            r->at[i] = sweep->values[i];
            for (int k = 0; k < SCENE_FIGURES; k++) {
                r->figures[side][i][k] = value_of(&sides[side], &sides[side].study.points[i], k);
            }
        }
    }
}

static bool has_range(Errors *e, const Manifest *m)
{
    const Value *over = m->scene.over, *params = m->scene.params;
    bool good = over->kind == VALUE_MAP && over->pairs.n == 1 && over->pairs.at[0].value->kind == VALUE_LIST &&
                over->pairs.at[0].value->items.n >= 3 && over->pairs.at[0].value->items.n <= SCENE_POINTS;
    if (!good) {
        error_at(e, over, "`over` is one parameter with 3 to %d values: {N: [25, 50, 100]}", SCENE_POINTS);
    }
    if (params->kind != VALUE_MAP) {
        error_at(e, params, "`params` is a map of parameters to values");
    }
    return good && params->kind == VALUE_MAP;
}

void scene_measure(Errors *e, Manifest *m)
{
    static const double factors[] = {1, 0, 3};
    Side sides[SIDES] = {0};
    Measured *r = &m->measured;
    if (!has_range(e, m)) {
        return;
    }
    Text over = flow_map(e->arena, m->scene.over);
    r->bad = scenario_of(e->arena, m, m->scene.bad, over);
    r->good = scenario_of(e->arena, m, m->scene.good, over);
    if (!read_side(e, m, BAD, r->bad, &sides[BAD]) || !read_side(e, m, GOOD, r->good, &sides[GOOD])) {
        return;
    }
    for (int i = 0; i < 3; i++) {
        if (!run_side(e, m, BAD, factors[i], &sides[BAD]) || !run_side(e, m, GOOD, factors[i], &sides[GOOD])) {
            return;
        }
        Figures f = figures_of(m, sides);
        int severity = (int)grade(f);
        if (i == 0) {
            keep(m, sides, f);
            m->severity = severity;
        } else if (m->severity == SEVERITY_ERROR && severity != SEVERITY_ERROR) {
            r->is_sensitive = true;
            m->severity = SEVERITY_WARNING;
        }
        if (i == 0 && severity == SEVERITY_OFF) {
            error_at(e, m->scene_at, "`good` is no better than `bad`: %s %g s and %g s",
                     m->scene.watch == WATCH_END ? "it takes" : "the longest delay is", f.good, f.bad);
        }
    }
}

// ---- output

static void put_number(Out *o, double x)
{
    out_format(o, isnan(x) ? "-" : "%.4g", x);
}

void scene_print(Out *o, const Manifest *m)
{
    const Measured *r = &m->measured;
    static const char *const severities[] = {"off", "note", "warning", "error"};
    out_format(o, "%.*s %.*s: %s%s, %.4g s saved at %.*s = %g, %s ^%.2f -> ^%.2f", PRI(m->code), PRI(m->name),
               severities[m->severity], r->is_sensitive ? " (sensitive)" : "", r->cost, PRI(r->parameter), r->reference,
               m->scene.watch == WATCH_END ? "end" : "latency", r->growth[BAD], r->growth[GOOD]);
    out_format(o, isnan(r->queue_growth[BAD]) ? "\n" : ", depth ^%.2f -> ^%.2f\n", r->queue_growth[BAD], r->queue_growth[GOOD]);
    for (int i = 0; i < r->n; i++) {
        out_format(o, "  %6g", r->at[i]);
        for (int side = 0; side < SIDES; side++) {
            out_c(o, side ? "   |" : "");
            for (int k = 0; k < SCENE_FIGURES; k++) {
                out_c(o, "  ");
                put_number(o, r->figures[side][i][k]);
            }
        }
        out_char(o, '\n');
    }
}

static void emit_number(Out *o, double x)
{
    out_format(o, isnan(x) ? "(double)NAN" : "%.17g", x);
}

static void emit_points(Out *o, const Manifest *m)
{
    const Measured *r = &m->measured;
    out_c(o, "static const ScenePoint ");
    emit_identifier(o, m->stem);
    out_c(o, "_points[] = {\n");
    for (int i = 0; i < r->n; i++) {
        out_format(o, "    {%.17g, {", r->at[i]);
        for (int side = 0; side < SIDES; side++) {
            out_c(o, side ? "}, {" : "{");
            for (int k = 0; k < SCENE_FIGURES; k++) {
                out_c(o, k ? ", " : "");
                emit_number(o, r->figures[side][i][k]);
            }
        }
        out_c(o, "}}},\n");
    }
    out_c(o, "};\n");
}

static void emit_text(Out *o, const char *field, Text t)
{
    out_format(o, "    .%s = ", field);
    emit_literal(o, t);
    out_c(o, ",\n");
}

static void emit_pair(Out *o, const char *field, const double *pair)
{
    out_format(o, "    .%s = {", field);
    emit_number(o, pair[BAD]);
    out_c(o, ", ");
    emit_number(o, pair[GOOD]);
    out_c(o, "},\n");
}

void scene_emit(Out *o, const Manifest *m)
{
    const Measured *r = &m->measured;
    emit_points(o, m);
    out_c(o, "static const RuleScene ");
    emit_identifier(o, m->stem);
    out_c(o, "_scene = {\n");
    emit_text(o, "load", m->scene.load);
    emit_text(o, "remedy", m->scene.remedy);
    emit_text(o, "parameter", r->parameter);
    emit_text(o, "bad", r->bad);
    emit_text(o, "good", r->good);
    emit_text(o, "picture[0]", r->picture[BAD]);
    emit_text(o, "picture[1]", r->picture[GOOD]);
    emit_pair(o, "growth", r->growth);
    emit_pair(o, "queue_growth", r->queue_growth);
    out_c(o, "    .points = ");
    emit_identifier(o, m->stem);
    out_format(o, "_points, .point_count = %d, .watch = %d, .is_sensitive = %d,\n", r->n, m->scene.watch, r->is_sensitive);
    out_format(o, "    .reference = %.17g, .cost = %.17g, .picture_at = %.17g,\n};\n", r->reference, r->cost, r->picture_at);
}
