// The machine that runs coroutines: fetches operations and performs them until one suspends or the coroutine ends.
//
// A task that suspends keeps where it stands (pc), its control stack, and the leaf it waits in. When its next step comes,
// the leaf says how the wait ended; that status goes to a machine in C if one stands on top of the stack (a condition's
// wait, say, which has to get its lock back), else to the program: 0 goes on behind the operation, others unwind.
#include "sim/run.h"

#include <math.h>

typedef int Perform(Run *r, Task *t, const Op *op);

double op_duration(Run *r, Task *t, const Op *op)
{
    return op->flags & OP_DRAWN ? draw_number(r, t, op->c) : op->d;
}

static int op_cpu(Run *r, Task *t, const Op *op)
{
    double d = op_duration(r, t, op);
    NOTE(r, SIM_COMPUTE, .value = d, .task = t->plain ? 0 : t->id, .coroutine = (int)t->coroutine);
    advance(r, r->now + d);
    return 0;
}

static int op_call(Run *r, Task *t, const Op *op)
{
    frame_push(r, t, FRAME_CALL, op)->pc = t->pc;
    t->pc = r->ops + r->code.start[op->a];
    return 0;
}

static int op_return(Run *r, Task *t, const Op *op)
{
    (void)r, (void)t, (void)op;
    return LEAVE_RETURN;
}

static int op_break(Run *r, Task *t, const Op *op)
{
    (void)r, (void)t, (void)op;
    return LEAVE_BREAK;
}

static int op_continue(Run *r, Task *t, const Op *op)
{
    (void)r, (void)t, (void)op;
    return LEAVE_CONTINUE;
}

static int op_jump(Run *r, Task *t, const Op *op)
{
    (void)r;
    t->pc = op + op->a;
    return 0;
}

static int op_if(Run *r, Task *t, const Op *op)
{
    if (!draw_chance(r, t, op->c, op->d)) {
        t->pc = op + op->a;
    }
    return 0;
}

static int op_try(Run *r, Task *t, const Op *op)
{
    frame_push(r, t, FRAME_TRY, op);
    return 0;
}

static int op_missing(Run *r, Task *t, const Op *op)
{
    (void)r, (void)t, (void)op;
    return SIM_ATTRIBUTE_ERROR;
}

static int op_drop_pool(Run *r, Task *t, const Op *op)
{
    (void)t, (void)op;
    r->arrival_count = 0;
    return 0;
}

static Perform *const PERFORM[] = {
    [SIM_CPU] = op_cpu, [SIM_SLEEP] = op_sleep, [SIM_EXTERN] = op_extern, [SIM_THREAD] = op_thread,
    [SIM_SPAWN] = op_spawn, [SIM_CALL] = op_call, [SIM_AWAIT] = op_await, [SIM_GATHER] = op_gather,
    [SIM_WAIT_TASKS] = op_wait_tasks, [SIM_WAIT_FOR] = op_wait_for, [OP_WAIT_FOR_TASK] = op_wait_for_task,
    [SIM_SHIELD] = op_shield, [SIM_CANCEL] = op_cancel, [SIM_KEEP] = op_keep,
    [SIM_PUT] = op_put, [SIM_PUT_NOWAIT] = op_put_nowait, [SIM_GET] = op_get, [SIM_GET_NOWAIT] = op_get_nowait,
    [SIM_TASK_DONE] = op_task_done, [SIM_JOIN] = op_join, [SIM_SHUTDOWN] = op_shutdown,
    [SIM_ACQUIRE] = op_acquire, [SIM_RELEASE] = op_release, [SIM_WAIT] = op_wait, [SIM_NOTIFY] = op_notify,
    [SIM_SET] = op_set, [SIM_CLEAR] = op_clear, [SIM_ABORT] = op_abort, [SIM_RESET] = op_abort,
    [SIM_RAISE] = op_raise, [SIM_RETURN] = op_return, [SIM_BREAK] = op_break, [SIM_CONTINUE] = op_continue,
    [SIM_CALL_SOON] = op_call_soon, [SIM_CALL_LATER] = op_call_later, [SIM_CALL_AT] = op_call_at,
    [SIM_DONE_CALLBACK] = op_done_callback, [SIM_ABANDON] = op_abandon, [SIM_TASK_FACTORY] = op_task_factory,
    [SIM_BEAT] = op_beat, [SIM_MARK] = op_mark, [SIM_OBSERVE] = op_observe, [SIM_SAY] = op_say,
    [OP_JUMP] = op_jump, [OP_IF] = op_if,
    [OP_TRY] = op_try, [OP_TRY_ELSE] = op_try_else, [OP_TRY_DONE] = op_try_done, [OP_FINALLY_END] = op_finally_end,
    [OP_WITH] = op_with, [OP_WITH_END] = op_with_end, [OP_TIMEOUT] = op_timeout, [OP_TIMEOUT_END] = op_timeout_end,
    [OP_GROUP] = op_group, [OP_GROUP_END] = op_group_end, [OP_COMPLETED] = op_completed, [OP_NEXT] = op_next,
    [OP_DROP_POOL] = op_drop_pool, [OP_MISSING] = op_missing,
};

static void check_turns(Run *r, Task *t, const Op *op, uint64_t turns)
{
    const SimLimits *limits = &r->options.limits;
    t->pc = op + 1;
    r->turns = turns;
    if (turns - r->turns_before > limits->turns) {
        fail_run(r, "%llu turns of a loop in one task step, without an await that suspends",
                 (unsigned long long)limits->turns);
    }
    check_work(r);
    r->turns_until = r->turns_before + (limits->turns < limits->work ? limits->turns : limits->work);
}

// Performs operations from the task's pc on; *task is who performed the last of them. What suspends most often and what
// loops is done here; the rest by the table. Loops are counted here, and over several calls in r->turns.
static __attribute__((noinline)) int execute(Run *r, Task **task)
{
    Task *t = *task;
    const Op *op = t->pc;
    uint64_t turns = r->turns;
    for (;;) {
        Frame *f;
        int status;
        switch (op->code) {
        case SIM_YIELD:
            t->pc = op + 1;
            soon(r, SIM_CB_STEP, 0, t, NULL);
            t = next_behind_yield(r);
            if (!t) {
                r->turns = r->turns_before = turns;
                return SUSPENDED;
            }
            *task = t;
            op = t->pc;
            r->turns_before = turns;
            break;
        case OP_LOOP:
            if (op->d < 1) {
                op += op->a + 1;
                break;
            }
            f = frame_push(r, t, FRAME_LOOP, op);
            f->n = op->d < 9e18 ? (int64_t)op->d : INT64_MAX;
            op++;
            break;
        case OP_LOOP_END:
            f = frame_top(t);
            if (--f->n > 0) {
                if (__builtin_expect(++turns > r->turns_until, 0)) {
                    check_turns(r, t, op, turns);
                }
                op += op->a;
            } else {
                t->depth--;
                op++;
            }
            break;
        default:
            t->pc = op + 1;
            r->turns = turns;
            status = PERFORM[op->code](r, t, op);
            turns = r->turns;           // an eager task that ran meanwhile had its own
            if (status) {
                if (status == SUSPENDED) {
                    r->turns_before = turns;
                } else {
                    r->turns++;
                }
                return status;
            }
            op = t->pc;
        }
    }
}

// Gives a status to the machine in C on top of the stack.
static int resume_native(Run *r, Task *t, int status)
{
    switch ((FrameKind)frame_top(t)->kind) {
    case FRAME_WITH_ENTERING:
        if (status) {
            t->depth--;
        } else {
            frame_top(t)->kind = FRAME_WITH;
        }
        return status;
    case FRAME_CONDITION:
        return condition_resume(r, t, status);
    case FRAME_BARRIER:
        return barrier_resume(r, t, status);
    case FRAME_GROUP_EXIT:
        return group_resume(r, t, status);
    case FRAME_WAIT_FOR:
        return wait_for_resume(r, t, status);
    case FRAME_COMPLETED_NEXT:
        return completed_resume(r, t, status);
    default:
        assert_or_trap(!"no machine");
    }
    return status;
}

Task *machine_run(Run *r, Task *t, int status)
{
    do {
        if (t->leaf != LEAF_NONE) {
            status = leaf_resume(r, t, status);
        }
        while (status >= 0) {
            if (t->depth && frame_top(t)->kind >= FRAME_NATIVE) {
                status = resume_native(r, t, status);
            } else {
                status = status ? unwind(r, t, status) : execute(r, &t);
            }
        }
        if (status != SUSPENDED) {
            return t;
        }
        t = next_in_line(r, &status);
    } while (t);
    return NULL;
}
