// json, json-lines: ruff's keys (`ruff check --output-format json`), so that what reads ruff's output reads this too:
// cell code end_location filename fix location message name noqa_row severity url. Ours besides: context, help, measured,
// related, suppression. Rows and columns are 1-based, columns in code points, ends exclusive; file names absolute.
#include "report/format.h"
#include "report/path.h"
#include "report/tree.h"

#include <math.h>

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

static void set_number(Tree *t, json_t *o, const char *key, double x)
{
    tree_set(t, o, key, isfinite(x) ? json_real(x) : json_null());
}

// null: nothing was to be measured. Without `words` there is a reason why nothing could be.
static void set_measured(Tree *t, const Measurement *m)
{
    json_t *o = tree_set(t, t->root, "measured", m->words.n || m->why_not.n ? json_object() : json_null());
    if (m->words.n == 0 && m->why_not.n == 0) {
        return;
    }
    tree_set_text_or_null(t, o, "words", m->words);
    tree_set_text_or_null(t, o, "why_not", m->why_not);
    json_t *list = tree_set(t, o, "assumed", json_array());
    for (int i = 0; i < m->assumed.n; i++) {
        json_t *a = tree_append(t, list, json_object());
        tree_set(t, a, "row", json_integer(m->assumed.at[i].line));
        tree_set_text(t, a, "assumed", m->assumed.at[i].text);
    }
    if (m->words.n) {
        set_number(t, o, "delay", m->now);
        set_number(t, o, "delay_remedied", m->remedied);
        set_number(t, o, "growth", m->growth);
        set_number(t, o, "queue_depth", m->depth_now);
        set_number(t, o, "queue_depth_remedied", m->depth_remedied);
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
    set_measured(t, &f->measured);
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
