// What asyncio does differently from version to version. Flags, not copies: see simulator sources for their use.
#ifndef AQLINT_SIM_PROFILE_H
#define AQLINT_SIM_PROFILE_H

#include "sim/sim.h"

typedef enum { SEMAPHORE_38, SEMAPHORE_39, SEMAPHORE_FAIR, SEMAPHORE_313 } SemaphoreKind;

struct SimProfile {
    const char *version;
    int minor;
    SemaphoreKind semaphore;
    bool wait_for_inline;           // by timeout(), not by a task
    bool wait_for_always_times_out; // 3.8: also when the task had a result after all
    bool gather_inline, group_inline;   // tasks that are done are dealt with at once
    bool condition_renotifies;
    bool uncancel_clears;           // uncancel() to 0 forgets must_cancel
    bool group_recancels;           // TaskGroup uncancels after waiting, and keeps the parent's count stable
    bool shield_clears;             // shield adds a callback that keeps its books
    bool cancel_inline;             // a job cancelled by the loop appends no _set_state
    bool executor_task;             // asyncio.run runs shutdown_default_executor()
    bool has_timeout;               // timeout(), TaskGroup, Barrier
    bool has_eager, has_shutdown;
    const char *completed, *completed_timeout;      // names of callbacks
};

#endif
