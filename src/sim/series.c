#include "sim/series.h"

#include <string.h>

static int compare(const void *x, const void *y)
{
    double a = ((const Sample *)x)->value, b = ((const Sample *)y)->value;
    return (a > b) - (a < b);
}

static void compact(Series *s)
{
    if (s->sorted || s->n == 0) {
        return;
    }
    qsort(s->at, s->n, sizeof *s->at, compare);
    size_t kept = 0;
    for (size_t i = 1; i < s->n; i++) {
        if (s->at[i].value == s->at[kept].value) {
            s->at[kept].weight += s->at[i].weight;
        } else {
            s->at[++kept] = s->at[i];
        }
    }
    s->n = kept + 1;
    s->sorted = true;
}

static void make_room(Arena *a, Series *s)
{
    compact(s);
    if (s->n * 2 > s->room || s->room == 0) {
        size_t room = s->room ? s->room * 2 : 64;
        Sample *at = NEW(a, Sample, room);
        if (s->n) {
            memcpy(at, s->at, s->n * sizeof *at);
        }
        s->at = at;
        s->room = room;
    }
}

void series_add(Arena *a, Series *s, double value, double weight)
{
    s->least = !s->seen || value < s->least ? value : s->least;
    s->most = !s->seen || value > s->most ? value : s->most;
    s->seen = true;
    if (!(weight > 0)) {
        return;
    }
    s->count++;
    s->weight += weight;
    s->sum += value * weight;
    if (s->n && s->at[s->n - 1].value == value) {
        s->at[s->n - 1].weight += weight;
        return;
    }
    if (s->n == s->room) {
        make_room(a, s);
    }
    s->at[s->n++] = (Sample){value, weight};
    s->sorted = false;
}

double series_mean(const Series *s)
{
    return s->weight > 0 ? s->sum / s->weight : 0;
}

double series_quantile(Series *s, double q)
{
    compact(s);
    double total = 0, below = 0;
    for (size_t i = 0; i < s->n; i++) {
        total += s->at[i].weight;
    }
    for (size_t i = 0; i < s->n; i++) {
        below += s->at[i].weight;
        if (below >= q * total) {
            return s->at[i].value;
        }
    }
    return s->n ? s->at[s->n - 1].value : 0;
}
