// github: workflow commands, which the runner turns into annotations of the changed lines.
//
//     ::error title=aqlint (AQ101),file=a.py,line=3,col=5,endLine=3,endColumn=9::a.py:3:5: AQ101 message
//
// By the runner's own rules (actions/runner, src/Runner.Common/ActionCommand.cs and
// src/Runner.Worker/ActionCommandManager.cs): % CR LF are escaped in the message, and also : and , in properties; columns
// only where the span ends on its first line, or the annotation is refused. Files are relative to the workspace.
//
// GitHub shows the first ten errors, warnings and notices of a step and drops the others without a word
// (actions/toolkit, docs/problem-matchers.md). So the worst come first, one for each rule and file before repetitions,
// and the tenth says how many follow; these are in the log all the same.
#include "base/map.h"
#include "report/display.h"
#include "report/format.h"
#include "report/measurement.h"
#include "report/path.h"

enum { SHOWN_OF_A_KIND = 10 };

typedef struct {
    const Finding *finding;
    int repetition;             // how many of the same rule and file come before it
    int number;                 // in the order of the run
} Item;

typedef LIST(Item) Items;

static int by_importance(const void *x, const void *y)
{
    const Item *a = x, *b = y;
    int c = (int)b->finding->severity - (int)a->finding->severity;
    c = c ? c : a->repetition - b->repetition;
    return c ? c : a->number - b->number;
}

// Findings of a file are neighbours, so counts by code, started anew at each file, tell repetitions.
static Items sorted_items(Arena *a, const RunResult *r, const ReportOptions *opt)
{
    Items items = {0};
    Map seen = {0};
    for (int i = 0; i < r->findings.n; i++) {
        const Finding *f = r->findings.at[i];
        if (i && !text_eq(f->at.path, r->findings.at[i - 1]->at.path)) {
            seen = (Map){0};
        }
        if (report_shows(f, opt)) {
            int **count = (int **)map_put(a, &seen, text_from(f->rule->code));
            *count = *count ? *count : NEW(a, int, 1);
            *list_push(a, &items) = (Item){f, (**count)++, i};
        }
    }
    if (items.n) {
        qsort(items.at, (size_t)items.n, sizeof *items.at, by_importance);
    }
    return items;
}

static void put_escaped(Out *o, Text t, bool is_property)
{
    for (ptrdiff_t i = 0; i < t.n; i++) {
        char c = t.s[i];
        bool is_special = c == '%' || c == '\r' || c == '\n' || (is_property && (c == ':' || c == ','));
        if (is_special) {
            out_format(o, "%%%02X", (unsigned)c);
        } else {
            out_char(o, c);
        }
    }
}

static void put_place(Out *o, Arena a, const ReportOptions *opt, const Location *at)
{
    put_escaped(o, display_text(&a, path_relative(&a, opt, at->path)), false);
    out_format(o, ":%d:%d: ", at->beg.line, at->beg.column);
}

static void put_properties(Out *o, Arena a, const ReportOptions *opt, const Finding *f)
{
    static const char *const commands[] = {"debug", "notice", "warning", "error"};
    out_format(o, "::%s title=aqlint (%s),file=", commands[f->severity], f->rule->code);
    put_escaped(o, display_text(&a, path_relative(&a, opt, f->at.path)), true);
    out_format(o, ",line=%d", f->at.beg.line);
    if (f->at.end.line == f->at.beg.line) {
        out_format(o, ",col=%d,endLine=%d,endColumn=%d::", f->at.beg.column, f->at.end.line, f->at.end.column);
    } else {
        // Lines are counted with the last one; an exclusive end at the start of a line is not in it.
        out_format(o, ",endLine=%d::", f->at.end.line - (f->at.end.column == 1));
    }
}

static void put_item(Out *o, const ReportOptions *opt, const Finding *f, int more)
{
    Arena a = opt->scratch;
    put_properties(o, a, opt, f);
    put_place(o, a, opt, &f->at);
    out_format(o, "%s ", f->rule->code);
    put_escaped(o, display_text(&a, f->message), false);
    for (int i = 0; i < f->related.n; i++) {
        out_c(o, "%0A");
        put_place(o, a, opt, &f->related.at[i]);
        put_escaped(o, display_text(&a, f->related.at[i].label), false);
    }
    if (f->help.n) {
        out_c(o, "%0Ahelp: ");
        put_escaped(o, display_text(&a, f->help), false);
    }
    Text cost = measurement_line(&a, &f->measured);
    if (cost.n) {
        out_c(o, "%0Acost: ");
        put_escaped(o, display_text(&a, cost), false);
    }
    if (more) {
        out_format(o, "%%0A%%0A... and %d more %s%s. GitHub shows %d of a kind for each step; the log of the step has all.",
            more, severity_name(f->severity), more == 1 ? "" : "s", SHOWN_OF_A_KIND);
    }
    out_char(o, '\n');
}

void github_write(Out *o, const RunResult *r, const ReportOptions *opt)
{
    Arena a = opt->scratch;
    ReportOptions inner = *opt;
    Items items = sorted_items(&a, r, opt);
    int total[SEVERITY_ERROR + 1] = {0}, written[SEVERITY_ERROR + 1] = {0};
    for (int i = 0; i < items.n; i++) {
        total[items.at[i].finding->severity]++;
    }
    inner.scratch = a;
    for (int i = 0; i < items.n; i++) {
        Severity s = items.at[i].finding->severity;
        bool is_last_shown = ++written[s] == SHOWN_OF_A_KIND;
        put_item(o, &inner, items.at[i].finding, is_last_shown ? total[s] - SHOWN_OF_A_KIND : 0);
    }
}
