// The rules about suppression comments: AQ901 unused-suppression, AQ902 unknown-code, AQ903 suppression-without-reason.
#ifndef AQLINT_LINT_AUDIT_H
#define AQLINT_LINT_AUDIT_H

#include "lint/directive.h"
#include "lint/filerun.h"

// Reports to `run`, once all findings of the file are there and judged. Unknown words are a warning where AQ902 is off: what they
// were to silence is reported without them.
void audit_suppressions(const Directives *directives, Module *m, const Settings *settings, FileRun *run, Warnings *warnings);

#endif
