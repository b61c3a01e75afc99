// What the simulator measured of a rule's scene (RuleScene), in words and as a table.
#ifndef AQLINT_REPORT_MEASURED_H
#define AQLINT_REPORT_MEASURED_H

#include "lint/rule.h"

// Seconds with a unit and three digits: "2.00 s", "10.0 ms", "4.04 us"; "-" for NaN.
Text measured_seconds(Arena *a, double seconds);

// Bytes with a unit and three digits: "1.20 KiB"; "-" for NaN.
Text measured_bytes(Arena *a, double bytes);

// What an exponent of growth means: "grows in proportion to N (exponent 1.00)".
Text measured_growth(Arena *a, double exponent, Text parameter);

// One sentence: what the pattern costs, what the remedy saves, and how that grows.
Text measured_summary(Arena *a, const RuleScene *s);

// What the calls of a rule with `blocking` take: true with the words of those that take the same until there are no more.
// "`requests.get` and 17 more: 150 ms, in a bad case 1.00 s (a round trip ...)"; the severity where it is not the rule's.
typedef struct {
    int at;                     // 0: begin
    Text words;
    const BlockingEntry *entry; // the first of them; the others of its rule have the same `cost`
    int calls;
} MeasuredCost;

bool measured_cost(Arena *a, const Rule *r, MeasuredCost *cost);

enum { MEASURED_COLUMNS = 1 + FIGURE_COUNT };

// The head of the table, and row `i` of side 0 (the pattern) or 1 (the remedy); a column without any value has an empty head.
void measured_head(Arena *a, const RuleScene *s, Text cells[MEASURED_COLUMNS]);
void measured_row(Arena *a, const RuleScene *s, int side, int i, Text cells[MEASURED_COLUMNS]);

#endif
