// Colours of the formats for people: ANSI "select graphic rendition", the palette of ruff and rustc.
#ifndef AQLINT_REPORT_STYLE_H
#define AQLINT_REPORT_STYLE_H

#include "report/report.h"

typedef enum {
    STYLE_PLAIN, STYLE_ERROR, STYLE_WARNING, STYLE_NOTE, STYLE_OFF, STYLE_CODE, STYLE_PATH, STYLE_GUTTER, STYLE_SECONDARY,
    STYLE_HELP, STYLE_DIM, STYLE_HEADING
} Style;

Style style_of_severity(Severity s);

// Starts a style; STYLE_PLAIN ends it. Nothing without colour.
void style_set(Out *o, bool color, Style s);

// `t` in a style; `t` is written as it is.
void style_put(Out *o, bool color, Style s, Text t);

// The rule's code, in colour and as a link (OSC 8) where the options say so.
void style_put_code(Out *o, const ReportOptions *opt, const Rule *rule);

#endif
