// The scene as a program to be drawn: with the least load of its range, where single tasks can be told apart, and beside a
// heartbeat that shows what everything else on the loop sees. The figures are not taken from it.
#include "build/scene.h"

#include "sim/scenario.h"

#include <math.h>

enum { BEATS = 100, LEAST_LOAD = 4 };

// 1, 2 or 5 times a power of ten, so that BEATS of them or somewhat fewer are as long as the longer run: often enough that
// some fall into each stall, whatever their phase.
static double beat_of(const Measured *r, int point)
{
    double end = fmax(r->figures[0][point][SCENE_FIGURES - 1], r->figures[1][point][SCENE_FIGURES - 1]);
    double least = end / BEATS, power = pow(10, floor(log10(least)));
    return power * (least <= power ? 1 : least <= 2 * power ? 2 : least <= 5 * power ? 5 : 10);
}

static Text params_of(Arena *a, const Manifest *m, double load, double beat)
{
    Text list = T("");
    for (int i = 0; i < m->scene.params->pairs.n; i++) {
        Text key = m->scene.params->pairs.at[i].key->text, value = m->scene.params->pairs.at[i].value->text;
        value = text_eq(key, m->measured.parameter) ? text_format(a, "%g", load) : value;
        list = text_format(a, "%.*s%.*s: %.*s, ", PRI(list), PRI(key), PRI(value));
    }
    return text_format(a, "%.*sBEAT: %g", PRI(list), beat);
}

// The body with the heartbeat as a coroutine, spawned first by the one that `run` names. NULL text: its lines are not found.
static Text with_heartbeat(Arena *a, Text body)
{
    ptrdiff_t run = text_find(body, T("\nrun: ")), coroutines = text_find(body, T("coroutines:\n"));
    if (run < 0 || coroutines < 0) {
        return (Text){0};
    }
    Text entry, rest, head = T("coroutines:\n");
    text_cut(text_sub(body, run + 6, body.n), '\n', &entry, &rest);
    Text key = text_format(a, "\n  %.*s:\n", PRI(text_trim(entry)));
    ptrdiff_t at = text_find(body, key);
    if (at < 0) {
        return (Text){0};
    }
    at += key.n;
    coroutines += head.n;
    return text_format(a, "%.*s  heartbeat:\n    - forever:\n        - sleep: BEAT\n        - beat: heartbeat\n%.*s    - spawn: heartbeat\n%.*s",
                       PRI(text_sub(body, 0, coroutines)), PRI(text_sub(body, coroutines, at)), PRI(text_sub(body, at, body.n)));
}

void scene_draw(Errors *e, Manifest *m)
{
    Measured *r = &m->measured;
    int point = r->at[0] < LEAST_LOAD && r->n > 1 ? 1 : 0;
    Text params = params_of(e->arena, m, r->at[point], beat_of(r, point));
    const Text bodies[] = {m->scene.bad, m->scene.good};
    const Value *places[] = {m->scene.bad_at, m->scene.good_at};
    r->picture_at = r->at[point];
    for (int side = 0; side < 2; side++) {
        ValueError wrong;
        Text body = with_heartbeat(e->arena, bodies[side]);
        r->picture[side] = text_format(e->arena, "aqsim: 1\nparams: {%.*s}\n%.*s", PRI(params), PRI(body));
        if (!body.s) {
            error_at(e, places[side], "a scene has `coroutines:` and `run: NAME`, and NAME: on a line of its own, two blanks before it");
        } else if (!scenario_read(e->arena, r->picture[side], &wrong)) {
            error_at(e, places[side], "with a heartbeat beside it: %.*s", PRI(wrong.message));
        }
    }
}
