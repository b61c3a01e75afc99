// Messages to standard error about what could not be done.
#ifndef AQLINT_CLI_COMPLAINT_H
#define AQLINT_CLI_COMPLAINT_H

#include "cli/stream.h"
#include "config/config.h"
#include "lint/run.h"

// `aqlint: MESSAGE`: about options and the run as a whole. What texts from outside hold is made visible.
void complain(Arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));

// `PATH: MESSAGE`: about a file.
void complain_file(Arena *a, Text path, Text message);

// `PATH:LINE:COLUMN: warning: MESSAGE`.
void complain_warning(Arena *a, const Warning *w);

// A mistake in a configuration file, with its line and a caret.
void complain_config(Arena *a, const ConfigProblem *p, ColorChoice color);

#endif
