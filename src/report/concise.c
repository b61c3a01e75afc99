// concise: `path:line:col: CODE severity: message`, a finding a line, for people with many of them.
#include "report/display.h"
#include "report/format.h"
#include "report/style.h"

static void put_finding(Out *o, const Finding *f, const ReportOptions *opt)
{
    Arena a = opt->scratch;
    style_put(o, opt->color, STYLE_PATH, display_line(&a, f->at.path));
    out_format(o, ":%d:%d: ", f->at.beg.line, f->at.beg.column);
    style_put_code(o, opt, f->rule);
    out_char(o, ' ');
    style_put(o, opt->color, style_of_severity(f->severity), text_from(severity_name(f->severity)));
    out_c(o, ": ");
    out_put(o, display_line(&a, f->message));
    out_c(o, f->suppressed ? " (suppressed)\n" : "\n");
}

void concise_write(Out *o, const RunResult *r, const ReportOptions *opt)
{
    for (int i = 0; i < r->findings.n; i++) {
        if (report_shows(r->findings.at[i], opt)) {
            put_finding(o, r->findings.at[i], opt);
        }
    }
}
