// Containers that tasks are put into and never taken out of (taskset.c).
#ifndef AQLINT_PYTHON_TASKSET_H
#define AQLINT_PYTHON_TASKSET_H

#include "python/model.h"

// The list or set of an object or a module that the task which `call` makes is put into, again and again, while nothing in the file
// takes anything out; NULL otherwise.
Node *task_set_that_grows(Module *m, Node *call);

#endif
