// Discovery: from the paths that were given to the files to check.
//
// Files named are checked, whatever they are called; directories are walked for *.py, *.pyi and *.pyw, also hidden ones,
// but not what is excluded or ignored by git, no environments (a directory that holds pyvenv.cfg) and not through
// symbolic links to directories. A file is checked once (by device and inode), under the first of its paths, a real path
// before a link. .gitignore files count inside a repository up to its root, elsewhere from the given path down; .ignore
// files likewise, and before them.
#ifndef AQLINT_CONFIG_DISCOVER_H
#define AQLINT_CONFIG_DISCOVER_H

#include "base/os.h"
#include "config/resolve.h"

typedef struct {
    Text path;                      // as shown, and to open
    Text absolute;
    const Config *config;
    uint64_t device, inode;
    bool is_link;
    bool is_named;                  // was given itself
} FoundFile;

typedef struct {
    Text path;
    int error;                      // errno
} FoundTrouble;

typedef struct {
    LIST(FoundFile) files;          // by path bytes
    LIST(FoundTrouble) troubles;    // missing paths, unreadable directories; by path bytes
} Found;

// Looks at paths (as given) and walks them. Configuration files met on the way are read into `store`, whose problems the
// caller looks at. Results live in `a`.
Found discover(Arena *a, ConfigStore *store, const Overrides *overrides, const Texts *paths);

// Whether the file at an absolute path is left out although it is named (--force-exclude).
bool discover_excludes(const Config *config, const Overrides *overrides, Text path, bool is_directory, Arena scratch);

#endif
