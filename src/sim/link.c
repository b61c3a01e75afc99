// Linking: checks a program and makes the flat array of operations that a run performs.
//
// Blocks become jumps. A try statement is laid out as
//     OP_TRY  body  [OP_TRY_ELSE else]  OP_TRY_DONE  {OP_EXCEPT handler OP_TRY_DONE}  [OP_FINALLY finally OP_FINALLY_END]
// Jumps are relative: a, b and c of an operation count from itself.
#include "sim/code.h"
#include "sim/profile.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

enum { MAX_NESTING = 200 };

typedef struct {
    SimOperation op;        // what opened the block
    SimOperation part;      // the part that is open: SIM_TRY is the body
    int begin;              // index of its opener
    int last;               // if: what jumps to the next part; try: the last OP_EXCEPT
} Block;

typedef struct {
    Arena *arena;
    const Program *program;
    const SimOptions *options;
    SimError *error;
    LIST(Op) ops;
    LIST(CodePlace) places;
    LIST(Draw) draws;
    LIST(int) items;
    Block blocks[MAX_NESTING];
    int depth;
    int coroutine, coroutine_draws;
    bool is_callback;       // the coroutine is used as a plain function
    const Instruction *at;
} Linker;

static bool refuse(Linker *l, int line, int column, const char *format, ...) __attribute__((format(printf, 4, 5)));

static bool refuse(Linker *l, int line, int column, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    l->error->line = line;
    l->error->column = column;
    vsnprintf(l->error->message, sizeof l->error->message, format, args);
    va_end(args);
    return false;
}

#define REFUSE(l, ...) refuse((l), (l)->at->line, (l)->at->column, __VA_ARGS__)

// ---- numbers

static bool find_draw(const Program *p, Number n)
{
    const NumberNode *node = &p->numbers.at[n - 1];
    return node->kind == 'd';
}

// The value of a number that must not be drawn.
static bool evaluate(Linker *l, Number n, double *value)
{
    const NumberNode *node = &l->program->numbers.at[n - 1];
    *value = number_value(l->program, n, l->options->parameters);
    if (isnan(*value)) {
        return refuse(l, node->line, node->column, "this comes to no number: 0/0, or a distribution where none can be");
    }
    return true;
}

// A place is known by its coroutine's name and its number among the draws there.
static int add_draw(Linker *l, Draw draw)
{
    uint64_t site = text_hash(l->program->coroutines.at[l->coroutine - 1].name) + (uint64_t)l->coroutine_draws++;
    draw.key = draw_key(l->options->seed, site);
    *list_push(l->arena, &l->draws) = draw;
    return l->draws.n - 1;
}

static bool set_time(Linker *l, Number n, Op *op)
{
    if (!find_draw(l->program, n)) {
        return evaluate(l, n, &op->d);
    }
    const NumberNode *node = &l->program->numbers.at[n - 1];
    Draw draw = {.kind = node->distribution};
    if (!evaluate(l, node->left, &draw.a) || (node->right && !evaluate(l, node->right, &draw.b))) {
        return false;
    }
    if (!isfinite(draw.a) || !isfinite(draw.b) || draw.a < 0 || draw.b < 0 ||
        (draw.kind == SIM_UNIFORM && draw.b < draw.a)) {
        return refuse(l, node->line, node->column, "a distribution needs finite numbers that are not negative, in order");
    }
    op->c = add_draw(l, draw);
    op->flags |= OP_DRAWN;
    return true;
}

// ---- emitting

static Op *emit(Linker *l, int code)
{
    Op *op = list_push(l->arena, &l->ops);
    *op = (Op){.code = (uint8_t)code};
    *list_push(l->arena, &l->places) = (CodePlace){l->at->line, l->at->column};
    return op;
}

static bool check_handles(Linker *l)
{
    const SimOperands *w = &l->at->with;
    const Program *p = l->program;
    const Shape *s = operation_shape(l->at->op);
    bool ok = w->coroutine >= 0 && w->coroutine <= p->coroutines.n && w->slot >= 0 && w->slot <= p->slots.n &&
              w->object >= 0 && w->object <= p->objects.n && w->name >= 0 && w->name <= p->names.n && w->group >= 0 &&
              w->group <= p->names.n && w->time >= 0 && w->time <= p->numbers.n && w->count >= 0 &&
              w->count <= p->numbers.n && w->index >= 0 && w->index <= p->numbers.n;
    for (int i = 0; ok && i < w->item_count; i++) {
        ok = w->items[i] != 0 && w->items[i] <= p->slots.n && -w->items[i] <= p->coroutines.n;
    }
    ok = ok && (!(s->needs & NEEDS_TIME) || w->time) && (!(s->needs & NEEDS_COUNT) || w->count) &&
         (!(s->needs & NEEDS_COROUTINE) || w->coroutine) && (!(s->needs & NEEDS_SLOT) || w->slot) &&
         (!(s->needs & NEEDS_OBJECT) || w->object) && (!(s->needs & NEEDS_NAME) || w->name) &&
         (!(s->needs & NEEDS_GROUP) || w->group);
    ok = ok && (l->at->op != SIM_CLEAR || w->object || w->slot) &&
         (l->at->op != SIM_GATHER || w->item_count > 0 || w->slot);
    return ok ? true : REFUSE(l, "`%s` lacks an operand, or has one that does not exist", s->name);
}

static bool check_operation(Linker *l)
{
    const SimOperands *w = &l->at->with;
    const Shape *s = operation_shape(l->at->op);
    if (!check_handles(l)) {
        return false;
    }
    if (s->needs & SUSPENDS && l->is_callback) {
        return REFUSE(l, "`%s` may suspend, and `%.*s` is used as a callback, which cannot", s->name,
                      PRI(l->program->coroutines.at[l->coroutine - 1].name));
    }
    if (w->object) {
        SimObjectKind kind = l->program->objects.at[w->object - 1].kind;
        if (!(s->objects >> kind & 1)) {
            return REFUSE(l, "`%s` is nothing that a %s can do", s->name, sim_object_kind_name(kind));
        }
    }
    return true;
}

static bool in_loop(const Linker *l)
{
    for (int i = 0; i < l->depth; i++) {
        SimOperation op = l->blocks[i].op;
        if (op == SIM_REPEAT || op == SIM_FOREVER || op == SIM_AS_COMPLETED) {
            return true;
        }
    }
    return false;
}

// What the Python of the profile does not have yet raises AttributeError there.
static bool is_missing(const Linker *l)
{
    const SimProfile *p = l->options->profile;
    switch (l->at->op) {
    case SIM_TIMEOUT:
    case SIM_TASKGROUP:
        return !p->has_timeout;
    case SIM_SHUTDOWN:
        return !p->has_shutdown;
    case SIM_TASK_FACTORY:
    case SIM_SPAWN:
        return l->at->with.eager && !p->has_eager;
    default:
        return false;
    }
}

static bool set_count(Linker *l, Number n, double otherwise, double *value)
{
    *value = otherwise;
    return n ? evaluate(l, n, value) : true;
}

// The operands of an operation that is no block.
static bool set_operands(Linker *l, Op *op)
{
    const SimOperands *w = &l->at->with;
    switch (l->at->op) {
    case SIM_SPAWN:
        *op = (Op){.code = op->code, .a = w->coroutine, .b = w->slot, .c = w->group, .flags = w->eager ? OP_EAGER : 0};
        return set_count(l, w->count, 1, &op->d);
    case SIM_AWAIT:
    case SIM_SHIELD:
    case SIM_CANCEL:
        op->b = w->slot;
        op->flags = w->index ? OP_INDEXED : 0;
        return set_count(l, w->index, -1, &op->d);
    case SIM_GATHER:
        *op = (Op){.code = op->code, .a = l->items.n, .b = w->item_count, .c = w->slot,
                   .flags = w->return_exceptions ? OP_RETURN_EXCEPTIONS : 0};
        for (int i = 0; i < w->item_count; i++) {
            *list_push(l->arena, &l->items) = w->items[i];
        }
        return true;
    case SIM_WAIT_TASKS:
        op->a = w->return_when;
        op->b = w->slot;
        op->flags = w->time ? OP_TIMED : 0;
        return w->time ? set_time(l, w->time, op) : true;
    case SIM_PUT:
    case SIM_PUT_NOWAIT:
        op->a = w->object;
        return set_count(l, w->count, 0, &op->d);
    case SIM_NOTIFY:
        op->a = w->object;
        return set_count(l, w->count, 1, &op->d);
    case SIM_CLEAR:
        op->a = w->object;
        op->b = w->slot;
        return true;
    case SIM_RAISE:
        op->a = w->exception;
        return true;
    case SIM_DONE_CALLBACK:
        op->a = w->coroutine;
        op->b = w->object;
        return true;
    default:
        op->a = w->coroutine ? w->coroutine : w->object;
        op->b = w->name;
        op->flags = (w->eager ? OP_EAGER : 0) | (w->immediate ? OP_IMMEDIATE : 0);
        return w->time ? set_time(l, w->time, op) : true;
    }
}

static bool check_value(Linker *l, const Op *op)
{
    if (l->at->op == SIM_CPU && !(op->flags & OP_DRAWN) && !(op->d >= 0 && isfinite(op->d))) {
        return REFUSE(l, "`cpu` of %g seconds: it must be finite and not negative", op->d);
    }
    if ((l->at->op == SIM_SPAWN || l->at->op == SIM_REPEAT) && op->d > 9e15) {
        return REFUSE(l, "`%s` %g times: that is too often", operation_shape(l->at->op)->name, op->d);
    }
    return true;
}

static bool link_plain(Linker *l)
{
    SimOperation code = l->at->op;
    if ((code == SIM_BREAK || code == SIM_CONTINUE) && !in_loop(l)) {
        return REFUSE(l, "`%s` outside of a loop", operation_shape(code)->name);
    }
    Op *op = emit(l, is_missing(l) ? (int)OP_MISSING : (int)code);
    if (!set_operands(l, op) || !check_value(l, op)) {
        return false;
    }
    if (code == SIM_WAIT_FOR) {
        if (l->options->profile->wait_for_inline) {
            emit(l, OP_TIMEOUT_END);
        } else {
            op->code = OP_WAIT_FOR_TASK;
        }
    }
    return true;
}

// ---- blocks

static bool link_opener(Linker *l)
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
    Op *op = emit(l, is_missing(l) ? (int)OP_MISSING : CODES[l->at->op]);
    l->blocks[l->depth++] = (Block){.op = l->at->op, .part = l->at->op, .begin = begin, .last = begin};
    switch (l->at->op) {
    case SIM_REPEAT:
        return evaluate(l, w->count, &op->d) && check_value(l, op);
    case SIM_FOREVER:
        op->d = INFINITY;
        return true;
    case SIM_IF:
        op->c = add_draw(l, (Draw){0});
        return evaluate(l, w->count, &op->d);
    case SIM_WITH:
        op->a = w->object;
        return true;
    case SIM_TIMEOUT:
        return set_time(l, w->time, op);
    case SIM_TASKGROUP:
        op->a = w->group;
        return true;
    case SIM_AS_COMPLETED:
        op->b = w->slot;
        op->flags = w->time ? OP_TIMED : 0;
        return w->time ? evaluate(l, w->time, &op->d) : true;
    default:
        return true;
    }
}

static bool link_except(Linker *l, Block *b)
{
    if (b->op != SIM_TRY || (b->part != SIM_TRY && b->part != SIM_EXCEPT)) {
        return REFUSE(l, "`except` belongs behind the body of a `try`");
    }
    emit(l, OP_TRY_DONE);
    int here = l->ops.n;
    uint32_t kinds = l->at->with.kinds;
    kinds |= kinds & SIM_MASK(SIM_RUNTIME_ERROR) ? SIM_MASK(SIM_BROKEN_BARRIER) : 0;
    emit(l, OP_EXCEPT)->a = (int32_t)kinds;
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
    emit(l, OP_TRY_DONE);
    int body_done = b->begin + l->ops.at[b->begin].a - 1;
    l->ops.at[body_done] = (Op){.code = OP_JUMP, .a = l->ops.n - body_done};
    emit(l, OP_TRY_ELSE);
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
    emit(l, OP_JUMP);
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
    emit(l, OP_TRY_DONE);
    l->ops.at[b->begin].b = l->ops.n - b->begin;
    emit(l, OP_FINALLY);
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
        emit(l, b->op == SIM_AS_COMPLETED ? OP_NEXT : OP_LOOP_END)->a = begin + 1 - here;
        break;
    case SIM_IF:
        l->ops.at[b->last].a = l->ops.n - b->last;
        break;
    case SIM_WITH:
        emit(l, OP_WITH_END);
        break;
    case SIM_TIMEOUT:
        emit(l, OP_TIMEOUT_END);
        break;
    case SIM_TASKGROUP:
        emit(l, OP_GROUP_END);
        break;
    default:
        emit(l, b->part == SIM_FINALLY ? OP_FINALLY_END : OP_TRY_DONE);
        l->ops.at[begin].c = l->ops.n - begin;
    }
    l->depth--;
    return true;
}

static bool link_part(Linker *l)
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

// ---- coroutines and objects

static bool used_as_callback(const Program *p, int coroutine)
{
    for (int c = 0; c < p->coroutines.n; c++) {
        for (int i = 0; i < p->coroutines.at[c].body.n; i++) {
            const Instruction *in = &p->coroutines.at[c].body.at[i];
            if ((in->op == SIM_CALL_SOON || in->op == SIM_CALL_LATER || in->op == SIM_DONE_CALLBACK) &&
                in->with.coroutine == coroutine) {
                return true;
            }
        }
    }
    return false;
}

static bool link_coroutine(Linker *l, int coroutine)
{
    const CoroutineNode *c = &l->program->coroutines.at[coroutine - 1];
    Instruction end = {.op = SIM_RETURN, .line = c->line, .column = c->column};
    l->coroutine = coroutine;
    l->coroutine_draws = 0;
    l->is_callback = used_as_callback(l->program, coroutine);
    l->depth = 0;
    for (int i = 0; i < c->body.n; i++) {
        l->at = &c->body.at[i];
        if (l->at->op <= 0 || l->at->op >= SIM_OPERATIONS) {
            return REFUSE(l, "there is no operation %d", (int)l->at->op);
        }
        uint16_t needs = operation_shape(l->at->op)->needs;
        bool ok = check_operation(l) &&
                  (needs & IS_PART ? link_part(l) : needs & IS_BLOCK ? link_opener(l) : link_plain(l));
        if (!ok) {
            return false;
        }
    }
    if (l->depth > 0) {
        return REFUSE(l, "a block of `%.*s` has no end", PRI(c->name));
    }
    l->at = &end;
    emit(l, SIM_RETURN);
    return true;
}

// What closes an abandoned generator whose finally clause is `coroutine`: a try statement of which only the end of the
// body is left. Returns the op of the try statement.
static int link_closer(Linker *l, int coroutine)
{
    Instruction none = {0};
    int begin = l->ops.n;
    l->at = &none;
    *emit(l, OP_TRY) = (Op){.code = OP_TRY, .b = 2, .c = 5};
    emit(l, OP_TRY_DONE);
    emit(l, OP_FINALLY);
    emit(l, SIM_CALL)->a = coroutine;
    emit(l, OP_FINALLY_END);
    emit(l, SIM_RETURN);
    return begin;
}

static bool check_object(Linker *l, const ObjectNode *o, double size)
{
    if (o->kind == SIM_BARRIER && !l->options->profile->has_timeout) {
        return refuse(l, o->line, o->column, "asyncio.Barrier is new in Python 3.11");
    }
    double least = o->kind == SIM_BARRIER || o->kind == SIM_POOL ? 1 : 0;
    bool counts = least > 0 || o->kind == SIM_SEMAPHORE || o->kind == SIM_BOUNDED_SEMAPHORE;
    if (counts && !(size >= least && size <= 9e15)) {
        return refuse(l, o->line, o->column, "a %s of %g: it must be at least %g", sim_object_kind_name(o->kind), size, least);
    }
    return true;
}

static bool link_objects(Linker *l, Code *code)
{
    const Program *p = l->program;
    double *sizes = NEW(l->arena, double, p->objects.n + 1);
    for (int i = 0; i < p->objects.n; i++) {
        const ObjectNode *o = &p->objects.at[i];
        sizes[i + 1] = o->kind == SIM_SEMAPHORE || o->kind == SIM_BOUNDED_SEMAPHORE ? 1 : 0;
        if ((o->size && !evaluate(l, o->size, &sizes[i + 1])) || !check_object(l, o, sizes[i + 1])) {
            return false;
        }
    }
    code->sizes = sizes;
    return true;
}

bool code_link(Arena *a, const Program *p, const SimOptions *options, Code *code, SimError *error)
{
    Linker *l = NEW(a, Linker, 1);
    *l = (Linker){.arena = a, .program = p, .options = options, .error = error};
    if (p->entry <= 0 || p->entry > p->coroutines.n) {
        return refuse(l, 0, 0, "the program does not say what to run");
    }
    int *start = NEW(a, int, p->coroutines.n + 2);
    Instruction end = {0};
    l->at = &end;
    emit(l, SIM_RETURN);            // coroutine 0: shutdown_asyncgens
    start[p->coroutines.n + 1] = l->ops.n;
    emit(l, OP_DROP_POOL);          // the one behind the last: shutdown_default_executor
    emit(l, SIM_RETURN);
    for (int c = 1; c <= p->coroutines.n; c++) {
        start[c] = l->ops.n;
        if (!link_coroutine(l, c)) {
            return false;
        }
    }
    int *closers = NEW(a, int, p->coroutines.n + 1);
    for (int c = 1; c <= p->coroutines.n; c++) {
        closers[c] = link_closer(l, c);
    }
    *code = (Code){
        .ops = l->ops.at, .op_count = l->ops.n, .places = l->places.at, .start = start, .closers = closers, .draws = l->draws.at,
        .draw_count = l->draws.n, .items = l->items.at, .program = p,
    };
    return link_objects(l, code);
}
