// The model of a module as text (`aqlint dump names|types|summary|flow FILE`).
#ifndef AQLINT_PYTHON_DUMP_MODEL_H
#define AQLINT_PYTHON_DUMP_MODEL_H

#include "base/out.h"
#include "python/model.h"

// Scopes, indented as they nest, each with its bindings: where they are defined and how, where they are read.
void dump_names(Out *o, Module *m);

// Each name, attribute and call that stands for something known, with its place and what that is; numbers that fold.
void dump_types(Out *o, Module *m);

// What other modules learn from this one: what it imports, defines, and of which class its attributes are; what makes tasks,
// where it fans out.
void dump_summary(Out *o, Module *m);

// The control-flow graph of each function (cfg.h): its steps in the order in which they are reached, what may run next after
// each, where its exceptions go, and which of them may suspend.
void dump_flow(Out *o, Module *m);

#endif
