// What the project knows of its files, shared by all workers, and the memory of the modules that were read.
//
// Modules are trees and tables of names, some ten times as large as their text, and a large project imports thousands. They
// are kept in generations: once those of the present generation have grown beyond a limit, a new one begins, and what is
// still asked for is read again. A worker takes part in one generation from the beginning of a file to its end and sees the
// modules of no other, so that a module is one and the same to it. A generation ends, and its memory goes, when it is not
// the present one and no worker takes part in it; there are two at most. What was found out about paths stays, and so do modules
// that were read in generation after generation: a few hundred are what everybody imports.
#ifndef AQLINT_PYTHON_PROJECT_TABLE_H
#define AQLINT_PYTHON_PROJECT_TABLE_H

#include "base/list.h"
#include "python/model.h"

#include <pthread.h>

enum { ASKED_TELLING = 1, ASKED_WHOLE = 2 };

// What is known under a key, to a worker of some generation.
typedef struct {
    Module *module;     // NULL: no such file, not readable, not telling, or not read in this generation
    Text path;          // of the file, empty when there is none
    unsigned asked;     // for what it was looked at, and what that gave is known
    bool found;         // the path is known
    int readings;       // how often the file was read
    bool kept;          // the module is not of the generation, but stays
} Known;

// What a directory is: the dotted name of the package, empty when it is none, and the directory above the topmost one.
typedef struct {
    Text name, root;
} Package;

struct Project {
    pthread_mutex_t lock;       // of all below
    pthread_key_t key;          // the thread's reader
    Arena arena;
    ArenaHome home;
    Map entries;                // "directory:dotted.name" -> what is known
    Map files;                  // path -> what is known
    Map packages;               // directory -> Package
    LIST(ProjectReader *) readers;
    unsigned generation;        // the present one
    int users[2];               // workers that take part in it, and in the one before: by its parity
    size_t size;                // of its modules, in bytes
    size_t kept;                // of those that stay
    const Text *roots;
    int root_count;
    size_t max_file_size;
    ChainTable *chains;         // what was found of functions that coroutines run (chain.h); NULL: no memory
};

Known table_get(Project *p, Map *map, Text key, const ProjectReader *r);

// Remembers an answer; the first module of a generation stays and is returned. Without memory the answer is just not
// remembered.
Module *table_put(Project *p, Map *map, Text key, Known answer, const ProjectReader *r);

// What is remembered of a directory, which does not change during a run; false when nothing is.
bool table_get_package(Project *p, Text directory, Package *package);
void table_put_package(Project *p, Text directory, Package package);

// Whether a module that was read before is to stay.
bool table_keeps(Project *p, const ProjectReader *r, int readings);

// The arena for modules of the reader's generation, or for those that stay; and a note that it has grown.
Arena *table_arena(const ProjectReader *r, bool kept);
void table_grown(Project *p, const ProjectReader *r, size_t bytes, bool kept);

#endif
