// Configuration files: .aqlint.yaml, .aqlint.yml or aqlint.yaml.
//
// The nearest one up the tree from a linted file governs it, alone: files do not add up, but for `extend`, which names a
// file to start from. Keys, types and texts stand in one table (schema.c), which also makes the manual page.
#ifndef AQLINT_CONFIG_CONFIG_H
#define AQLINT_CONFIG_CONFIG_H

#include "base/map.h"
#include "base/value.h"
#include "config/ignore.h"
#include "config/layer.h"

// A mistake in a configuration file.
typedef struct {
    Text path;                      // of the file, as shown
    int line, column;               // 1-based, columns in code points; 0: the file as a whole
    int width;                      // code points to underline, at least 1
    Text message;
    Text excerpt;                   // the line, empty when line is 0
} ConfigProblem;

typedef LIST(ConfigProblem) ConfigProblems;

// `per-file-ignores`: files that match have the rules switched off.
typedef struct {
    Text pattern;                   // as written
    const IgnoreList *files;        // one pattern
    bool others;                    // written with `!`: files that do not match
    RuleSet rules;
} FileIgnores;

enum { CONFIG_KEYS_MAX = 32 };

typedef struct Config {
    Text path;                      // as shown; empty: no file
    Text directory;                 // absolute; what patterns and `src` are relative to
    LIST(RuleLayer *) layers;       // furthest first
    Severity severity[RULES_MAX];   // SEVERITY_OFF: the rule's own
    bool disabled[RULES_MAX];       // severity `off`
    OptionValue *options[RULES_MAX];
    LIST(FileIgnores) file_ignores;
    const IgnoreList *exclude, *extend_exclude;
    bool respect_gitignore, force_exclude;
    Severity fail_on;
    Text output_format;             // empty: the default
    int target_version;             // 311 for 3.11; 0: unknown
    int jobs;                       // 0: one per processor
    Texts src;                      // absolute directories
    AssumeTable assume;
    Text origin[CONFIG_KEYS_MAX];   // by key number: path of the file that set it, empty: default
} Config;

typedef struct {
    Arena *arena;
    Text current;                   // absolute working directory
    const char *const *formats;     // words that `output-format` may be, NULL-terminated
    const Config *only;             // when set, governs everything (--config, --isolated)
    const Config *fallback;         // governs where no file does
    Map directories;                // absolute directory -> Config
    ConfigProblems problems;
} ConfigStore;

ConfigStore config_store(Arena *a, const char *const *formats);

// Reads the configuration file `path` (absolute); its patterns are relative to `directory` (absolute). Problems go to the
// store; never NULL.
const Config *config_read(ConfigStore *store, Text path, Text directory);

// The same for a text that would stand in `path`.
const Config *config_parse(ConfigStore *store, Text path, Text directory, Text content);

// The configuration that governs files in an absolute directory: its own, or that of the nearest directory above.
const Config *config_for_directory(ConfigStore *store, Text directory);

// The same for a directory whose entries are known: `name` is its configuration file, empty when it has none; `above`
// governs the directory above it.
const Config *config_for_listed(ConfigStore *store, Text directory, Text name, const Config *above);

// The names of configuration files, the first found wins; NULL-terminated.
extern const char *const config_names[];

// What is excluded when no file says otherwise; NULL-terminated.
extern const char *const config_usual_excludes[];

// The keys, for the manual page and --show-settings.
typedef struct {
    const char *name;
    const char *type;               // "list of rules"
    const char *fallback;           // the default, in words or YAML
    const char *doc;
} ConfigKey;

int config_key_count(void);
ConfigKey config_key(int number);

#endif
