// Paths as the formats need them.
#ifndef AQLINT_REPORT_PATH_H
#define AQLINT_REPORT_PATH_H

#include "report/report.h"

// Absolute, without . and ..; by text, no link is followed. `-` (standard input) stays.
Text path_absolute(Arena *a, const ReportOptions *opt, Text path);

// Relative to the workspace, else to the working directory, where the path lies below one; otherwise absolute.
Text path_relative(Arena *a, const ReportOptions *opt, Text path);

#endif
