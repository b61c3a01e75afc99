// json, json-lines: ruff's keys (`ruff check --output-format json`), so that what reads ruff's output reads this too:
// cell code end_location filename fix location message name noqa_row severity url. Ours besides: context, help, measured,
// related, suppression. Rows and columns are 1-based, columns in code points, ends exclusive; file names absolute.
#include "report/format.h"
#include "report/measurement.h"
#include "report/path.h"
#include "report/tree.h"

typedef struct {
    const Finding *finding;
    const ReportOptions *opt;
} Subject;

static void set_place(Tree *t, json_t *object, const char *key, Place p)
{
    json_t *place = tree_set(t, object, key, json_object());
    tree_set(t, place, "column", json_integer(p.column));
    tree_set(t, place, "row", json_integer(p.line));
}

static void set_location(Tree *t, json_t *object, const ReportOptions *opt, const Location *at)
{
    tree_set_text(t, object, "filename", path_absolute(&t->scratch, opt, at->path));
    set_place(t, object, "location", at->beg);
    set_place(t, object, "end_location", at->end);
}

static void set_related(Tree *t, const Subject *s)
{
    json_t *list = tree_set(t, t->root, "related", json_array());
    for (int i = 0; i < s->finding->related.n; i++) {
        const Location *l = &s->finding->related.at[i];
        json_t *o = tree_append(t, list, json_object());
        set_location(t, o, s->opt, l);
        tree_set_text(t, o, "message", l->label);
    }
}

static void set_suppression(Tree *t, const Finding *f)
{
    json_t *o = tree_set(t, t->root, "suppression", f->suppressed ? json_object() : json_null());
    if (f->suppressed) {
        tree_set_text(t, o, "reason", f->reason);
    }
}

static void fill(Tree *t, const void *context)
{
    const Subject *s = context;
    const Finding *f = s->finding;
    json_t *o = t->root;
    set_location(t, o, s->opt, &f->at);
    tree_set(t, o, "cell", json_null());
    tree_set(t, o, "code", json_string(f->rule->code));
    tree_set(t, o, "name", json_string(f->rule->name));
    tree_set(t, o, "severity", json_string(severity_name(f->severity)));
    tree_set_text(t, o, "message", f->message);
    tree_set_text_or_null(t, o, "help", f->help);
    tree_set_text_or_null(t, o, "context", f->context);
    set_related(t, s);
    set_suppression(t, f);
    measurement_set(t, o, &f->measured);
    tree_set(t, o, "fix", json_null());
    tree_set(t, o, "noqa_row", json_integer(f->at.beg.line));
    tree_set_text_or_null(t, o, "url", report_rule_url(&t->scratch, s->opt, f->rule));
}

void json_write(Out *o, const RunResult *r, const ReportOptions *opt)
{
    bool any = false;
    out_char(o, '[');
    for (int i = 0; i < r->findings.n; i++) {
        if (report_shows(r->findings.at[i], opt)) {
            out_c(o, any ? ",\n  " : "\n  ");
            tree_write(o, opt->scratch, "  ", JSON_INDENT(2) | JSON_SORT_KEYS, fill, &(Subject){r->findings.at[i], opt});
            any = true;
        }
    }
    out_c(o, any ? "\n]\n" : "]\n");
}

void json_lines_write(Out *o, const RunResult *r, const ReportOptions *opt)
{
    for (int i = 0; i < r->findings.n; i++) {
        if (report_shows(r->findings.at[i], opt)) {
            tree_write(o, opt->scratch, "", JSON_COMPACT | JSON_SORT_KEYS, fill, &(Subject){r->findings.at[i], opt});
            out_char(o, '\n');
        }
    }
}
