// Lowering from outside: attempts until one stands, and the program that comes of it.
#include "measure/gauge.h"
#include "measure/lowering.h"

enum { ATTEMPTS_MOST = 100 };

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
    int by_line = a->at.line != b->at.line ? a->at.line - b->at.line : a->at.column - b->at.column;
    return by_line ? by_line : text_cmp(a->text, b->text);
}

// By place, and each once that is the same within another loop's rounds as outside of it.
static void sort_assumptions(Assumptions *list)
{
    int n = 0;
    if (list->n) {
        qsort(list->at, (size_t)list->n, sizeof *list->at, by_place);
    }
    for (int i = 0; i < list->n; i++) {
        bool is_known = false;
        for (int k = n - 1; k >= 0 && list->at[k].at.line == list->at[i].at.line && !is_known; k--) {
            is_known = list->at[k].node == list->at[i].node && text_eq(list->at[k].text, list->at[i].text);
        }
        if (!is_known) {
            list->at[n++] = list->at[i];
        }
    }
    list->n = n;
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
    sort_assumptions(&l->assumed);
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
