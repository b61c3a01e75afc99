// Lowering from outside, and the ground that its parts stand on: emitting, refusing, beginning again.
#include "measure/gauge.h"
#include "measure/lowering.h"

enum { ATTEMPTS_MOST = 100, OPERATIONS_MOST = 3000000 };
enum { OUT_REFUSED = 1, OUT_AGAIN };

// ---- messages

Text code_of(const Lowering *l, const Node *n)
{
    enum { MOST = 48 };
    Text t = source_span_text(l->m->source, node_span(n));
    ptrdiff_t line = text_find_char(t, '\n');
    ptrdiff_t cut = line >= 0 && line < MOST ? line : MOST;
    if (line < 0 && t.n <= MOST) {
        return t;
    }
    if (n->kind == AST_CALL && n->call.func->end - n->call.func->beg < MOST) {
        return text_format(l->arena, "%.*s(...)", PRI(code_of(l, n->call.func)));
    }
    while (cut > 0 && cut < t.n && ((unsigned char)t.s[cut] & 0xc0) == 0x80) {
        cut--;
    }
    return text_format(l->arena, "%.*s...", (int)(cut < t.n ? cut : t.n), t.s);
}

_Noreturn void refuse(Lowering *l, const Node *at, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    l->why = text_vformat(l->arena, format, args);
    va_end(args);
    l->refused_in = l->m;
    l->refused_at = source_place(l->m->source, at->beg);
    longjmp(*l->way_out, OUT_REFUSED);
}

_Noreturn void begin_again(Lowering *l)
{
    longjmp(*l->way_out, OUT_AGAIN);
}

void assume(Lowering *l, const Node *at, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    Text text = text_vformat(l->arena, format, args);
    va_end(args);
    for (int i = 0; i < l->assumed.n; i++) {
        const Assumption *a = &l->assumed.at[i];
        if (a->node == at && a->kind == format && text_eq(a->text, text)) {
            return;
        }
    }
    *list_push(l->arena, &l->assumed) = (Assumption){l->m, source_place(l->m->source, at->beg), text, at, format};
}

// ---- emitting

Inst *emit(Lowering *l, const Node *at, SimOperation op)
{
    int most = l->options->operations ? l->options->operations : OPERATIONS_MOST;
    if (++l->facts->operations > most) {
        refuse(l, at, "too much to simulate: more than %d operations", most);
    }
    Place place = source_place(l->m->source, at->beg);
    Inst *i = list_push(l->arena, &l->unit->code);
    *i = (Inst){.op = op, .time = (double)NAN, .count = (double)NAN, .index = (double)NAN, .line = place.line,
                .column = place.column};
    return i;
}

void emit_unremedied(Lowering *l, const Node *at)
{
    emit(l, at, SIM_IF)->counts = COUNT_UNREMEDIED;
}

void emit_end(Lowering *l, const Node *at)
{
    emit(l, at, SIM_END);
}

int new_name(Lowering *l, Text name)
{
    *list_push(l->arena, &l->names) = name;
    return l->names.n;
}

int new_slot(Lowering *l, const Node *at)
{
    claim(l, at, "a task", false);
    Text name = l->hint.n ? l->hint : T("tasks");
    name = text_format(l->arena, "%.*s#%d", PRI(name), l->slots.n + 1);
    *list_push(l->arena, &l->slots) = name;
    return l->slots.n;
}

int new_object(Lowering *l, const Node *at, SimObjectKind kind, double size)
{
    claim(l, at, sim_object_kind_name(kind), true);
    Text name = l->hint.n ? l->hint : text_from(sim_object_kind_name(kind));
    int taken = 0;
    for (int i = 0; i < l->objects.n; i++) {
        Text other = l->objects.at[i].name;
        taken += text_eq(other, name) || (text_starts(other, name) && other.n > name.n && other.s[name.n] == '#');
    }
    *list_push(l->arena, &l->objects) = (Object){
        .kind = kind, .size = size, .name = taken ? text_format(l->arena, "%.*s#%d", PRI(name), taken + 1) : name,
    };
    return l->objects.n;
}

Unit *new_unit(Lowering *l, Text name)
{
    Unit *u = NEW(l->arena, Unit, 1);
    *list_push(l->arena, &l->units) = u;
    *u = (Unit){.handle = l->units.n, .name = name, .maker = l->unit, .is_inner = l->is_inner};
    return u;
}

// ---- what the next attempt has to know

static bool has_node(const Node *const *at, int n, const Node *node)
{
    for (int i = 0; i < n; i++) {
        if (at[i] == node) {
            return true;
        }
    }
    return false;
}

bool is_owner(const Lowering *l, const Node *function)
{
    return has_node(l->facts->owners.at, l->facts->owners.n, function);
}

bool must_unroll(const Lowering *l, const Node *loop)
{
    return has_node(l->facts->unrolled.at, l->facts->unrolled.n, loop);
}

static void unroll_or_refuse(Lowering *l, const Node *at, const char *what, const Node *loop)
{
    if (loop && !must_unroll(l, loop)) {
        *list_push(l->arena, &l->facts->unrolled) = loop;
        begin_again(l);
    }
    refuse(l, at, "%s that is there once for each of many tasks or rounds, more than can be told apart", what);
}

// `once`: it cannot even be made again by a later round of the same loop.
void claim(Lowering *l, const Node *at, const char *what, bool once)
{
    if (!l->unit) {
        return;                     // of the module
    }
    bool is_new = false;
    for (const Unit *u = l->unit; u; u = u->maker) {
        const Node *f = u->function.node;
        if (f && !is_owner(l, f)) {
            *list_push(l->arena, &l->facts->owners) = f;
            is_new = true;
        }
    }
    if (is_new) {
        begin_again(l);             // it may have been shared already
    }
    if (l->unit->is_many) {
        unroll_or_refuse(l, at, what, l->unit->loop);
    }
    if (once && l->loop) {
        unroll_or_refuse(l, at, what, l->loop);
    }
}

// ---- the program

static Number number_or_none(Program *p, double x)
{
    return isnan(x) ? 0 : number_constant(p, x);
}

static Number remedy(Program *p)
{
    return number_parameter(p, program_parameter(p, REMEDY_PARAMETER, 0));
}

static Number count_of(Program *p, const Inst *in)
{
    switch (in->counts) {
    case COUNT_LOAD: return number_parameter(p, program_parameter(p, LOAD_PARAMETER, in->count));
    case COUNT_UNREMEDIED: return number_operation(p, '-', number_constant(p, 1), remedy(p));
    case COUNT_YIELDS: return number_parameter(p, program_parameter(p, YIELDS_PARAMETER, 0));
    default: return number_or_none(p, in->count);
    }
}

static void put_unit(Program *p, const Unit *u)
{
    for (int i = 0; i < u->code.n; i++) {
        const Inst *in = &u->code.at[i];
        SimOperands o = in->o;
        if (in->op == SIM_CLEAR && !o.slot && !o.object) {
            continue;           // of a list that never held a task
        }
        program_place(p, in->line, in->column);
        o.time = number_or_none(p, in->time);
        o.count = count_of(p, in);
        o.index = number_or_none(p, in->index);
        code_emit(p, u->handle, in->op, o);
    }
}

static Number size_of(Program *p, const Object *o)
{
    return o->is_watched ? number_parameter(p, program_parameter(p, SIZE_PARAMETER, o->size)) : number_or_none(p, o->size);
}

static Program *make_program(Lowering *l, int entry)
{
    Program *p = program_new(l->arena);
    for (int i = 0; i < l->objects.n; i++) {
        const Object *o = &l->objects.at[i];
        int handle = o->kind == SIM_CONDITION ? program_condition(p, o->name, o->lock) : program_object(p, o->kind, o->name, size_of(p, o));
        assert_or_trap(handle == i + 1);
    }
    for (int i = 0; i < l->slots.n; i++) {
        program_slot(p, l->slots.at[i]);
    }
    for (int i = 0; i < l->names.n; i++) {
        int handle = program_name(p, l->names.at[i]);
        assert_or_trap(handle == i + 1);
    }
    for (int i = 0; i < l->units.n; i++) {
        program_coroutine(p, l->units.at[i]->name);
    }
    for (int i = 0; i < l->units.n; i++) {
        put_unit(p, l->units.at[i]);
    }
    program_entry(p, entry);
    return p;
}

// ---- entries

static Node *find_run(Module *m)
{
    for (int i = 0; i < m->ast->n; i++) {
        Node *n = m->ast->nodes[i];
        Text name = n->kind == AST_CALL ? callee_name(m, n) : (Text){0};
        if (text_eq(name, T("asyncio.run")) || text_ends(name, T("Loop.run_until_complete")) ||
            text_eq(name, T("asyncio.Runner.run"))) {
            return n;
        }
    }
    return NULL;
}

static Node *find_function(const Module *m, Arena *a, Text name)
{
    for (int i = 0; i < m->ast->n; i++) {
        Node *n = m->ast->nodes[i];
        if (n->kind == AST_FUNCTION) {
            Text outer = node_context(m, a, n);
            Text whole = outer.n ? text_format(a, "%.*s.%.*s", PRI(outer), PRI(n->function.name.text)) : n->function.name.text;
            if (text_eq(whole, name)) {
                return n;
            }
        }
    }
    return NULL;
}

// What the entry is: a call of asyncio.run, or a function.
typedef struct {
    Node *run, *function;
    Build *build;
    void *context;
} Entry;

static int by_place(const void *x, const void *y)
{
    const Assumption *a = x, *b = y;
    return a->at.line != b->at.line ? a->at.line - b->at.line : a->at.column - b->at.column;
}

static Frame *module_frame(Lowering *l, Module *m)
{
    Frame *f = NEW(l->arena, Frame, 1);
    f->m = m;
    return f;
}

static void lower_entry(Lowering *l, Module *m, Entry e)
{
    Val entry;
    l->m = m;
    l->frame = module_frame(l, m);
    l->loop_count = 1;
    if (e.build) {
        Unit *u = e.build(l, e.context);
        lower_waiting(l);
        l->unit = u;
        return;
    }
    if (e.run) {
        entry = evaluate(l, argument(e.run, 0, "main"));
    } else {
        Val function = {.kind = VAL_FUNCTION, .m = m, .node = e.function, .frame = l->frame};
        Awaitable *a = bind_arguments(l, NULL, function);
        entry = (Val){.kind = VAL_AWAITABLE, .awaitable = a};
    }
    Node *at = e.run ? e.run : e.function;
    if (entry.kind != VAL_AWAITABLE) {
        refuse(l, at, "what runs here is no coroutine that can be looked into");
    }
    Unit *u = unit_around(l, at, entry);
    lower_waiting(l);
    l->unit = u;
}

static bool attempt(Lowering *l, Module *m, Entry e, volatile bool *again)
{
    jmp_buf out;
    l->way_out = &out;
    int way = setjmp(out);
    if (way == 0) {
        lower_entry(l, m, e);
        return true;
    }
    *again = way == OUT_AGAIN;
    return false;
}

static Lowered lower(Arena *a, Module *m, Entry e, const LowerOptions *options)
{
    Facts facts = {0};
    Lowering *l = NULL;
    volatile bool again = true, done = false;
    for (int i = 0; i < ATTEMPTS_MOST && again; i++) {
        again = false;
        l = NEW(a, Lowering, 1);
        *l = (Lowering){.arena = a, .options = options, .facts = &facts};
        done = attempt(l, m, e, &again);
    }
    if (!done) {
        if (again) {
            l->why = T("too many loops that would have to be unrolled");
            l->refused_in = m;
            l->refused_at = (Place){1, 1};
        }
        return (Lowered){.module = l->refused_in, .at = l->refused_at, .why = l->why};
    }
    if (l->assumed.n) {
        qsort(l->assumed.at, (size_t)l->assumed.n, sizeof *l->assumed.at, by_place);
    }
    return (Lowered){.program = make_program(l, l->unit->handle), .assumed = l->assumed, .watched = l->watched};
}

Lowered lower_built(Arena *a, Module *m, Build *build, void *context, const LowerOptions *options)
{
    return lower(a, m, (Entry){.build = build, .context = context}, options);
}

Lowered lower_function(Arena *a, Module *m, Node *function, const LowerOptions *options)
{
    return lower(a, m, (Entry){.function = function}, options);
}

Lowered lower_file(Arena *a, Module *m, Text name, const LowerOptions *options)
{
    Entry e = {.run = name.n ? NULL : find_run(m), .function = name.n ? find_function(m, a, name) : NULL};
    if (e.run && argument(e.run, 0, "main")) {
        return lower(a, m, e, options);
    }
    if (e.function) {
        return lower(a, m, e, options);
    }
    Text why = name.n ? text_format(a, "there is no function `%.*s`", PRI(name))
                      : T("nothing here calls asyncio.run(); name a coroutine function: FILE.py:FUNCTION");
    return (Lowered){.module = m, .at = {1, 1}, .why = why};
}
