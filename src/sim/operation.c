// The table of operations, and the names of kinds.
#include "sim/code.h"

#define OBJECT(kind) (1u << (kind))
#define QUEUES (OBJECT(SIM_QUEUE) | OBJECT(SIM_LIFO_QUEUE) | OBJECT(SIM_PRIORITY_QUEUE))
#define SEMAPHORES (OBJECT(SIM_SEMAPHORE) | OBJECT(SIM_BOUNDED_SEMAPHORE))
#define LOCKS (OBJECT(SIM_LOCK) | SEMAPHORES | OBJECT(SIM_CONDITION))

static const Shape SHAPES[SIM_OPERATIONS] = {
    [SIM_CPU] = {"cpu", NEEDS_TIME, 0},
    [SIM_SLEEP] = {"sleep", NEEDS_TIME | SUSPENDS, 0},
    [SIM_YIELD] = {"yield", SUSPENDS, 0},
    [SIM_EXTERN] = {"extern", NEEDS_TIME | SUSPENDS, 0},
    [SIM_THREAD] = {"thread", NEEDS_TIME | SUSPENDS, OBJECT(SIM_POOL)},
    [SIM_SPAWN] = {"spawn", NEEDS_COROUTINE, 0},
    [SIM_CALL] = {"call", NEEDS_COROUTINE | SUSPENDS, 0},
    [SIM_AWAIT] = {"await", NEEDS_SLOT | SUSPENDS, 0},
    [SIM_GATHER] = {"gather", SUSPENDS, 0},
    [SIM_WAIT_TASKS] = {"wait_tasks", NEEDS_SLOT | SUSPENDS, 0},
    [SIM_WAIT_FOR] = {"wait_for", NEEDS_COROUTINE | NEEDS_TIME | SUSPENDS, 0},
    [SIM_SHIELD] = {"shield", NEEDS_SLOT | SUSPENDS, 0},
    [SIM_CANCEL] = {"cancel", NEEDS_SLOT, 0},
    [SIM_KEEP] = {"keep", NEEDS_SLOT, 0},
    [SIM_PUT] = {"put", NEEDS_OBJECT | SUSPENDS, QUEUES},
    [SIM_PUT_NOWAIT] = {"put_nowait", NEEDS_OBJECT, QUEUES},
    [SIM_GET] = {"get", NEEDS_OBJECT | SUSPENDS, QUEUES},
    [SIM_GET_NOWAIT] = {"get_nowait", NEEDS_OBJECT, QUEUES},
    [SIM_TASK_DONE] = {"task_done", NEEDS_OBJECT, QUEUES},
    [SIM_JOIN] = {"join", NEEDS_OBJECT | SUSPENDS, QUEUES},
    [SIM_SHUTDOWN] = {"shutdown", NEEDS_OBJECT, QUEUES},
    [SIM_ACQUIRE] = {"acquire", NEEDS_OBJECT | SUSPENDS, LOCKS},
    [SIM_RELEASE] = {"release", NEEDS_OBJECT, LOCKS},
    [SIM_WAIT] = {"wait", NEEDS_OBJECT | SUSPENDS,
                  OBJECT(SIM_CONDITION) | OBJECT(SIM_EVENT) | OBJECT(SIM_BARRIER) | OBJECT(SIM_FUTURE)},
    [SIM_NOTIFY] = {"notify", NEEDS_OBJECT, OBJECT(SIM_CONDITION)},
    [SIM_SET] = {"set", NEEDS_OBJECT, OBJECT(SIM_EVENT) | OBJECT(SIM_FUTURE)},
    [SIM_CLEAR] = {"clear", 0, OBJECT(SIM_EVENT)},
    [SIM_ABORT] = {"abort", NEEDS_OBJECT | SUSPENDS, OBJECT(SIM_BARRIER)},
    [SIM_RESET] = {"reset", NEEDS_OBJECT | SUSPENDS, OBJECT(SIM_BARRIER)},
    [SIM_RAISE] = {"raise", 0, 0},
    [SIM_RETURN] = {"return", 0, 0},
    [SIM_BREAK] = {"break", 0, 0},
    [SIM_CONTINUE] = {"continue", 0, 0},
    [SIM_CALL_SOON] = {"call_soon", NEEDS_COROUTINE, 0},
    [SIM_CALL_LATER] = {"call_later", NEEDS_COROUTINE | NEEDS_TIME, 0},
    [SIM_CALL_AT] = {"call_at", NEEDS_COROUTINE | NEEDS_TIME, 0},
    [SIM_DONE_CALLBACK] = {"add_done_callback", NEEDS_COROUTINE | NEEDS_OBJECT, OBJECT(SIM_FUTURE)},
    [SIM_ABANDON] = {"abandon", NEEDS_COROUTINE, 0},
    [SIM_TASK_FACTORY] = {"task_factory", 0, 0},
    [SIM_BEAT] = {"beat", NEEDS_NAME, 0},
    [SIM_MARK] = {"mark", NEEDS_NAME, 0},
    [SIM_OBSERVE] = {"observe", NEEDS_NAME | NEEDS_OBJECT, QUEUES | SEMAPHORES | OBJECT(SIM_POOL)},
    [SIM_SAY] = {"say", NEEDS_NAME, 0},
    [SIM_REPEAT] = {"repeat", NEEDS_COUNT | IS_BLOCK, 0},
    [SIM_FOREVER] = {"forever", IS_BLOCK, 0},
    [SIM_IF] = {"if", NEEDS_COUNT | IS_BLOCK, 0},
    [SIM_WITH] = {"with", NEEDS_OBJECT | SUSPENDS | IS_BLOCK, LOCKS | OBJECT(SIM_BARRIER)},
    [SIM_TIMEOUT] = {"timeout", NEEDS_TIME | SUSPENDS | IS_BLOCK, 0},
    [SIM_TASKGROUP] = {"taskgroup", NEEDS_GROUP | SUSPENDS | IS_BLOCK, 0},
    [SIM_AS_COMPLETED] = {"as_completed", NEEDS_SLOT | SUSPENDS | IS_BLOCK, 0},
    [SIM_TRY] = {"try", IS_BLOCK, 0},
    [SIM_EXCEPT] = {"except", IS_PART, 0},
    [SIM_ELSE] = {"else", IS_PART, 0},
    [SIM_FINALLY] = {"finally", IS_PART, 0},
    [SIM_END] = {"end", IS_PART, 0},
};

const Shape *operation_shape(SimOperation op)
{
    return &SHAPES[op];
}

const char *sim_operation_name(SimOperation op)
{
    return op > 0 && op < SIM_OPERATIONS ? SHAPES[op].name : "";
}

const char *sim_exception_name(SimException kind)
{
    static const char *const NAMES[SIM_EXCEPTION_KINDS] = {
        [SIM_CANCELLED] = "cancelled", [SIM_TIMED_OUT] = "timeout", [SIM_QUEUE_FULL] = "queue_full",
        [SIM_QUEUE_EMPTY] = "queue_empty", [SIM_QUEUE_SHUT_DOWN] = "queue_shutdown", [SIM_VALUE_ERROR] = "value_error",
        [SIM_RUNTIME_ERROR] = "runtime_error", [SIM_BROKEN_BARRIER] = "broken_barrier", [SIM_ERROR] = "error",
        [SIM_EXCEPTION_GROUP] = "exception_group", [SIM_ATTRIBUTE_ERROR] = "attribute_error",
        [SIM_INVALID_STATE] = "invalid_state",
    };
    return kind > 0 && kind < SIM_EXCEPTION_KINDS ? NAMES[kind] : "";
}

const char *sim_object_kind_name(SimObjectKind kind)
{
    static const char *const NAMES[] = {
        [SIM_QUEUE] = "queue", [SIM_LIFO_QUEUE] = "lifo", [SIM_PRIORITY_QUEUE] = "priority", [SIM_LOCK] = "lock",
        [SIM_SEMAPHORE] = "semaphore", [SIM_BOUNDED_SEMAPHORE] = "bounded_semaphore", [SIM_EVENT] = "event",
        [SIM_CONDITION] = "condition", [SIM_BARRIER] = "barrier", [SIM_FUTURE] = "future", [SIM_POOL] = "pool",
    };
    return kind > 0 && kind <= SIM_POOL ? NAMES[kind] : "";
}
