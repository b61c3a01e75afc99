#include "sim/track.h"

#include <math.h>
#include <string.h>

Track *track_new(Arena *a, double now)
{
    Track *t = NEW(a, Track, 1);
    *t = (Track){.since = now, .cells = NEW(a, TrackCell, TRACK_CELLS)};
    return t;
}

void track_reset(Track *t, double now)
{
    memset(t->cells, 0, TRACK_CELLS * sizeof *t->cells);
    *t = (Track){.since = now, .cells = t->cells};
}

int track_cell(double cell, double time)
{
    double i = time / cell;
    return i < TRACK_CELLS ? (int)i : TRACK_CELLS - 1;
}

void track_merge(Track *t)
{
    TrackCell *c = t->cells;
    for (int i = 0; i < TRACK_CELLS / 2; i++) {
        const TrackCell *x = &c[2 * i], *y = x + 1;
        TrackCell sum = {.most = fmax(x->most, y->most), .stepped = x->stepped || y->stepped};
        for (int k = 0; k < TRACK_LEVELS; k++) {
            sum.area[k] = x->area[k] + y->area[k];
        }
        c[i] = sum;
    }
    memset(c + TRACK_CELLS / 2, 0, TRACK_CELLS / 2 * sizeof *c);
}

void track_advance(Track *t, double cell, double now)
{
    int last = track_cell(cell, now);
    for (int i = track_cell(cell, t->since); i <= last; i++) {
        TrackCell *c = &t->cells[i];
        double from = fmax(t->since, i * cell), to = fmin(now, (i + 1) * cell);
        for (int k = 0; to > from && k < TRACK_LEVELS; k++) {
            c->area[k] += t->level[k] * (to - from);
        }
        c->most = fmax(c->most, t->level[TRACK_READY]);
    }
    t->since = now;
}

void track_change(Track *t, double cell, TrackLevel level, double by, double now)
{
    track_advance(t, cell, now);
    t->level[level] += by;
    TrackCell *c = &t->cells[track_cell(cell, now)];
    c->most = fmax(c->most, t->level[TRACK_READY]);
    c->stepped = c->stepped || (level == TRACK_RUNNING && by > 0);
}

TrackView track_view(const Track *t, double cell, double from, double to)
{
    TrackView v = {0};
    if (!(to > from)) {
        return v;
    }
    for (int i = track_cell(cell, from); i < TRACK_CELLS && i * cell < to; i++) {
        const TrackCell *c = &t->cells[i];
        double share = (fmin(to, (i + 1) * cell) - fmax(from, i * cell)) / cell;
        for (int k = 0; k < TRACK_LEVELS; k++) {
            v.level[k] += c->area[k] * fmax(share, 0) / (to - from);
        }
        v.most = fmax(v.most, c->most);
        v.stepped = v.stepped || c->stepped;
    }
    return v;
}

double track_most(const Track *t)
{
    double most = 0;
    for (int i = 0; i < TRACK_CELLS; i++) {
        most = fmax(most, t->cells[i].most);
    }
    return most;
}
