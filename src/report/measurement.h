// The figures of a finding for programs, the same in all formats that have objects.
#ifndef AQLINT_REPORT_MEASUREMENT_H
#define AQLINT_REPORT_MEASUREMENT_H

#include "lint/finding.h"
#include "report/tree.h"

// Sets `measured` of the object: null where nothing was to be measured; without `words` there is a reason, `why_not`.
// Times are in seconds, memory in bytes.
void measurement_set(Tree *t, json_t *object, const Measurement *m);

// One line for people: the cost, or why there is none; empty where nothing was to be measured.
Text measurement_line(Arena *a, const Measurement *m);

#endif
