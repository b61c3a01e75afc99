// Linking: checks a program and makes the flat array of operations that a run performs.
//
// Jumps are relative: a, b and c of an operation count from itself. Operations are in linkop.c, blocks in linkblock.c.
#include "sim/linker.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

bool link_refuse(Linker *l, int line, int column, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    l->error->line = line;
    l->error->column = column;
    vsnprintf(l->error->message, sizeof l->error->message, format, args);
    va_end(args);
    return false;
}

Op *link_emit(Linker *l, int code)
{
    Op *op = list_push(l->arena, &l->ops);
    *op = (Op){.code = (uint8_t)code};
    *list_push(l->arena, &l->places) = (CodePlace){l->at->line, l->at->column};
    return op;
}

// ---- numbers

static bool find_draw(const Program *p, Number n)
{
    const NumberNode *node = &p->numbers.at[n - 1];
    return node->kind == 'd';
}

// The value of a number that must not be drawn.
bool link_number(Linker *l, Number n, double *value)
{
    const NumberNode *node = &l->program->numbers.at[n - 1];
    *value = number_value(l->program, n, l->options->parameters);
    if (isnan(*value)) {
        return link_refuse(l, node->line, node->column, "this comes to no number: 0/0, or a distribution where none can be");
    }
    return true;
}

// A place is known by its coroutine's name and its number among the draws there.
int link_draw(Linker *l, Draw draw)
{
    uint64_t site = text_hash(l->program->coroutines.at[l->coroutine - 1].name) + (uint64_t)l->coroutine_draws++;
    draw.key = draw_key(l->options->seed, site);
    *list_push(l->arena, &l->draws) = draw;
    return l->draws.n - 1;
}

bool link_time(Linker *l, Number n, Op *op)
{
    if (!find_draw(l->program, n)) {
        return link_number(l, n, &op->d);
    }
    const NumberNode *node = &l->program->numbers.at[n - 1];
    Draw draw = {.kind = node->distribution};
    if (!link_number(l, node->left, &draw.a) || (node->right && !link_number(l, node->right, &draw.b))) {
        return false;
    }
    if (!isfinite(draw.a) || !isfinite(draw.b) || draw.a < 0 || draw.b < 0 ||
        (draw.kind == SIM_UNIFORM && draw.b < draw.a)) {
        return link_refuse(l, node->line, node->column, "a distribution needs finite numbers that are not negative, in order");
    }
    op->c = link_draw(l, draw);
    op->flags |= OP_DRAWN;
    return true;
}

// ---- coroutines and objects

static bool used_as_callback(const Program *p, int coroutine)
{
    for (int c = 0; c < p->coroutines.n; c++) {
        for (int i = 0; i < p->coroutines.at[c].body.n; i++) {
            const Instruction *in = &p->coroutines.at[c].body.at[i];
            if ((in->op == SIM_CALL_SOON || in->op == SIM_CALL_LATER || in->op == SIM_CALL_AT ||
                 in->op == SIM_DONE_CALLBACK) && in->with.coroutine == coroutine) {
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
        bool ok = link_check(l) &&
                  (needs & IS_PART ? link_part(l) : needs & IS_BLOCK ? link_opener(l) : link_plain(l));
        if (!ok) {
            return false;
        }
    }
    if (l->depth > 0) {
        return REFUSE(l, "a block of `%.*s` has no end", PRI(c->name));
    }
    l->at = &end;
    link_emit(l, SIM_RETURN);
    return true;
}

// What closes an abandoned generator whose finally clause is `coroutine`: a try statement of which only the end of the
// body is left. Returns the op of the try statement.
static int link_closer(Linker *l, int coroutine)
{
    Instruction none = {0};
    int begin = l->ops.n;
    l->at = &none;
    *link_emit(l, OP_TRY) = (Op){.code = OP_TRY, .b = 2, .c = 5};
    link_emit(l, OP_TRY_DONE);
    link_emit(l, OP_FINALLY);
    link_emit(l, SIM_CALL)->a = coroutine;
    link_emit(l, OP_FINALLY_END);
    link_emit(l, SIM_RETURN);
    return begin;
}

static bool check_object(Linker *l, const ObjectNode *o, double size)
{
    if (o->kind == SIM_BARRIER && !l->options->profile->has_timeout) {
        return link_refuse(l, o->line, o->column, "asyncio.Barrier is new in Python 3.11");
    }
    double least = o->kind == SIM_BARRIER || o->kind == SIM_POOL ? 1 : 0;
    bool counts = least > 0 || o->kind == SIM_SEMAPHORE || o->kind == SIM_BOUNDED_SEMAPHORE;
    if (counts && !(size >= least && size <= 9e15)) {
        return link_refuse(l, o->line, o->column, "a %s of %g: it must be at least %g", sim_object_kind_name(o->kind), size, least);
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
        if ((o->size && !link_number(l, o->size, &sizes[i + 1])) || !check_object(l, o, sizes[i + 1])) {
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
        return link_refuse(l, 0, 0, "the program does not say what to run");
    }
    int *start = NEW(a, int, p->coroutines.n + 2);
    Instruction end = {0};
    l->at = &end;
    link_emit(l, SIM_RETURN);            // coroutine 0: shutdown_asyncgens
    start[p->coroutines.n + 1] = l->ops.n;
    link_emit(l, OP_DROP_POOL);          // the one behind the last: shutdown_default_executor
    link_emit(l, SIM_RETURN);
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
