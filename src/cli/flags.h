// The options of `check`.
#ifndef AQLINT_CLI_FLAGS_H
#define AQLINT_CLI_FLAGS_H

#include "cli/option.h"

typedef struct {
    Texts paths;                        // operands
    Texts select, ignore, extend_select;
    int level, fail_on;                 // Severity; 0: not given
    Text target_version;
    Texts exclude, extend_exclude;
    bool force_exclude, no_respect_gitignore;
    Text files_from, stdin_filename;
    bool null;
    Text config;
    bool isolated;
    int format;                         // index into report_formats; -1: not given
    Text output_file;
    int color;                          // ColorChoice
    bool statistics, show_suppressed, quiet, verbose, exit_zero;
    int jobs;                           // 0: not given
    bool no_measure;
    int parse;                          // 0 needed, 1 full
    bool show_files, show_settings;
    bool help, version;
    bool is_named;                      // `check` was written out
} Flags;

// The text of `check` for help and the manual page. `formats` are the words of --output-format, NULL-terminated.
CommandText flags_text(Arena *a, const char *const *formats);

// Reads the command line. false after a message.
bool flags_read(Arena *a, const CommandText *text, int argc, char **argv, Flags *flags);

#endif
