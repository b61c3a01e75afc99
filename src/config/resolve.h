// From configuration and command line to the settings of a file.
#ifndef AQLINT_CONFIG_RESOLVE_H
#define AQLINT_CONFIG_RESOLVE_H

#include "config/config.h"
#include "config/requires.h"

// What the command line says over every configuration file.
typedef struct {
    RuleLayer rules;
    int target_version;             // 0: not given
    bool no_gitignore;              // --no-respect-gitignore
    bool force_exclude;             // --force-exclude
    const IgnoreList *exclude;      // --exclude, instead of the files'; NULL: not given
    const IgnoreList *extend_exclude;   // --extend-exclude; NULL: not given
} Overrides;

typedef struct {
    Arena *arena;
    const Overrides *overrides;
    bool reads_projects;            // where nobody says a target version, what the project requires is it
    Requires requires;
    Map known;                      // configuration, its matching file-ignores and the target version -> Settings
} Resolver;

// The settings of the file at an absolute path. Files that are treated alike share one.
const Settings *resolve_settings(Resolver *r, const Config *config, Text path);

#endif
