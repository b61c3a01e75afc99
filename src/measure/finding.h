// The cost of a finding, measured: the code around it is lowered (lower.h) and run as it is and with the rule's remedy.
//
//   a task for each item, with or without a semaphore      N of the job, as tasks; with a job queue and four workers
//   too many workers                                       the function that starts them; with four
//   a queue without a bound                                who puts and who takes; with `maxsize=1`
//   a call that blocks                                     the call; in a thread
//   sleep(0)                                               the function that it stands in; without it
//
// Where nothing had to be assumed the figure decides about the severity of the finding, by the rule of lint/grade.h, unless
// the user chose one. Work is bounded for each finding.
#ifndef AQLINT_MEASURE_FINDING_H
#define AQLINT_MEASURE_FINDING_H

#include "lint/run.h"

MeasureFindings measure_findings;

#endif
