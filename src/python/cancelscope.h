// Scopes of structured concurrency: blocks that cancel what runs in them, at a deadline or when a sibling fails.
#ifndef AQLINT_PYTHON_CANCELSCOPE_H
#define AQLINT_PYTHON_CANCELSCOPE_H

#include "python/model.h"

typedef enum {
    SCOPED_NOT,
    SCOPED_TIMEOUT,     // asyncio.timeout, timeout_at, async_timeout, anyio.move_on_after, fail_after
    SCOPED_GROUP,       // asyncio.TaskGroup, anyio.create_task_group
    SCOPED_CANCEL       // anyio.CancelScope
} Scoped;

// What the context manager of a WITH_ITEM is.
Scoped scoped_by(Module *m, const Node *with_item);

// The innermost WITH of a scope of structured concurrency around `n` within its function; NULL when there is none. *kind gets
// what it is, *item (may be NULL) the item.
Node *scope_around(Module *m, const Node *n, Scoped *kind, Node **item);

// The call starts a task in a group: the WITH_ITEM that binds the group, when it is one around the call; else NULL.
Node *group_of_spawn(Module *m, const Node *call);

#endif
