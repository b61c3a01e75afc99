// Inside lowering: the calls that library.c finds by their names, and the methods of what these give.
#ifndef AQLINT_MEASURE_LIBRARY_H
#define AQLINT_MEASURE_LIBRARY_H

#include "measure/lowering.h"

// What a call of the function is; its arguments are evaluated.
typedef Val Library(Lowering *l, Node *n);

// task.c
Library call_create_task, call_gather, call_wait, call_wait_for, call_shield, call_to_thread, call_run_in_executor;
Val task_method(Lowering *l, Node *n, Val of, Text name);
Val group_method(Lowering *l, Node *n, Val of, Text name);

// object.c
Library call_queue, call_lifo, call_priority, call_lock, call_semaphore, call_bounded, call_event, call_barrier, call_pool, call_future,
    call_condition;
Val object_method(Lowering *l, Node *n, Val of, Text name);

#endif
