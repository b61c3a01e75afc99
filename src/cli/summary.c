#include "cli/summary.h"

#include "report/style.h"
#include "report/tree.h"

#include <stdlib.h>

typedef struct {
    int of[SEVERITY_ERROR + 1];     // shown, by severity
    int shown, hidden, suppressed, files;
} Counts;

static Counts count(const RunResult *r, const ReportOptions *report)
{
    Counts c = {0};
    Text last = {0};
    for (int i = 0; i < r->findings.n; i++) {
        const Finding *f = r->findings.at[i];
        c.suppressed += f->suppressed;
        if (f->suppressed) {
            continue;
        }
        if (!report_shows(f, report)) {
            c.hidden++;
            continue;
        }
        c.of[f->severity]++;
        c.shown++;
        c.files += c.files == 0 || !text_eq(last, f->at.path);
        last = f->at.path;
    }
    return c;
}

static const char *plural(int n)
{
    return n == 1 ? "" : "s";
}

// "3 errors, 1 warning and 2 notes"
static void put_found(Out *o, const Counts *c, bool color)
{
    int left = 0;
    for (int s = SEVERITY_ERROR; s >= SEVERITY_NOTE; s--) {
        left += c->of[s] > 0;
    }
    for (int s = SEVERITY_ERROR; s >= SEVERITY_NOTE; s--) {
        if (c->of[s]) {
            style_set(o, color, style_of_severity((Severity)s));
            out_format(o, "%d %s%s", c->of[s], severity_name((Severity)s), plural(c->of[s]));
            style_set(o, color, STYLE_PLAIN);
            left--;
            out_c(o, left > 1 ? ", " : left == 1 ? " and " : "");
        }
    }
}

// Those below the level: notes, unless a higher level was asked for.
static void put_hidden(Out *o, const Counts *c, Severity least)
{
    if (c->hidden && least <= SEVERITY_WARNING) {
        out_format(o, "; %d note%s hidden, see --level", c->hidden, plural(c->hidden));
    } else if (c->hidden) {
        out_format(o, "; %d finding%s hidden", c->hidden, plural(c->hidden));
    }
}

void summary_write(Out *o, const RunResult *r, const ReportOptions *report, const SummaryOptions *options)
{
    Counts c = count(r, report);
    int checked = options->checked;
    if (c.shown) {
        out_c(o, "Found ");
        put_found(o, &c, report->color);
        out_format(o, " in %d file%s (%d checked", c.files, plural(c.files), checked);
    } else if (options->unread) {
        out_format(o, "Found nothing in what could be checked (%d file%s", checked, plural(checked));
    } else {
        style_put(o, report->color, STYLE_NOTE, T("All checks passed"));
        out_format(o, " (%d file%s", checked, plural(checked));
    }
    if (options->unread) {
        out_format(o, ", %d could not be read", options->unread);
    }
    put_hidden(o, &c, report->least);
    out_c(o, ").\n");
    if (options->verbose) {
        out_format(o, "Parsed %d of %d file%s; comments silence %d finding%s.\n", r->parsed, r->files, plural(r->files),
                   c.suppressed, plural(c.suppressed));
    }
}

// -- statistics

typedef struct {
    const Rule *rule;
    int count;
} RuleCount;

static int by_count(const void *x, const void *y)
{
    const RuleCount *a = x, *b = y;
    return a->count != b->count ? (a->count < b->count ? 1 : -1) : (a->rule > b->rule) - (a->rule < b->rule);
}

static int count_rules(const RunResult *r, const ReportOptions *report, RuleCount *counts)
{
    int n = 0, of[RULES_MAX] = {0};
    for (int i = 0; i < r->findings.n; i++) {
        of[rule_index(r->findings.at[i]->rule)] += report_shows(r->findings.at[i], report);
    }
    for (int i = 0; i < rule_count; i++) {
        if (of[i]) {
            counts[n++] = (RuleCount){&rule_table[i], of[i]};
        }
    }
    qsort(counts, (size_t)n, sizeof *counts, by_count);
    return n;
}

void statistics_write(Out *o, const RunResult *r, const ReportOptions *report)
{
    RuleCount counts[RULES_MAX];
    int n = count_rules(r, report, counts);
    for (int i = 0; i < n; i++) {
        out_format(o, "%d\t", counts[i].count);
        style_put_code(o, report, counts[i].rule);
        out_format(o, "\t%s\n", counts[i].rule->name);
    }
}

static void fill_count(Tree *t, const void *context)
{
    const RuleCount *c = context;
    tree_set(t, t->root, "code", json_string(c->rule->code));
    tree_set(t, t->root, "name", json_string(c->rule->name));
    tree_set(t, t->root, "count", json_integer(c->count));
}

void statistics_write_json(Out *o, const RunResult *r, const ReportOptions *report)
{
    RuleCount counts[RULES_MAX];
    int n = count_rules(r, report, counts);
    out_c(o, "[");
    for (int i = 0; i < n; i++) {
        out_c(o, i ? ",\n  " : "\n  ");
        tree_write(o, report->scratch, "", JSON_SORT_KEYS, fill_count, &counts[i]);
    }
    out_c(o, n ? "\n]\n" : "]\n");
}
