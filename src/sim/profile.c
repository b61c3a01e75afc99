// The Python versions that the loop was tested against, and the measured costs of one of them.
#include "sim/profile.h"

static const SimProfile PROFILES[] = {
    {.version = "3.8.18", .minor = 8, .semaphore = SEMAPHORE_38, .wait_for_always_times_out = true,
     .completed = "as_completed._on_completion",
     .completed_timeout = "as_completed._on_timeout"},
    {.version = "3.9.18", .minor = 9, .semaphore = SEMAPHORE_39, .executor_task = true,
     .completed = "as_completed._on_completion",
     .completed_timeout = "as_completed._on_timeout"},
    {.version = "3.10.13", .minor = 10, .semaphore = SEMAPHORE_FAIR, .executor_task = true,
     .completed = "as_completed._on_completion",
     .completed_timeout = "as_completed._on_timeout"},
    {.version = "3.11.7", .minor = 11, .semaphore = SEMAPHORE_FAIR, .executor_task = true, .has_timeout = true,
     .completed = "as_completed._on_completion",
     .completed_timeout = "as_completed._on_timeout"},
    {.version = "3.12.1", .minor = 12, .semaphore = SEMAPHORE_FAIR, .executor_task = true, .has_timeout = true,
     .wait_for_inline = true, .gather_inline = true, .group_inline = true, .has_eager = true,
     .completed = "as_completed._on_completion",
     .completed_timeout = "as_completed._on_timeout"},
    {.version = "3.13.0", .minor = 13, .semaphore = SEMAPHORE_313, .executor_task = true, .has_timeout = true,
     .wait_for_inline = true, .gather_inline = true, .group_inline = true, .has_eager = true, .condition_renotifies = true,
     .uncancel_clears = true, .group_recancels = true, .has_shutdown = true,
     .completed = "_AsCompletedIterator._handle_completion",
     .completed_timeout = "_AsCompletedIterator._handle_timeout"},
    {.version = "3.14.10", .minor = 14, .semaphore = SEMAPHORE_313, .executor_task = true, .has_timeout = true,
     .wait_for_inline = true, .gather_inline = true, .has_eager = true, .condition_renotifies = true,
     .uncancel_clears = true, .group_recancels = true, .has_shutdown = true, .shield_clears = true,
     .cancel_inline = true, .completed = "_AsCompletedIterator._handle_completion",
     .completed_timeout = "_AsCompletedIterator._handle_timeout"},
};

enum { PROFILE_COUNT = sizeof PROFILES / sizeof *PROFILES, DEFAULT_MINOR = 11 };

const SimProfile *sim_profile_at(int i)
{
    return i >= 0 && i < PROFILE_COUNT ? &PROFILES[i] : NULL;
}

Text sim_profile_version(const SimProfile *profile)
{
    return text_from(profile->version);
}

const SimProfile *sim_profile(Text version)
{
    for (int i = 0; i < PROFILE_COUNT; i++) {
        const SimProfile *p = &PROFILES[i];
        Text exact = text_from(p->version);
        Text minor = text_sub(exact, 0, text_rfind_char(exact, '.'));
        if (version.n == 0 ? p->minor == DEFAULT_MINOR : text_eq(version, exact) || text_eq(version, minor)) {
            return p;
        }
    }
    return NULL;
}

const SimProfile *sim_profile_nearest(Text version)
{
    Text major, rest, minor, micro;
    int64_t n, ignored;
    bool is_exact = text_cut(version, '.', &major, &rest) && text_cut(rest, '.', &minor, &micro);
    if (!text_eq(major, T("3")) || !text_to_int(is_exact ? minor : rest, &n) || (is_exact && !text_to_int(micro, &ignored))) {
        return NULL;
    }
    const SimProfile *nearest = &PROFILES[0];
    for (int i = 1; i < PROFILE_COUNT && PROFILES[i].minor <= n; i++) {
        nearest = &PROFILES[i];
    }
    return nearest;
}

const char *sim_callback_name(const SimProfile *profile, SimCallback callback)
{
    static const char *const NAMES[SIM_CALLBACKS] = {
        [SIM_CB_STEP] = "step", [SIM_CB_WAKEUP] = "wakeup", [SIM_CB_SET_RESULT] = "_set_result_unless_cancelled",
        [SIM_CB_RELEASE_WAITER] = "_release_waiter", [SIM_CB_RUN_DONE] = "_run_until_complete_cb",
        [SIM_CB_GATHER] = "gather._done_callback", [SIM_CB_SHIELD_CLEAR] = "shield._clear_awaited_by_callback",
        [SIM_CB_WAIT] = "_wait._on_completion", [SIM_CB_SHIELD_INNER] = "shield._inner_done_callback",
        [SIM_CB_SHIELD_OUTER] = "shield._outer_done_callback", [SIM_CB_GROUP] = "TaskGroup._on_task_done",
        [SIM_CB_TIMEOUT] = "Timeout._on_timeout", [SIM_CB_THREAD_STATE] = "_chain_future._set_state",
        [SIM_CB_THREAD_CHECK] = "_chain_future._call_check_cancel", [SIM_CB_READ_SELF] = "_read_from_self",
        [SIM_CB_ARRIVAL] = "_read_ready", [SIM_CB_CREATE_TASK] = "create_task", [SIM_CB_USER] = "callback",
    };
    switch (callback) {
    case SIM_CB_COMPLETED:
        return profile->completed;
    case SIM_CB_COMPLETED_TIMEOUT:
        return profile->completed_timeout;
    default:
        return NAMES[callback];
    }
}

// Measured with CPython 3.11.7 on one core of an x86-64 server, in seconds.
SimCosts sim_measured_costs(void)
{
    return (SimCosts){
        .step = 0.94e-6, .iteration = 0.9e-6, .call = 0.2e-6, .spawn = 1.8e-6, .timer = 1.8e-6, .thread = 70e-6,
    };
}
