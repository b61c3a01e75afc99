// The ground that the parts of lowering stand on: emitting, refusing, beginning again.
#include "measure/lowering.h"

enum { OPERATIONS_MOST = 3000000 };

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
    for (int i = 0; i < l->assumed.n; i++) {
        const Assumption *a = &l->assumed.at[i];
        if (a->node == at && a->kind == format && a->is_inner == l->is_inner) {
            return;
        }
    }
    va_list args;
    va_start(args, format);
    Text text = text_vformat(l->arena, format, args);
    va_end(args);
    *list_push(l->arena, &l->assumed) = (Assumption){l->m, source_place(l->m->source, at->beg), text, at, format, l->is_inner};
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
