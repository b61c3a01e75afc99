// --show-files and --show-settings.
#ifndef AQLINT_CLI_SHOW_H
#define AQLINT_CLI_SHOW_H

#include "cli/plan.h"

// The files that would be checked, one a line (or ended by NUL).
void show_files(Out *o, const Plan *p);

// The settings of the first file, each with the file that set it.
void show_settings(Out *o, const Plan *p);

#endif
