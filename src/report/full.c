// full: for people. The message, the place (in a form that terminals make clickable), the source with carets, the way
// out:
//
//     AQ101 warning: asyncio.Queue() has no bound ...
//      --> app/main.py:4:13
//       |
//     4 |     queue = asyncio.Queue()
//       |             ^^^^^^^^^^^^^^^
//       |
//      ::: app/producer.py:9:5
//       | ...
//     help: asyncio.Queue(maxsize=1)
#include "report/display.h"
#include "report/format.h"
#include "report/measurement.h"
#include "report/snippet.h"
#include "report/style.h"

enum { WIDTH_UNKNOWN = 140, WIDTH_LEAST = 30 };

static int prefix_width(const Finding *f)
{
    return (int)(text_from(f->rule->code).n + 1 + text_from(severity_name(f->severity)).n + 2);
}

static void put_title(Out *o, const Finding *f, const ReportOptions *opt)
{
    Arena a = opt->scratch;
    style_put_code(o, opt, f->rule);
    out_char(o, ' ');
    style_put(o, opt->color, style_of_severity(f->severity), text_from(severity_name(f->severity)));
    out_c(o, ": ");
    Text message = f->message;
    if (f->suppressed) {
        Text reason = f->reason.n ? text_join(&a, T(": "), f->reason) : T("");
        message = text_format(&a, "%.*s (suppressed%.*s)", PRI(message), PRI(reason));
    }
    display_wrap(o, a, message, prefix_width(f), 2, opt->width);
    out_char(o, '\n');
}

// `arrow` is --> for the finding's own file, ::: for others. Without an excerpt nothing follows, so the label does.
static void put_file(Out *o, const Finding *f, const Location *l, const char *arrow, const SnippetStyle *style,
    const ReportOptions *opt)
{
    Arena a = opt->scratch;
    style_set(o, opt->color, STYLE_GUTTER);
    out_format(o, "%*s%s", style->digits, "", arrow);
    style_set(o, opt->color, STYLE_PLAIN);
    out_char(o, ' ');
    out_put(o, display_line(&a, l->path));
    out_format(o, ":%d:%d", l->beg.line, l->beg.column);
    if (l->line_count == 0 && l->label.n) {
        out_c(o, ": ");
        out_put(o, display_line(&a, l->label));
    }
    out_char(o, '\n');
    if (l->line_count) {
        snippet_draw(o, a, style, f, l->path);
    }
}

// Whether the file of related place `i` was drawn already: it is the finding's own or an earlier one's.
static bool is_drawn(const Finding *f, int i)
{
    const Location *l = &f->related.at[i];
    bool drawn = f->at.line_count && text_eq(f->at.path, l->path);
    for (int k = 0; k < i && !drawn; k++) {
        drawn = f->related.at[k].line_count && text_eq(f->related.at[k].path, l->path);
    }
    return drawn && l->line_count;
}

static void put_help(Out *o, const Finding *f, const ReportOptions *opt)
{
    if (f->help.n) {
        style_put(o, opt->color, STYLE_HELP, T("help"));
        out_c(o, ": ");
        display_wrap(o, opt->scratch, f->help, 6, 6, opt->width);
        out_char(o, '\n');
    }
}

// What it costs here and what had to be assumed to say so, or why nobody knows.
static void put_measured(Out *o, const Finding *f, const ReportOptions *opt)
{
    Arena a = opt->scratch;
    Text words = measurement_line(&a, &f->measured);
    if (words.n) {
        style_put(o, opt->color, STYLE_HELP, T("cost"));
        out_c(o, ": ");
        display_wrap(o, a, words, 6, 6, opt->width);
        out_char(o, '\n');
    }
}

static void put_finding(Out *o, const Finding *f, const ReportOptions *opt)
{
    int width = opt->width ? opt->width : WIDTH_UNKNOWN;
    SnippetStyle style = {opt->color, width < WIDTH_LEAST ? WIDTH_LEAST : width, snippet_digits(f), f->severity};
    put_title(o, f, opt);
    put_file(o, f, &f->at, "-->", &style, opt);
    for (int i = 0; i < f->related.n; i++) {
        if (!is_drawn(f, i)) {
            put_file(o, f, &f->related.at[i], ":::", &style, opt);
        }
    }
    put_help(o, f, opt);
    put_measured(o, f, opt);
    out_char(o, '\n');
}

void full_write(Out *o, const RunResult *r, const ReportOptions *opt)
{
    for (int i = 0; i < r->findings.n; i++) {
        if (report_shows(r->findings.at[i], opt)) {
            put_finding(o, r->findings.at[i], opt);
        }
    }
}
