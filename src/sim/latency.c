#include "sim/latency.h"

#include <string.h>

static int compare_spans(const void *x, const void *y)
{
    const Span *a = x, *b = y;
    int high = (a->high > b->high) - (a->high < b->high);
    return high ? high : (a->low > b->low) - (a->low < b->low);
}

static void compact(Latency *l)
{
    if (l->n == 0) {
        return;
    }
    qsort(l->at, l->n, sizeof *l->at, compare_spans);
    size_t kept = 0;
    for (size_t i = 1; i < l->n; i++) {
        if (l->at[i].low == l->at[kept].low && l->at[i].high == l->at[kept].high) {
            l->at[kept].count += l->at[i].count;
        } else {
            l->at[++kept] = l->at[i];
        }
    }
    l->n = kept + 1;
}

static void add_span(Latency *l, double low, double high)
{
    if (!(high > low)) {
        return;
    }
    l->most = high > l->most ? high : l->most;
    if (!l->arena) {
        return;
    }
    if (l->n && l->at[l->n - 1].low == low && l->at[l->n - 1].high == high) {
        l->at[l->n - 1].count++;
        return;
    }
    if (l->n == l->room) {
        compact(l);
        if (l->n * 2 > l->room || l->room == 0) {
            size_t room = l->room ? l->room * 2 : 64;
            Span *at = NEW(l->arena, Span, room);
            if (l->n) {
                memcpy(at, l->at, l->n * sizeof *at);
            }
            l->at = at;
            l->room = room;
        }
    }
    l->at[l->n++] = (Span){low, high, 1};
}

// A probe due within the oldest open iteration is served by the time `served`.
static void close_oldest(Latency *l, double served)
{
    double begin = l->window[0].begin, end = l->window[0].end;
    add_span(l, served - end, served - begin);
    l->window[0] = l->window[1];
    l->open--;
}

void latency_iteration(Latency *l, double begin, double end)
{
    if (l->open && begin > l->window[l->open - 1].end) {
        latency_finish(l);          // the loop slept: whoever was due has been served before
    }
    if (l->open == 2) {
        close_oldest(l, end);
    }
    l->window[l->open].begin = begin;
    l->window[l->open++].end = end;
}

void latency_finish(Latency *l)
{
    double last = l->open ? l->window[l->open - 1].end : 0;
    while (l->open) {
        close_oldest(l, last);
    }
}

double latency_max(const Latency *l)
{
    return l->most;
}

double latency_mean(const Latency *l, double run)
{
    double sum = 0;
    for (size_t i = 0; i < l->n; i++) {
        const Span *s = &l->at[i];
        sum += s->count * (s->high - s->low) * (s->high + s->low) / 2;
    }
    return run > 0 ? sum / run : 0;
}

typedef struct {
    double at, slope;       // from here downwards, so many deadlines more a second
} Edge;

static int compare_edges(const void *x, const void *y)
{
    double a = ((const Edge *)x)->at, b = ((const Edge *)y)->at;
    return (a < b) - (a > b);
}

double latency_quantile(Latency *l, double q, double run)
{
    compact(l);
    Arena scratch = *l->arena;
    Edge *edges = NEW(&scratch, Edge, 2 * l->n + 1);
    for (size_t i = 0; i < l->n; i++) {
        edges[2 * i] = (Edge){l->at[i].high, l->at[i].count};
        edges[2 * i + 1] = (Edge){l->at[i].low, -l->at[i].count};
    }
    qsort(edges, 2 * l->n, sizeof *edges, compare_edges);
    double later = (1 - q) * run, above = 0, slope = 0;      // `above`: how many deadlines are later than the edge
    for (size_t i = 0; i + 1 < 2 * l->n; i++) {
        slope += edges[i].slope;
        double more = slope * (edges[i].at - edges[i + 1].at);
        if (above + more >= later && more > 0) {
            return edges[i].at - (later - above) / slope;
        }
        above += more;
    }
    return 0;
}
