// `aqlint sim FILE.py[:FUNCTION]`: Python source, lowered to a program for the simulator.
#ifndef AQLINT_CLI_SIMSOURCE_H
#define AQLINT_CLI_SIMSOURCE_H

#include "cli/simreport.h"
#include "measure/lower.h"

// The path names Python source: it ends with .py, perhaps with a function behind a colon.
bool source_is_python(Text path);

// Reads and lowers it. NULL after a message. `python`: as --python, may be empty. The module lives as long as `a`.
Scenario *source_scenario(Arena *a, Text path, Text python, const AssumeTable *assume, Assumptions *assumed);

#endif
