// Suppression: comments that silence findings.
//
//     x()  # aqlint: ignore[AQ101, sleep-zero] -- reason       this line
//     # aqlint: ignore[AQ101] -- reason                        alone on its line: the next logical line, or the header
//                                                              of the compound statement that starts there
//     # aqlint: ignore-function[AQ101]                         above a def or on its line: the whole function
//     # aqlint: disable[AQ101] ... # aqlint: enable[AQ101]     alone on their lines: what lies between, at most to the
//                                                              end of the block
//     # aqlint: file-ignore[AQ101]                             alone on its line: the file (also `ignore-file`)
//     # noqa   # noqa: AQ101, RUF006                           this line, as ruff and flake8 read it
//     # flake8: noqa   # ruff: noqa: AQ101                     alone on its line: the file
//
// Words in the lists are what lint/selector.h understands: codes, prefixes, names, codes of other linters.
//
// "This line" is ruff's notion (crates/ruff_linter/src/noqa.rs, `NoqaMapping`): the physical line on which the finding
// starts, where a string over several lines counts as one line with the place after its closing quotes, and so do lines
// joined by a backslash.
#ifndef AQLINT_LINT_SUPPRESS_H
#define AQLINT_LINT_SUPPRESS_H

#include "lint/directive.h"

typedef struct Suppression Suppression;

// Reads the comments of a file; adds what is wrong with them (misspelt actions, missing brackets, places without effect) to
// `warnings`, whose words live in `a`. What it gives lives in `scratch`.
Suppression *suppress_begin(Arena *a, Arena *scratch, const Source *s, const Ast *ast, Warnings *warnings);

// Marks those of the findings from the one at `from` on that a comment silences, and gives them the comment's reason. They may be
// in any order; findings of other files are left alone.
void suppress_judge(const Suppression *p, const Findings *findings, int from);

// The comments, their words marked that have silenced something.
const Directives *suppress_directives(const Suppression *p);

#endif
