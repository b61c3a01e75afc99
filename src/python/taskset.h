// Containers that tasks are put into and never taken out of (taskset.c).
#ifndef AQLINT_PYTHON_TASKSET_H
#define AQLINT_PYTHON_TASKSET_H

#include "python/model.h"

// The list or set of an object or a module that the task which `call` makes is put into, again and again, while nothing in the file
// takes anything out; NULL otherwise.
Node *task_set_that_grows(Module *m, Node *call);

// That happens more often than the object which holds `container` can bear, whatever it is: each time round a loop without end, for
// each message that a connection sends, for whatever a caller wants run, or in a container that lives as long as the program.
bool task_set_grows_fast(Module *m, Node *call, Node *container);

#endif
