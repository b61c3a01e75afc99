#include "report/style.h"

Style style_of_severity(Severity s)
{
    static const Style styles[] = {STYLE_OFF, STYLE_NOTE, STYLE_WARNING, STYLE_ERROR};
    return styles[s];
}

void style_set(Out *o, bool color, Style s)
{
    static const char *const codes[] = {
        [STYLE_PLAIN] = "0",        [STYLE_ERROR] = "1;91", [STYLE_WARNING] = "1;33", [STYLE_NOTE] = "1;92",
        [STYLE_OFF] = "2",          [STYLE_CODE] = "1;31",  [STYLE_PATH] = "1",       [STYLE_GUTTER] = "1;94",
        [STYLE_SECONDARY] = "1;94", [STYLE_HELP] = "1;96",  [STYLE_DIM] = "2",        [STYLE_HEADING] = "1",
    };
    if (color) {
        out_format(o, "\033[%sm", codes[s]);
    }
}

void style_put(Out *o, bool color, Style s, Text t)
{
    style_set(o, color, s);
    out_put(o, t);
    style_set(o, color, STYLE_PLAIN);
}

void style_put_code(Out *o, const ReportOptions *opt, const Rule *rule)
{
    Arena scratch = opt->scratch;
    Text url = opt->hyperlinks ? report_rule_url(&scratch, opt, rule) : T("");
    if (url.n) {
        out_format(o, "\033]8;;%.*s\033\\", PRI(url));
    }
    style_put(o, opt->color, STYLE_CODE, text_from(rule->code));
    if (url.n) {
        out_c(o, "\033]8;;\033\\");
    }
}
