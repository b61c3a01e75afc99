// Lists of ignore patterns: .gitignore files and their like, and the `exclude` of a configuration.
//
// Source of the behaviour: gitignore(5) and git's dir.c (add_patterns_from_buffer, last_matching_pattern_from_list).
// Within a list the last match decides. A list knows the one that is asked when nothing in it matches, so a list is the
// head of a chain from the directory at hand up to the root of the repository and to the global excludes.
#ifndef AQLINT_CONFIG_IGNORE_H
#define AQLINT_CONFIG_IGNORE_H

#include "config/glob.h"

typedef struct {
    Glob glob;
    bool negated;           // `!`: takes in again what an earlier pattern left out
    bool directories;       // ends in `/`: directories only
    bool anywhere;          // no other `/`: compared with the last part of the path
} IgnorePattern;

typedef struct IgnoreList {
    const struct IgnoreList *next;      // asked when nothing here matches; may be NULL
    Text base;                          // absolute directory that the patterns are relative to
    bool everywhere;                    // patterns without a slash match outside of `base`, too
    LIST(IgnorePattern) patterns;
} IgnoreList;

typedef enum { IGNORE_UNDECIDED, IGNORE_IN, IGNORE_OUT } IgnoreVerdict;

// A list of what an ignore file holds. Never fails: malformed patterns match nothing.
IgnoreList *ignore_read(Arena *a, Text content, Text base, const IgnoreList *next);

// Adds one pattern (no comments, no trimming). NULL, or what is wrong with it.
const char *ignore_add(Arena *a, IgnoreList *list, Text pattern);

// What the chain says about an absolute path. Its parents are not asked about; for a path elsewhere no directory is.
IgnoreVerdict ignore_verdict(const IgnoreList *list, Text path, bool is_directory, Arena scratch);

// Whether the path or a directory above it is left out. Directories that hold `within` (absolute) and `within` itself
// are not asked about.
bool ignore_covers(const IgnoreList *list, Text path, Text within, bool is_directory, Arena scratch);

#endif
