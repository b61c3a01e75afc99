// Linking of blocks: they become jumps. A try statement is laid out as
//     OP_TRY body [OP_TRY_ELSE else] OP_TRY_DONE {OP_EXCEPT handler OP_TRY_DONE} [OP_FINALLY finally OP_FINALLY_END]
#include "sim/linker.h"

#include <math.h>

bool link_opener(Linker *l)
{
    static const uint8_t CODES[SIM_OPERATIONS] = {
        [SIM_REPEAT] = OP_LOOP, [SIM_FOREVER] = OP_LOOP, [SIM_IF] = OP_IF, [SIM_WITH] = OP_WITH,
        [SIM_TIMEOUT] = OP_TIMEOUT, [SIM_TASKGROUP] = OP_GROUP, [SIM_AS_COMPLETED] = OP_COMPLETED, [SIM_TRY] = OP_TRY,
    };
    const SimOperands *w = &l->at->with;
    if (l->depth == MAX_NESTING) {
        return REFUSE(l, "blocks nested more than %d deep", MAX_NESTING);
    }
    int begin = l->ops.n;
    Op *op = link_emit(l, link_is_missing(l) ? (int)OP_MISSING : CODES[l->at->op]);
    l->blocks[l->depth++] = (Block){.op = l->at->op, .part = l->at->op, .begin = begin, .last = begin};
    switch (l->at->op) {
    case SIM_REPEAT:
        return link_number(l, w->count, &op->d) && link_check_value(l, op);
    case SIM_FOREVER:
        op->d = INFINITY;
        return true;
    case SIM_IF:
        op->c = link_draw(l, (Draw){0});
        return link_number(l, w->count, &op->d);
    case SIM_WITH:
        op->a = w->object;
        return true;
    case SIM_TIMEOUT:
        return link_time(l, w->time, op);
    case SIM_TASKGROUP:
        op->a = w->group;
        return true;
    case SIM_AS_COMPLETED:
        op->b = w->slot;
        op->flags = w->time ? OP_TIMED : 0;
        return w->time ? link_number(l, w->time, &op->d) : true;
    default:
        return true;
    }
}

static bool link_except(Linker *l, Block *b)
{
    if (b->op != SIM_TRY || (b->part != SIM_TRY && b->part != SIM_EXCEPT)) {
        return REFUSE(l, "`except` belongs behind the body of a `try`");
    }
    link_emit(l, OP_TRY_DONE);
    int here = l->ops.n;
    uint32_t kinds = l->at->with.kinds;
    kinds |= kinds & SIM_MASK(SIM_RUNTIME_ERROR) ? SIM_MASK(SIM_BROKEN_BARRIER) : 0;
    link_emit(l, OP_EXCEPT)->a = (int32_t)kinds;
    Op *previous = &l->ops.at[b->last];
    *(b->part == SIM_TRY ? &previous->a : &previous->b) = here - b->last;
    b->part = SIM_EXCEPT;
    b->last = here;
    return true;
}

// The else part of a try statement is written behind the handlers and runs behind the body: the body jumps to it.
static bool link_try_else(Linker *l, Block *b)
{
    if (b->part != SIM_EXCEPT) {
        return REFUSE(l, "`else` of a `try` belongs behind its `except`");
    }
    link_emit(l, OP_TRY_DONE);
    int body_done = b->begin + l->ops.at[b->begin].a - 1;
    l->ops.at[body_done] = (Op){.code = OP_JUMP, .a = l->ops.n - body_done};
    link_emit(l, OP_TRY_ELSE);
    b->part = SIM_ELSE;
    return true;
}

static bool link_else(Linker *l, Block *b)
{
    if (b->op == SIM_TRY) {
        return link_try_else(l, b);
    }
    if (b->op != SIM_IF || b->part != SIM_IF) {
        return REFUSE(l, "`else` without an `if` or `try`");
    }
    int here = l->ops.n;
    link_emit(l, OP_JUMP);
    l->ops.at[b->begin].a = l->ops.n - b->begin;
    b->last = here;
    b->part = SIM_ELSE;
    return true;
}

static bool link_finally(Linker *l, Block *b)
{
    if (b->op != SIM_TRY || b->part == SIM_FINALLY) {
        return REFUSE(l, "`finally` without a `try`");
    }
    link_emit(l, OP_TRY_DONE);
    l->ops.at[b->begin].b = l->ops.n - b->begin;
    link_emit(l, OP_FINALLY);
    b->part = SIM_FINALLY;
    return true;
}

static bool link_end(Linker *l, Block *b)
{
    int begin = b->begin, here;
    switch (b->op) {
    case SIM_REPEAT:
    case SIM_FOREVER:
    case SIM_AS_COMPLETED:
        here = l->ops.n;
        l->ops.at[begin].a = here - begin;
        link_emit(l, b->op == SIM_AS_COMPLETED ? OP_NEXT : OP_LOOP_END)->a = begin + 1 - here;
        break;
    case SIM_IF:
        l->ops.at[b->last].a = l->ops.n - b->last;
        break;
    case SIM_WITH:
        link_emit(l, OP_WITH_END);
        break;
    case SIM_TIMEOUT:
        link_emit(l, OP_TIMEOUT_END);
        break;
    case SIM_TASKGROUP:
        link_emit(l, OP_GROUP_END);
        break;
    default:
        link_emit(l, b->part == SIM_FINALLY ? OP_FINALLY_END : OP_TRY_DONE);
        l->ops.at[begin].c = l->ops.n - begin;
    }
    l->depth--;
    return true;
}

bool link_part(Linker *l)
{
    if (l->depth == 0) {
        return REFUSE(l, "`%s` without a block", operation_shape(l->at->op)->name);
    }
    Block *b = &l->blocks[l->depth - 1];
    switch (l->at->op) {
    case SIM_EXCEPT:
        return link_except(l, b);
    case SIM_ELSE:
        return link_else(l, b);
    case SIM_FINALLY:
        return link_finally(l, b);
    default:
        return link_end(l, b);
    }
}
