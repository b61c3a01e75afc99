// The run: files in, findings out. Files are independent jobs on worker threads; the result does not depend on their
// number.
#ifndef AQLINT_LINT_RUN_H
#define AQLINT_LINT_RUN_H

#include "lint/settings.h"

typedef struct {
    Text path;                      // to open, and as shown
    bool is_text;                   // `text` is the content (standard input); `path` is only shown
    Text text;
    const Settings *settings;
} RunFile;

typedef struct {
    Text path;
    Text message;                   // "cannot read: Permission denied"
} Complaint;                        // to stderr, exit 2

typedef struct {
    Text path;
    Place at;
    Text message;                   // "`aqlint: ignroe` is no suppression; did you mean `ignore`?"
} Warning;                          // to stderr, no matter for the exit code

typedef LIST(Warning) Warnings;

// Measures what the findings of a file cost. What the findings keep is taken from `keep`.
typedef void MeasureFindings(Module *m, const Settings *settings, Findings *findings, Arena *keep, Arena scratch);

typedef struct {
    int workers;                    // at least 1
    bool parse_full;                // leave nothing out of the parse
    size_t max_file_size;           // bytes
    bool excerpts;                  // locations carry source lines
    const Text *roots;              // absolute directories that imports are looked up in besides the importing package's
    int root_count;
    MeasureFindings *measure;       // NULL: nothing is measured
    Severity least;                 // findings below are not shown: measured only where that may change their severity
    long fail_allocation;           // tests: this allocation of each file fails (1 is the first); 0: none
} RunOptions;

typedef struct {
    Findings findings;              // in order (finding_compare); suppressed ones are there, marked
    LIST(Complaint) complaints;     // in path order
    Warnings warnings;              // in order of path and place
    int files;                      // looked at
    int parsed;                     // of these, parsed
    void *memory;                   // of the findings, until run_free
} RunResult;

// Checks all files. Never fails as a whole: what goes wrong with a file is a complaint. `files` may be in any order
// and is not changed; lists of the result live in `a`, what they point to until run_free.
RunResult run_files(Arena *a, const RunFile *files, int n, const RunOptions *options);
void run_free(RunResult *result);

#endif
