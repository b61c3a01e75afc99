// Report formats: what a run found, written for people or for machines. One file a format, one table of them.
//
// A format only reads. It gets the findings in the order of the run, leaves out what `report_shows` leaves out, and
// writes to `o`; it never looks at the terminal, the environment or the disk (the command line does, and says the result
// in ReportOptions). Whatever stands in messages, labels, excerpts and paths is untrusted text: control characters,
// bidirectional controls and bytes that are not UTF-8 never reach the output as they are.
#ifndef AQLINT_REPORT_REPORT_H
#define AQLINT_REPORT_REPORT_H

#include "base/out.h"
#include "lint/run.h"

typedef struct {
    Arena scratch;                  // working memory; not the arena in which an Out to memory grows
    bool color;                     // ANSI colours (formats for people)
    bool ascii;                     // pages for people: nothing beyond ASCII in pictures
    bool hyperlinks;                // OSC 8 links on rule codes (formats for people)
    int width;                      // columns to fill; 0: unknown, 140 is taken
    Text directory;                 // absolute working directory, to make paths absolute or relative
    Text workspace;                 // absolute root of the repository (GITHUB_WORKSPACE), or empty
    Severity least;                 // findings below are left out; SEVERITY_OFF or NOTE: none is
    bool show_suppressed;           // suppressed findings are written too, marked as such
    Text homepage;                  // what the pages of the rules stand below, or empty: no links
} ReportOptions;

typedef struct {
    const char *name;               // as --output-format has it
    void (*write)(Out *o, const RunResult *r, const ReportOptions *opt);
    bool for_people;                // a summary line may follow, colours make sense
} ReportFormat;

extern const ReportFormat report_formats[];     // ends with a NULL name; the first is the default

// The format of that name, or NULL.
const ReportFormat *report_find(Text name);

// Whether a format writes this finding: what the summary counts as shown.
bool report_shows(const Finding *f, const ReportOptions *opt);

// The address of the rule's page, or empty when `homepage` is.
Text report_rule_url(Arena *a, const ReportOptions *opt, const Rule *rule);

#endif
