// What calls that block take: the key `cost` of a manifest and of its groups, and the scene that all of them share.
//
// A call that blocks does one thing to a loop, whatever it calls: the loop stands still until it returns. Only how long
// differs. So the program of the scene is written once, here, and a manifest with a `cost` says the load and the remedy in
// words; its bad case is the D of the program. A group with a cost of its own is measured by the same program, and so gets
// a severity of its own.
#include "build/scene.h"

#include "sim/scenario.h"

#include <stddef.h>

static const Text call_scene = T(
    "over: {N: [25, 50, 100, 200, 400, 800]}\n"
    "bad: |\n"
    "  coroutines:\n"
    "    handle:\n"
    "      - extern: 10ms\n"
    "      - cpu: D\n"
    "    main:\n"
    "      - repeat: N\n"
    "        do:\n"
    "          - call: handle\n"
    "  run: main\n"
    "good: |\n"
    "  coroutines:\n"
    "    handle:\n"
    "      - extern: 10ms\n"
    "      - thread: D\n"
    "    main:\n"
    "      - repeat: N\n"
    "        do:\n"
    "          - call: handle\n"
    "  run: main\n");

static void read_seconds(Errors *e, const Value *v, void *field)
{
    if (v->kind != VALUE_SCALAR || !scenario_number(e->arena, v->text, field) || *(double *)field <= 0) {
        error_at(e, v, "expected a duration (`5ms`)");
    }
}

static const Field fields[] = {
    {"median", true, read_seconds, offsetof(Cost, median)},
    {"bad", true, read_seconds, offsetof(Cost, bad)},
    {"source", true, schema_line, offsetof(Cost, source)},
    {0},
};

void cost_read(Errors *e, const Value *v, void *field)
{
    Cost *c = field;
    if (schema_fields(e, v, fields, c)) {
        c->at = v;
        if (c->median > c->bad) {
            error_at(e, v, "the bad case is shorter than the median");
        }
    }
}

// The scene as a manifest would have it, with the bad case for D.
static void fill_scene(Errors *e, const Cost *c, Scene *s)
{
    ValueError wrong;
    Text params = text_format(e->arena, "params: {N: 200, D: %.17g}\n", c->bad);
    const Value *root = value_read_yaml(e->arena, text_join(e->arena, params, call_scene), &wrong);
    assert_or_trap(root);
    s->params = value_get(root, T("params"));
    s->over = value_get(root, T("over"));
    s->bad_at = s->good_at = c->at;
    s->bad = value_get(root, T("bad"))->text;
    s->good = value_get(root, T("good"))->text;
}

bool cost_makes_scene(const Manifest *m)
{
    return m->cost.at && m->scene_at && !m->scene.bad_at && !m->scene.good_at && !m->scene.params && !m->scene.over;
}

static void grade_group(Errors *e, const Manifest *m, BlockingGroup *g)
{
    Manifest one = *m;
    one.scene_at = g->cost.at;
    one.scene.bad = (Text){0};
    fill_scene(e, &g->cost, &one.scene);
    scene_measure(e, &one);
    g->severity = one.severity == m->severity ? 0 : one.severity;
}

void cost_measure(Errors *e, Manifest *m)
{
    if (cost_makes_scene(m)) {
        fill_scene(e, &m->cost, &m->scene);
    }
    scene_measure(e, m);
    if (e->list.n == 0) {
        scene_draw(e, m);
    }
    for (int i = 0; i < m->blocking.n && e->list.n == 0; i++) {
        BlockingGroup *g = &m->blocking.at[i];
        if (g->cost.at) {
            grade_group(e, m, g);
        } else {
            g->cost = m->cost;
        }
    }
}

void cost_print(Out *o, const Manifest *m)
{
    static const char *const severities[] = {"", " note", " warning", " error"};
    for (int i = 0; i < m->blocking.n; i++) {
        const BlockingGroup *g = &m->blocking.at[i];
        Text call = blocking_name(o->arena, g, 0);
        if (g->cost.at != m->cost.at) {
            out_format(o, "  %.*s%s: %g s, in a bad case %g s%s\n", PRI(call), blocking_count(g) > 1 ? " ..." : "",
                       g->cost.median, g->cost.bad, severities[g->severity]);
        }
    }
}
