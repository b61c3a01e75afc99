// What a check found: one defect of the user's program, with its place, words and figures.
#ifndef AQLINT_LINT_FINDING_H
#define AQLINT_LINT_FINDING_H

#include "base/list.h"
#include "python/source.h"

typedef struct Rule Rule;

// Order matters: higher is worse.
typedef enum { SEVERITY_OFF, SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR } Severity;

// A line of the user's source, kept for display. Of a very long line only the part around the place is kept.
typedef struct {
    int number;                 // 1-based
    uint32_t offset;            // of the first byte of `text` in the file
    Text text;                  // without the line end
    bool more_before, more_after;   // the line goes on there
} ExcerptLine;

// A place in a file, already turned into lines and columns, so that it outlives the file's text.
typedef struct {
    Text path;                  // as the user sees it
    Span span;
    Place beg, end;             // end is exclusive
    Text label;                 // words under the caret; may be empty
    ExcerptLine *lines;         // the lines that the span touches (of many the first and last three) and up to two
    int line_count;             // before and after them, without blank ones at the edges, in order; none when not asked
                                // for
} Location;

// What was assumed to measure a finding, and where.
typedef struct {
    int line;
    Text text;
} AssumedLine;

// What the simulator measured of the code around a finding (measure/finding.h).
typedef struct {
    Text words;                 // "200 tasks: everything else on this loop waits up to 2.00 s; with ... 0.01 s"; or empty
    Text why_not;               // why nothing was measured; empty where nothing was to be
    double now, remedied;       // seconds that everything else may have to wait, as it is and with the remedy; of a poll:
                                // that it goes on late
    double bad_case;            // seconds: `now` where a call takes what it does in a bad case; NaN: it takes what it takes
    double growth;              // its exponent in the number of tasks; NaN: it does not depend on one, or nobody knows
    double depth_now, depth_remedied;   // items that wait in the queue at most; NaN: no queue is looked at
    double wait_now, wait_remedied;     // seconds that one of them waits there at most; NaN: likewise
    double tasks_now, tasks_remedied;   // alive at most; NaN: not looked at
    double memory_now, memory_remedied; // bytes that these hold (lint/grade.h); NaN: likewise
    LIST(AssumedLine) assumed;
} Measurement;

typedef struct {
    const Rule *rule;
    Severity severity;
    Location at;
    Text message;               // one sentence or two: what happens at run time
    Text help;                  // what to write instead; may be empty
    Text blocks;                // qualified name of what blocks, where that is called elsewhere; or empty
    Text context;               // qualified name of the enclosing function or class; may be empty
    LIST(Location) related;     // secondary places, in the order of the story
    bool is_rare;               // a note by where it stands: no figure makes more of it
    bool suppressed;            // by a comment
    Text reason;                // the suppression's reason, may be empty
    Measurement measured;
} Finding;

typedef LIST(Finding *) Findings;

// Order of reports: path bytes, line, column, code, message.
int finding_compare(const Finding *a, const Finding *b);

const char *severity_name(Severity s);          // "error", "warning", "note", "off"

// The place of a span in a source; `excerpt`: with its lines. Everything it refers to is copied into `a`.
Location location_make(Arena *a, const Source *s, Span span, bool excerpt, Text label);

#endif
