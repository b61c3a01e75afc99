// The run of one file, as seen by what adds findings to it.
#ifndef AQLINT_LINT_FILERUN_H
#define AQLINT_LINT_FILERUN_H

#include "lint/run.h"

typedef struct FileRun {
    Arena *arena;                   // lives as long as the findings
    const Source *source;           // the file that is checked
    Findings *findings;             // in the order in which checks report them
    const RunOptions *options;
} FileRun;

#endif
