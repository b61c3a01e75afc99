// Suppression comments as written: what lint/suppress.h describes, comment by comment.
#ifndef AQLINT_LINT_DIRECTIVE_H
#define AQLINT_LINT_DIRECTIVE_H

#include "lint/run.h"
#include "lint/selector.h"

typedef enum {
    DIRECTIVE_IGNORE, DIRECTIVE_FUNCTION, DIRECTIVE_FILE, DIRECTIVE_DISABLE, DIRECTIVE_ENABLE,  // aqlint: ...
    DIRECTIVE_NOQA,                                                                             // noqa
    DIRECTIVE_FILE_NOQA,                                                                        // ruff: noqa
} DirectiveKind;

// A word of a directive's list.
typedef struct {
    Text text;
    RuleSet rules;          // empty: no rule goes by it
    bool is_foreign;        // in a noqa: another linter's code, which may be there for that linter
    bool used;              // it silences a finding
} DirectiveWord;

typedef struct {
    DirectiveKind kind;
    bool own_line;          // nothing but blanks before the comment
    int line;
    uint32_t at;            // offset of its `#`
    bool all;               // every rule (a bare noqa)
    LIST(DirectiveWord) words;
    Text list;              // between the brackets, as written
    Text behind;            // of its comment, what follows it
    bool placed;            // it stands where it has an effect
    Text reason;
} Directive;

typedef LIST(Directive) Directives;

// Reads all comments of a file into `a`. Words that name no rule are among the words. Warnings and their words live in `keep`.
Directives directives_read(Arena *a, Arena *keep, const Source *s, const Ast *ast, Warnings *warnings);

// Adds a warning about a place of the file.
void directive_warn(Arena *a, const Source *s, Warnings *warnings, uint32_t at, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

#endif
