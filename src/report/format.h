// The formats, each in the file of its name. To add one: declare it here, put it into the table in report.c.
#ifndef AQLINT_REPORT_FORMAT_H
#define AQLINT_REPORT_FORMAT_H

#include "report/report.h"

void full_write(Out *o, const RunResult *r, const ReportOptions *opt);
void concise_write(Out *o, const RunResult *r, const ReportOptions *opt);
void json_write(Out *o, const RunResult *r, const ReportOptions *opt);
void json_lines_write(Out *o, const RunResult *r, const ReportOptions *opt);
void github_write(Out *o, const RunResult *r, const ReportOptions *opt);
void gcc_write(Out *o, const RunResult *r, const ReportOptions *opt);
void sarif_write(Out *o, const RunResult *r, const ReportOptions *opt);

#endif
