#include "report/measured.h"

#include <math.h>

Text measured_seconds(Arena *a, double x)
{
    static const struct {
        double unit;
        const char *name;
    } units[] = {{1, "s"}, {1e-3, "ms"}, {1e-6, "us"}, {1e-9, "ns"}};
    if (isnan(x)) {
        return T("-");
    }
    if (x < 1e-9) {
        return T("0 s");
    }
    int i = 0;
    while (i < 3 && x < units[i].unit * 0.99995) {
        i++;
    }
    double v = x / units[i].unit;
    int digits = v >= 99.95 ? 0 : v >= 9.995 ? 1 : 2;
    return text_format(a, "%.*f %s", digits, v, units[i].name);
}

Text measured_bytes(Arena *a, double x)
{
    static const char *const units[] = {"B", "KiB", "MiB", "GiB"};
    int i = 0;
    if (isnan(x)) {
        return T("-");
    }
    for (; i < 3 && x >= 1023.5; i++) {
        x /= 1024;
    }
    return text_format(a, "%.*f %s", i == 0 || x >= 99.95 ? 0 : x >= 9.995 ? 1 : 2, x, units[i]);
}

Text measured_growth(Arena *a, double exponent, Text parameter)
{
    if (isnan(exponent)) {
        return T("cannot be told to grow or not");
    }
    if (fabs(exponent) < 0.2) {
        return text_format(a, "does not depend on %.*s (exponent %.2f)", PRI(parameter), exponent);
    }
    const char *how = exponent < 0   ? "shrinks with"
                    : exponent < 0.8 ? "grows more slowly than"
                    : exponent < 1.2 ? "grows in proportion to"
                    : exponent < 1.8 ? "grows faster than"
                    : exponent < 2.2 ? "grows with the square of"
                                     : "grows faster than the square of";
    return text_format(a, "%s %.*s (exponent %.2f)", how, PRI(parameter), exponent);
}

// "The wait grows ...; with the remedy it does not ...".
static Text both_growths(Arena *a, const char *what, const double *growth, Text parameter)
{
    Text good = measured_growth(a, growth[1], parameter);
    return isnan(growth[1]) ? text_format(a, "The %s %.*s.", what, PRI(measured_growth(a, growth[0], parameter)))
                            : text_format(a, "The %s %.*s; with the remedy it %.*s.", what,
                                          PRI(measured_growth(a, growth[0], parameter)), PRI(good));
}

static const ScenePoint *reference_point(const RuleScene *s)
{
    const ScenePoint *near = &s->points[0];
    for (int i = 1; i < s->point_count; i++) {
        if (fabs(s->points[i].at - s->reference) < fabs(near->at - s->reference)) {
            near = &s->points[i];
        }
    }
    return near;
}

Text measured_summary(Arena *a, const RuleScene *s)
{
    const ScenePoint *p = reference_point(s);
    Text parameter = text_from(s->parameter);
    if (s->watch == WATCH_QUEUE) {
        return text_format(a, "At %.*s = %g up to %g items wait, each for up to %.*s; with %s up to %g, for %.*s. %.*s",
                           PRI(parameter), p->at, p->figures[0][FIGURE_DEPTH], PRI(measured_seconds(a, p->figures[0][FIGURE_WAIT])),
                           s->remedy, p->figures[1][FIGURE_DEPTH], PRI(measured_seconds(a, p->figures[1][FIGURE_WAIT])),
                           PRI(both_growths(a, "number", s->queue_growth, parameter)));
    }
    if (s->watch == WATCH_END) {
        return text_format(a, "At %.*s = %g it is done after %.*s; with %s after %.*s. %.*s", PRI(parameter), p->at,
                           PRI(measured_seconds(a, p->figures[0][FIGURE_END])), s->remedy,
                           PRI(measured_seconds(a, p->figures[1][FIGURE_END])), PRI(both_growths(a, "time", s->growth, parameter)));
    }
    return text_format(a, "At %.*s = %g everything else on the loop waits up to %.*s; with %s up to %.*s. %.*s",
                       PRI(parameter), p->at, PRI(measured_seconds(a, p->figures[0][FIGURE_DELAY])), s->remedy,
                       PRI(measured_seconds(a, p->figures[1][FIGURE_DELAY])),
                       PRI(both_growths(a, "wait", s->growth, parameter)));
}

static bool has_value(const RuleScene *s, int figure)
{
    for (int i = 0; i < s->point_count; i++) {
        if (!isnan(s->points[i].figures[0][figure]) || !isnan(s->points[i].figures[1][figure])) {
            return true;
        }
    }
    return false;
}

void measured_head(Arena *a, const RuleScene *s, Text cells[MEASURED_COLUMNS])
{
    static const char *const heads[FIGURE_COUNT] = {"stall", "delay max", "delay p99", "queued", "queued for", "tasks",
                                                    "memory", "done after"};
    cells[0] = text_copy(a, text_from(s->parameter));
    for (int k = 0; k < FIGURE_COUNT; k++) {
        bool shown = has_value(s, k) && (k != FIGURE_END || s->watch == WATCH_END);
        cells[1 + k] = shown ? text_from(heads[k]) : T("");
    }
}

void measured_row(Arena *a, const RuleScene *s, int side, int i, Text cells[MEASURED_COLUMNS])
{
    const ScenePoint *p = &s->points[i];
    cells[0] = text_format(a, "%g", p->at);
    for (int k = 0; k < FIGURE_COUNT; k++) {
        double x = p->figures[side][k];
        bool is_count = k == FIGURE_DEPTH || k == FIGURE_TASKS;
        cells[1 + k] = k == FIGURE_MEMORY ? measured_bytes(a, x)
                     : !is_count          ? measured_seconds(a, x)
                     : isnan(x)           ? T("-")
                                          : text_format(a, "%g", x);
    }
}

// The entry is the first of its rule with its cost.
static bool is_first(const BlockingEntry *e)
{
    for (const BlockingEntry *before = e; before-- > blocking_table.entries;) {
        if (before->rule == e->rule && before->cost == e->cost) {
            return false;
        }
    }
    return true;
}

static int count_calls(const BlockingEntry *first)
{
    int n = 0;
    for (const BlockingEntry *e = first; e < blocking_table.entries + blocking_table.n; e++) {
        n += e->rule == first->rule && e->cost == first->cost;
    }
    return n;
}

static Text severity_words(Arena *a, const Rule *r, const BlockingEntry *e)
{
    Severity severity = e->severity ? (Severity)e->severity : r->severity;
    if (e->note_unless && severity > SEVERITY_NOTE) {
        return text_format(a, " (%s where the source shows that it matters, else a note)", severity_name(severity));
    }
    return e->severity ? text_format(a, " (%s)", severity_name(severity)) : T("");
}

bool measured_cost(Arena *a, const Rule *r, MeasuredCost *cost)
{
    const BlockingTable *t = &blocking_table;
    const BlockingEntry *e = t->entries + cost->at, *end = t->entries + t->n;
    while (e < end && (&rule_table[e->rule] != r || !(e->cost->median > 0) || !is_first(e))) {
        e++;
    }
    if (e == end) {
        return false;
    }
    *cost = (MeasuredCost){.at = (int)(e - t->entries) + 1, .entry = e, .calls = count_calls(e)};
    Text more = cost->calls > 1 ? text_format(a, " and %d more", cost->calls - 1) : T("");
    Text severity = severity_words(a, r, e);
    cost->words = text_format(a, "`%s`%.*s: %.*s, in a bad case %.*s%.*s: %s", e->name, PRI(more), PRI(measured_seconds(a, e->cost->median)),
                              PRI(measured_seconds(a, e->cost->bad)), PRI(severity), e->cost->source);
    return true;
}
