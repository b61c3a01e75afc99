// Job queues whose workers never suspend while there is work (jobqueue.c).
#ifndef AQLINT_PYTHON_JOBQUEUE_H
#define AQLINT_PYTHON_JOBQUEUE_H

#include "python/model.h"

typedef struct {
    Node *get;              // the await that takes a job, NULL: no such worker is seen
    Node *loop;             // of the worker
    Node *blocking;         // a call in it that is known to block, or NULL
} JobQueue;

// The worker of the file that takes its jobs from the queue that the call `made` makes, and whose loop suspends nowhere else.
JobQueue job_queue_of(Module *m, Node *made);

#endif
