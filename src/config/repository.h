// What git ignores besides .gitignore files: the repository's own list and the user's.
//
// Source of the behaviour: gitignore(5), gitrepository-layout(5), git-config(1) (core.excludesFile; `include` is not
// followed).
#ifndef AQLINT_CONFIG_REPOSITORY_H
#define AQLINT_CONFIG_REPOSITORY_H

#include "config/ignore.h"

// Whether a directory is the root of a repository or of a linked work tree: it holds `.git`.
bool repository_at(Text directory, Arena scratch);

// The repository's info/exclude, chained before the user's excludes; both are relative to `root` (absolute). May be
// NULL.
const IgnoreList *repository_excludes(Arena *a, Text root);

#endif
