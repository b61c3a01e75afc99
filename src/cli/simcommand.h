// The text of `aqlint sim`, for the manual.
#ifndef AQLINT_CLI_SIMCOMMAND_H
#define AQLINT_CLI_SIMCOMMAND_H

#include "cli/option.h"

const CommandText *sim_text(void);

#endif
