#include "report/report.h"

#include "report/format.h"

const ReportFormat report_formats[] = {
    {"full", full_write, true},
    {"concise", concise_write, true},
    {"json", json_write, false},
    {"json-lines", json_lines_write, false},
    {"github", github_write, false},
    {"gcc", gcc_write, false},
    {"sarif", sarif_write, false},
    {0},
};

const ReportFormat *report_find(Text name)
{
    for (const ReportFormat *f = report_formats; f->name; f++) {
        if (text_eq(name, text_from(f->name))) {
            return f;
        }
    }
    return NULL;
}

bool report_shows(const Finding *f, const ReportOptions *opt)
{
    return f->severity >= opt->least && (opt->show_suppressed || !f->suppressed);
}

Text report_rule_url(Arena *a, const ReportOptions *opt, const Rule *rule)
{
    return opt->homepage.n ? text_format(a, "%.*s/%s", PRI(opt->homepage), rule->name) : T("");
}
