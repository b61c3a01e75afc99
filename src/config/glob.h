// Globs as in .gitignore: `*` and `?` within one part of a path, `**` over parts, [classes], `\` quotes.
//
// Source of the behaviour: gitignore(5) and git's wildmatch.c (WM_PATHNAME), byte by byte. A glob becomes a PCRE2
// pattern, compiled once; PCRE2's own converter is not used because it differs in corners (`a**/b`, `x/**`, `[z-a]`,
// trailing `\`, unknown [:classes:]). Globs that are a plain text or `*TEXT` are compared without PCRE2.
#ifndef AQLINT_CONFIG_GLOB_H
#define AQLINT_CONFIG_GLOB_H

#include "base/text.h"

typedef enum { GLOB_NEVER, GLOB_LITERAL, GLOB_SUFFIX, GLOB_REGEX } GlobKind;

typedef struct {
    GlobKind kind;
    Text literal;       // LITERAL: the whole subject; SUFFIX: its end
    void *regex;        // REGEX: the compiled pattern, in the arena
} Glob;

// Compiles a glob. What is malformed matches nothing, as git has it, and is named in *error (else NULL): "unclosed `[`".
Glob glob_compile(Arena *a, Text pattern, const char **error);

// Whether the whole subject (a relative path, or one name) matches. Patterns that would backtrack for ever do not match.
bool glob_match(const Glob *g, Text subject, Arena scratch);

#endif
