// Options: one table per subcommand, from which come parsing (getopt_long), --help and the manual page.
//
// A table row says where in a struct of the subcommand the value goes. Options may stand among the operands, `--` ends
// them. Long names are never abbreviated: getopt_long would take any prefix that is unambiguous today.
#ifndef AQLINT_CLI_OPTION_H
#define AQLINT_CLI_OPTION_H

#include "base/out.h"

#include <stddef.h>

typedef enum {
    TAKE_FLAG,          // bool, set
    TAKE_TEXT,          // Text, the last one wins
    TAKE_WORDS,         // Texts: commas separate, repeating adds
    TAKE_CHOICE,        // int: index into `choices`
    TAKE_NUMBER,        // int from `least` to `most`
} OptionTake;

typedef struct {
    char letter;                    // 0: none
    const char *name;               // NULL ends the table
    const char *argument;           // as the help calls it; NULL: takes none
    OptionTake take;
    size_t offset;                  // in the struct
    const char *help;               // a phrase or two, `code` in backquotes
    const char *more;               // for the manual page only; NULL: nothing
    const char *const *choices;     // TAKE_CHOICE: NULL-terminated
    int least, most;                // TAKE_NUMBER
    const char *heading;            // starts a group of options; NULL: goes on with the last
} Option;

typedef struct {
    const char *command, *words;
} Example;

typedef struct {
    const char *name;               // "check"
    const char *usage;              // "aqlint [check] [OPTION]... [PATH]..."
    const char *about;              // paragraphs, separated by blank lines
    const Option *options;
    const Example *examples;        // ends with a NULL command; may be NULL
} CommandText;

// Reads argv[1..argc) into `values` (a struct as the table says) and `operands`; `@FILE` before a `--` stands for the
// lines of that file. false after a message to standard error: exit code 2.
bool options_read(Arena *a, const CommandText *text, int argc, char **argv, void *values, Texts *operands);

// Help for a terminal `width` columns wide (0: unknown).
void help_write(Out *o, const CommandText *text, int width, bool color);

// The options as a list in mdoc(7), for the manual page.
void help_write_mdoc(Out *o, const CommandText *text);

// Prints help on standard output, as its terminal can show it; returns the exit code.
int help_print(Arena *a, const CommandText *text);

#endif
