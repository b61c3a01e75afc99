#include "sim/vocabulary.h"

static const char *const KEY_NAMES[KEYS] = {
    "count", "as", "group", "eager", "index", "return_exceptions", "return_when", "timeout", "do", "priority",
    "immediate", "n", "except", "else", "finally", "then", "delay", "pool", "callback", "when",
};

static const Grammar GRAMMAR[] = {
    {SIM_CPU, IS_TIME, 0, 0},
    {SIM_SLEEP, IS_TIME, 0, 0},
    {SIM_YIELD, IS_NOTHING, 0, 0},
    {SIM_EXTERN, IS_TIME, 0, 0},
    {SIM_THREAD, IS_TIME, KEY_POOL, 0},
    {SIM_SPAWN, IS_COROUTINE, KEY_COUNT | KEY_AS | KEY_GROUP | KEY_EAGER, 0},
    {SIM_CALL, IS_COROUTINE, 0, 0},
    {SIM_AWAIT, IS_SLOT, KEY_INDEX, 0},
    {SIM_GATHER, IS_FUTURES, KEY_RETURN_EXCEPTIONS, 0},
    {SIM_WAIT_TASKS, IS_SLOT, KEY_RETURN_WHEN | KEY_TIMEOUT, 0},
    {SIM_WAIT_FOR, IS_COROUTINE, KEY_TIMEOUT, KEY_TIMEOUT},
    {SIM_SHIELD, IS_SLOT, KEY_INDEX, 0},
    {SIM_CANCEL, IS_SLOT, KEY_INDEX, 0},
    {SIM_PUT, IS_OBJECT, KEY_PRIORITY, 0},
    {SIM_PUT_NOWAIT, IS_OBJECT, KEY_PRIORITY, 0},
    {SIM_GET, IS_OBJECT, 0, 0},
    {SIM_GET_NOWAIT, IS_OBJECT, 0, 0},
    {SIM_TASK_DONE, IS_OBJECT, 0, 0},
    {SIM_JOIN, IS_OBJECT, 0, 0},
    {SIM_SHUTDOWN, IS_OBJECT, KEY_IMMEDIATE, 0},
    {SIM_ACQUIRE, IS_OBJECT, 0, 0},
    {SIM_RELEASE, IS_OBJECT, 0, 0},
    {SIM_WAIT, IS_OBJECT, 0, 0},
    {SIM_NOTIFY, IS_OBJECT, KEY_N, 0},
    {SIM_SET, IS_OBJECT, 0, 0},
    {SIM_CLEAR, IS_OBJECT_OR_SLOT, 0, 0},
    {SIM_ABORT, IS_OBJECT, 0, 0},
    {SIM_RESET, IS_OBJECT, 0, 0},
    {SIM_RAISE, IS_KIND, 0, 0},
    {SIM_RETURN, IS_NOTHING, 0, 0},
    {SIM_BREAK, IS_NOTHING, 0, 0},
    {SIM_CONTINUE, IS_NOTHING, 0, 0},
    {SIM_CALL_SOON, IS_COROUTINE, 0, 0},
    {SIM_CALL_LATER, IS_COROUTINE, KEY_DELAY, KEY_DELAY},
    {SIM_CALL_AT, IS_COROUTINE, KEY_WHEN, KEY_WHEN},
    {SIM_DONE_CALLBACK, IS_OBJECT, KEY_CALLBACK, KEY_CALLBACK},
    {SIM_ABANDON, IS_COROUTINE, 0, 0},
    {SIM_TASK_FACTORY, IS_FACTORY, 0, 0},
    {SIM_BEAT, IS_NAME, 0, 0},
    {SIM_MARK, IS_NAME, 0, 0},
    {SIM_OBSERVE, IS_METRIC, 0, 0},
    {SIM_SAY, IS_NAME, 0, 0},
    {SIM_REPEAT, IS_COUNT, KEY_DO, KEY_DO},
    {SIM_FOREVER, IS_BODY, 0, 0},
    {SIM_IF, IS_CHANCE, KEY_THEN | KEY_ELSE, 0},
    {SIM_WITH, IS_OBJECT, KEY_DO, KEY_DO},
    {SIM_TIMEOUT, IS_TIME, KEY_DO, KEY_DO},
    {SIM_TASKGROUP, IS_GROUP, KEY_DO, KEY_DO},
    {SIM_AS_COMPLETED, IS_SLOT, KEY_DO | KEY_TIMEOUT, 0},
    {SIM_TRY, IS_BODY, KEY_EXCEPT | KEY_ELSE | KEY_FINALLY, 0},
};

enum { GRAMMARS = sizeof GRAMMAR / sizeof *GRAMMAR };

const Grammar *vocabulary_at(int i)
{
    return i >= 0 && i < GRAMMARS ? &GRAMMAR[i] : NULL;
}

const Grammar *vocabulary_find(Text name)
{
    for (int i = 0; i < GRAMMARS; i++) {
        if (text_eq(name, text_from(sim_operation_name(GRAMMAR[i].op)))) {
            return &GRAMMAR[i];
        }
    }
    return NULL;
}

const char *vocabulary_key(int i)
{
    return KEY_NAMES[i];
}
