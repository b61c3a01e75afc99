// The control stack of a coroutine: loops, calls, try, async with. And how exceptions, return, break and continue find
// their way out through it.
#include "sim/run.h"

#include <string.h>

enum { MAX_DEPTH = 100000 };

typedef enum { TRY_BODY, TRY_ELSE, TRY_HANDLER, TRY_FINALLY } TryState;

Frame *frame_push(Run *r, Task *t, FrameKind kind, const Op *op)
{
    if (t->depth == t->room) {
        if (t->room > MAX_DEPTH) {
            fail_run(r, "calls and blocks nested more than %d deep (Python would raise RecursionError)", MAX_DEPTH);
        }
        Frame *larger = store_take(&r->store, 2 * (size_t)t->room * sizeof *larger);
        memcpy(larger, t->frames, t->depth * sizeof *larger);
        uint32_t room = t->room * 2;
        frames_free(r, t);
        t->frames = larger;
        t->room = room;
    }
    Frame *f = &t->frames[t->depth++];
    *f = (Frame){.kind = (uint8_t)kind, .at = (uint32_t)(op - r->ops)};
    return f;
}

void frames_free(Run *r, Task *t)
{
    if (t->frames != t->inline_frames) {
        store_give(&r->store, t->frames, t->room * sizeof *t->frames);
        t->frames = t->inline_frames;
        t->room = INLINE_FRAMES;
    }
}

// The handler of a try statement that takes `exception`, or NULL.
static const Op *find_handler(const Op *try_op, int exception)
{
    const Op *h = try_op->a ? try_op + try_op->a : NULL;
    while (h && !((uint32_t)h->a & SIM_MASK(exception))) {
        h = h->b ? h + h->b : NULL;
    }
    return h;
}

// A status reaches a try statement. 0: it goes on there; otherwise it passes.
static int unwind_try(Run *r, Task *t, int status)
{
    Frame *f = frame_top(t);
    const Op *op = r->ops + f->at;
    const Op *h = status < LEAVE_RETURN && f->state == TRY_BODY ? find_handler(op, status) : NULL;
    if (h) {
        f->state = TRY_HANDLER;
        f->status = (uint8_t)status;
        t->pc = h + 1;
        return 0;
    }
    if (op->b && f->state != TRY_FINALLY) {
        f->state = TRY_FINALLY;
        f->status = (uint8_t)status;
        t->pc = op + op->b + 1;
        return 0;
    }
    t->depth--;
    return status;
}

// break and continue reach their loop.
static int unwind_loop(Run *r, Task *t, int status)
{
    Frame *f = frame_top(t);
    const Op *end = r->ops + f->at + r->ops[f->at].a;
    if (status == LEAVE_CONTINUE) {
        t->pc = end;
        return 0;
    }
    if (f->kind == FRAME_COMPLETED) {
        completed_leave(r, f->p);
    }
    t->depth--;
    t->pc = end + 1;
    return status == LEAVE_BREAK ? 0 : status;
}

static int unwind_call(Task *t, int status)
{
    const Op *back = frame_top(t)->pc;
    t->depth--;
    if (status == LEAVE_RETURN) {
        t->pc = back;
        return 0;
    }
    return status;
}

static int unwind_with(Run *r, Task *t, int status)
{
    Object *o = &r->objects[r->ops[frame_top(t)->at].a];
    t->depth--;
    int failed = object_release(r, o);
    return failed ? failed : status;
}

int unwind(Run *r, Task *t, int status)
{
    while (status > 0 && t->depth > 0) {
        Frame *f = frame_top(t);
        switch ((FrameKind)f->kind) {
        case FRAME_LOOP:
        case FRAME_COMPLETED:
            status = unwind_loop(r, t, status);
            break;
        case FRAME_CALL:
            status = unwind_call(t, status);
            break;
        case FRAME_TRY:
            status = unwind_try(r, t, status);
            break;
        case FRAME_WITH:
            status = unwind_with(r, t, status);
            break;
        case FRAME_TIMEOUT:
            t->depth--;
            status = timeout_leave(r, t, f, status);
            break;
        case FRAME_GROUP:
            status = group_leave(r, t, status);
            break;
        default:
            assert_or_trap(!"machines take their statuses themselves");
        }
    }
    if (status > 0) {
        t->ended = status < LEAVE_RETURN ? (uint8_t)status : 0;
        return ENDED;
    }
    return status;
}

int op_try_else(Run *r, Task *t, const Op *op)
{
    (void)r, (void)op;
    frame_top(t)->state = TRY_ELSE;
    return 0;
}

// The body, a handler or the else part ended well.
int op_try_done(Run *r, Task *t, const Op *op)
{
    (void)op;
    Frame *f = frame_top(t);
    const Op *try_op = r->ops + f->at;
    if (try_op->b) {
        f->state = TRY_FINALLY;
        f->status = 0;
        t->pc = try_op + try_op->b + 1;
    } else {
        t->depth--;
        t->pc = try_op + try_op->c;
    }
    return 0;
}

int op_finally_end(Run *r, Task *t, const Op *op)
{
    (void)r, (void)op;
    int status = frame_top(t)->status;
    t->depth--;
    return status;
}

// a: the kind, or 0 for what is being handled
int op_raise(Run *r, Task *t, const Op *op)
{
    (void)r;
    if (op->a) {
        return op->a;
    }
    for (uint32_t i = t->depth; i-- > 0;) {
        const Frame *f = &t->frames[i];
        bool handles = f->kind == FRAME_TRY && (f->state == TRY_HANDLER || f->state == TRY_FINALLY);
        if (handles && f->status && f->status < LEAVE_RETURN) {
            return f->status;
        }
    }
    return SIM_RUNTIME_ERROR;       // "No active exception to reraise"
}
