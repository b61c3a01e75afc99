// What a check found: one defect of the user's program, with its place, words and figures.
#ifndef AQLINT_LINT_FINDING_H
#define AQLINT_LINT_FINDING_H

#include "base/list.h"
#include "python/source.h"

typedef struct Rule Rule;

// Order matters: higher is worse.
typedef enum { SEVERITY_OFF, SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR } Severity;

// A place in a file, already turned into lines and columns, so that it outlives the file's text.
typedef struct {
    Text path;                  // as the user sees it
    Span span;
    Place beg, end;             // end is exclusive
    Text label;                 // words under the caret; may be empty
    Text excerpt;               // the whole source lines that the span touches (at most 6) and up to two before and
                                // after it, as they stand in the file, joined by LF; empty when not asked for
    int excerpt_line;           // line number of the excerpt's first line
} Location;

typedef struct {
    const Rule *rule;
    Severity severity;
    Location at;
    Text message;               // one sentence or two: what happens at run time
    Text help;                  // what to write instead; may be empty
    Text context;               // qualified name of the enclosing function or class; may be empty
    LIST(Location) related;     // secondary places, in the order of the story
    bool suppressed;            // by a comment
    Text reason;                // the suppression's reason, may be empty
} Finding;

typedef LIST(Finding *) Findings;

// Order of reports: path bytes, line, column, code, message.
int finding_compare(const Finding *a, const Finding *b);

const char *severity_name(Severity s);          // "error", "warning", "note", "off"

#endif
