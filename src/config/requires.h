// The oldest Python that a project says it runs on: what stands in for `target-version` where nobody set it.
//
//     pyproject.toml   [project] requires-python = ">=3.11,<4"      (PEP 621)
//                      [tool.poetry.dependencies] python = "^3.11"
//                      [tool.flit.metadata] requires-python = ">=3.11"
//     setup.cfg        [options] python_requires = >=3.11           (setuptools)
//
// The specifiers are PEP 440's: of `>=`, `>`, `~=`, `==` and Poetry's `^` and `~` the highest counts, of alternatives (`||`) the
// lowest. Both files are read line by line for this one value; all else in them, mistakes too, is other tools' business.
#ifndef AQLINT_CONFIG_REQUIRES_H
#define AQLINT_CONFIG_REQUIRES_H

#include "base/map.h"

typedef struct {
    Arena *arena;
    Map directories;            // absolute directory -> what holds in it
} Requires;

// The version (311 for 3.11) that the nearest project above an absolute directory, or in it, declares; 0 when none does, up to
// the root of the repository.
int requires_for_directory(Requires *r, Text directory);

// What the text of a pyproject.toml or setup.cfg declares; 0: nothing.
int requires_of_pyproject(Text content);
int requires_of_setup(Text content);

// The least 3.x that a version specifier admits; 0 when it sets no bound, or one beyond 3.
int requires_least(Text specifier);

#endif
