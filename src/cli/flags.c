#include "cli/flags.h"

#include "lint/finding.h"

#include <string.h>

static const char *const SEVERITIES[] = {"note", "warning", "error", NULL};     // Severity - 1
static const char *const COLORS[] = {"auto", "always", "never", NULL};          // ColorChoice
static const char *const PARSES[] = {"needed", "full", NULL};

#define AT(field) offsetof(Flags, field)

static const Option OPTIONS[] = {
    {0, "select", "RULES", TAKE_WORDS, AT(select), .heading = "Rules",
     .help = "check these rules only: codes (`AQ101`), their beginnings (`AQ1`), names (`sleep-zero`), codes that other "
             "linters have for the same check (`RUF006`) or `ALL`",
     .more = "Several are separated by commas, or the option is repeated. It replaces what `select` and `extend-select` "
             "of a configuration file switch on. What a configuration file ignores stays ignored, unless it is "
             "selected here as narrowly."},
    {0, "extend-select", "RULES", TAKE_WORDS, AT(extend_select), .help = "check these rules besides"},
    {0, "ignore", "RULES", TAKE_WORDS, AT(ignore), .help = "do not check these rules"},
    {0, "target-version", "VERSION", TAKE_TEXT, AT(target_version),
     .help = "the oldest Python that the code must run on, as `py311` or `3.11`"},

    {0, "exclude", "PATTERNS", TAKE_WORDS, AT(exclude), .heading = "Files",
     .help = "leave out these files and directories, instead of the usual ones",
     .more = "Patterns are as in .gitignore: without a slash they match a name anywhere, with one they are relative to "
             "the working directory; `!` takes in again."},
    {0, "extend-exclude", "PATTERNS", TAKE_WORDS, AT(extend_exclude), .help = "leave out these besides"},
    {0, "force-exclude", NULL, TAKE_FLAG, AT(force_exclude),
     .help = "leave out what is excluded even when it is named (for pre-commit)"},
    {0, "no-respect-gitignore", NULL, TAKE_FLAG, AT(no_respect_gitignore),
     .help = "check what git ignores, and what `.ignore` files name"},
    {0, "files-from", "FILE", TAKE_TEXT, AT(files_from),
     .help = "check the files that FILE (`-`: standard input) names, one a line"},
    {'z', "null", NULL, TAKE_FLAG, AT(null),
     .help = "names in `--files-from` and `--show-files` end with NUL, not with a newline"},
    {0, "stdin-filename", "PATH", TAKE_TEXT, AT(stdin_filename),
     .help = "check standard input as if it were the file PATH"},
    {0, "config", "FILE", TAKE_TEXT, AT(config), .help = "use this configuration file for all, and no others",
     .more = "Patterns in it are relative to the working directory."},
    {0, "isolated", NULL, TAKE_FLAG, AT(isolated), .help = "use no configuration file"},

    {0, "output-format", "FORMAT", TAKE_CHOICE, AT(format), .heading = "Output", .help = "how to write findings"},
    {'o', "output-file", "FILE", TAKE_TEXT, AT(output_file), .help = "write them to FILE, not to standard output"},
    {0, "level", "SEVERITY", TAKE_CHOICE, AT(level), .choices = SEVERITIES,
     .help = "show findings from this severity on, by default from `warning`"},
    {0, "show-suppressed", NULL, TAKE_FLAG, AT(show_suppressed), .help = "show findings that comments silence, too"},
    {0, "statistics", NULL, TAKE_FLAG, AT(statistics), .help = "count findings by rule instead of showing them"},
    {0, "color", "WHEN", TAKE_CHOICE, AT(color), .choices = COLORS, .help = "use colours",
     .more = "`auto` asks, in this order: `FORCE_COLOR` (`0` and `false` mean no), `NO_COLOR`, `CLICOLOR_FORCE`, "
             "`TERM`, and whether the stream is a terminal."},
    {'q', "quiet", NULL, TAKE_FLAG, AT(quiet), .help = "write findings and complaints only, no warnings and no summary"},
    {'v', "verbose", NULL, TAKE_FLAG, AT(verbose), .help = "say more about the run in the summary"},

    {0, "fail-on", "SEVERITY", TAKE_CHOICE, AT(fail_on), .choices = SEVERITIES, .heading = "Run",
     .help = "exit with 1 on findings from this severity on, by default from `warning`"},
    {0, "exit-zero", NULL, TAKE_FLAG, AT(exit_zero), .help = "exit with 0 whatever was found"},
    {'j', "jobs", "N", TAKE_NUMBER, AT(jobs), .least = 1, .most = 256,
     .help = "check N files at the same time, by default one per processor",
     .more = "The output does not depend on it."},
    {0, "no-measure", NULL, TAKE_FLAG, AT(no_measure),
     .help = "do not measure what findings cost, and let each have the severity of its rule"},
    {0, "parse", "HOW", TAKE_CHOICE, AT(parse), .choices = PARSES,
     .help = "parse only what rules look at, or all; the findings are the same"},
    {0, "show-files", NULL, TAKE_FLAG, AT(show_files), .help = "list the files that would be checked, and exit"},
    {0, "show-settings", NULL, TAKE_FLAG, AT(show_settings),
     .help = "show the settings of the first file and where they come from, and exit"},
    {'V', "version", NULL, TAKE_FLAG, AT(version), .help = "print the version, and exit"},
    {'h', "help", NULL, TAKE_FLAG, AT(help), .help = "print this help, and exit"},
    {0},
};

static const Example EXAMPLES[] = {
    {"aqlint src tests", "Check two directories."},
    {"aqlint --select AQ1,sleep-zero --fail-on error", "Backpressure and sleep(0) only, and fail on errors only."},
    {"aqlint --output-format json -o report.json", "Write a report for a program."},
    {"git diff --name-only -z main -- '*.py' | aqlint -z --files-from -", "Check what changed."},
    {"aqlint rule AQ101", "Explain a rule."},
    {0},
};

CommandText flags_text(Arena *a, const char *const *formats)
{
    Option *options = NEW(a, Option, sizeof OPTIONS / sizeof *OPTIONS);
    memcpy(options, OPTIONS, sizeof OPTIONS);
    for (Option *o = options; o->name; o++) {
        o->choices = o->offset == AT(format) ? formats : o->choices;
    }
    return (CommandText){
        .name = "check",
        .usage = "aqlint [check] [OPTION]... [PATH]...",
        .about = "Finds asyncio code that stalls the event loop, floods it or loses work, and says by how much.\n\n"
                 "Checks the Python files in each PATH, by default in the current directory. `-` alone is standard "
                 "input.",
        .options = options,
        .examples = EXAMPLES,
    };
}

bool flags_read(Arena *a, const CommandText *text, int argc, char **argv, Flags *flags)
{
    *flags = (Flags){.format = -1, .level = -1, .fail_on = -1};
    if (!options_read(a, text, argc, argv, flags, &flags->paths)) {
        return false;
    }
    flags->level++;         // from an index into SEVERITIES to a Severity
    flags->fail_on++;
    return true;
}
