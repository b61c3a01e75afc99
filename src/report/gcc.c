// gcc: `path:line:col: severity: message [CODE]`, what editors and CI servers know from compilers; the secondary places
// and the help follow as notes.
#include "report/display.h"
#include "report/format.h"

static void put_line(Out *o, const ReportOptions *opt, const Location *at, const char *kind, Text message)
{
    Arena a = opt->scratch;
    out_put(o, display_line(&a, at->path));
    out_format(o, ":%d:%d: %s: ", at->beg.line, at->beg.column, kind);
    out_put(o, display_line(&a, message));
}

static void put_finding(Out *o, const Finding *f, const ReportOptions *opt)
{
    put_line(o, opt, &f->at, severity_name(f->severity), f->message);
    out_format(o, " [%s]\n", f->rule->code);
    for (int i = 0; i < f->related.n; i++) {
        put_line(o, opt, &f->related.at[i], "note", f->related.at[i].label);
        out_char(o, '\n');
    }
    if (f->help.n) {
        put_line(o, opt, &f->at, "note", f->help);
        out_char(o, '\n');
    }
}

void gcc_write(Out *o, const RunResult *r, const ReportOptions *opt)
{
    for (int i = 0; i < r->findings.n; i++) {
        if (report_shows(r->findings.at[i], opt)) {
            put_finding(o, r->findings.at[i], opt);
        }
    }
}
