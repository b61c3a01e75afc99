#include "report/timeline_row.h"

#include "report/display.h"
#include "report/measured.h"

#include <math.h>

const double LONG_STALL = 0.1;

static void add_row(Arena *a, TimelineRows *rows, TimelineRow row, bool ascii)
{
    row.label = display_text(a, row.label);
    row.label = ascii ? display_ascii(a, row.label) : row.label;
    *list_push(a, rows) = row;
}

// ---- tasks

static Text ending(const Timeline *t, const Track *track)
{
    return t->frozen && track->level[TRACK_ALIVE] > 0 ? T("waits for ever") : T("");
}

static void add_own(Arena *a, TimelineRows *rows, const Timeline *t, const TimelineGroup *g, bool ascii)
{
    Text name = program_coroutine_name(t->program, g->coroutine);
    for (int i = 0; i < g->tasks; i++) {
        Text label = g->tasks > 1 ? text_format(a, "%.*s %d", PRI(name), i + 1) : name;
        add_row(a, rows, (TimelineRow){.kind = ROW_TASK, .label = label, .track = g->own[i],
                                       .note = ending(t, g->own[i])}, ascii);
    }
}

static void add_group(Arena *a, TimelineRows *rows, const Timeline *t, const TimelineGroup *g, bool ascii)
{
    Text name = g->coroutine ? program_coroutine_name(t->program, g->coroutine)
                             : text_format(a, "%d more coroutines", g->coroutines);
    double most = track_most(g->all), left = g->all->level[TRACK_ALIVE];
    add_row(a, rows, (TimelineRow){
        .kind = ROW_GROUP, .track = g->all, .most = most,
        .label = text_format(a, "%.*s %s%d", PRI(name), ascii ? "x" : "\u00d7", g->tasks),
        .note = t->frozen && left > 0 ? text_format(a, "%.0f wait for ever", left) : text_format(a, "%.0f in line", most),
    }, ascii);
}

// ---- queues and beats

static void add_queue(Arena *a, TimelineRows *rows, const Timeline *t, const TimelineQueue *q, bool ascii)
{
    double most = track_most(q->track);
    Text label = q->object ? text_format(a, "%.*s depth", PRI(program_object_name(t->program, q->object)))
                           : text_format(a, "depth of %d more", q->objects);
    add_row(a, rows, (TimelineRow){.kind = ROW_QUEUE, .track = q->track, .most = fmax(most, t->depth_scale), .label = label,
                                   .note = text_format(a, "most %.0f", most)}, ascii);
}

static void add_beats(Arena *a, TimelineRows *rows, const Timeline *t, const TimelineBeats *b, bool ascii)
{
    Text note = b->late > 1e-6 ? text_format(a, "%.*s late", PRI(measured_seconds(a, b->late))) : T("on time");
    Text label = b->name >= 0 ? text_format(a, "%.*s beats", PRI(program_text(t->program, b->name))) : T("further beats");
    add_row(a, rows, (TimelineRow){.kind = ROW_BEAT, .label = label, .note = note, .beats = b}, ascii);
}

TimelineRows timeline_rows(Arena *a, const Timeline *t, bool ascii)
{
    TimelineRows rows = {0};
    double busy = track_view(t->loop, t->cell, 0, t->end).level[TRACK_RUNNING];
    add_row(a, &rows, (TimelineRow){.kind = ROW_LOOP, .label = T("loop"), .track = t->loop,
                                    .note = t->frozen ? T("deadlock") : text_format(a, "busy %.0f %%", 100 * busy)}, ascii);
    for (int i = 0; i < t->group_count; i++) {
        const TimelineGroup *g = &t->groups[i];
        if (g->coroutine && g->tasks <= TIMELINE_OWN) {
            add_own(a, &rows, t, g, ascii);
        } else {
            add_group(a, &rows, t, g, ascii);
        }
    }
    for (int i = 0; i < t->queue_count; i++) {
        add_queue(a, &rows, t, &t->queues[i], ascii);
    }
    for (int i = 0; i < t->beat_count; i++) {
        add_beats(a, &rows, t, &t->beats[i], ascii);
    }
    return rows;
}

TimelineBeatCell beats_view(const TimelineBeats *b, double cell, double from, double to)
{
    TimelineBeatCell worst = {0};
    for (int i = track_cell(cell, from); i < TRACK_CELLS && i * cell < to; i++) {
        const TimelineBeatCell *c = &b->cells[i];
        if (c->count && c->time >= from && c->time < to) {
            int count = worst.count + c->count;
            worst = worst.count && worst.late >= c->late ? worst : *c;
            worst.count = count;
        }
    }
    return worst;
}

// ---- the axis

TimeAxis time_axis(double length, int most)
{
    static const struct {
        double least, unit;
        const char *name;
    } UNITS[] = {{36000, 3600, "h"}, {600, 60, "min"}, {0.95, 1, "s"}, {1e-3, 1e-3, "ms"}, {1e-6, 1e-6, "us"}, {0, 1e-9, "ns"}};
    int i = 0;
    while (length < UNITS[i].least) {
        i++;
    }
    double step = length / UNITS[i].unit / (most > 0 ? most : 1);
    double power = pow(10, floor(log10(step)));
    double times = step / power;
    step = power * (times <= 1 ? 1 : times <= 2 ? 2 : times <= 5 ? 5 : 10);
    return (TimeAxis){step * UNITS[i].unit, UNITS[i].unit, UNITS[i].name};
}

Text time_axis_text(Arena *a, const TimeAxis *axis, int mark)
{
    return mark ? text_format(a, "%.6g %s", mark * axis->step / axis->unit, axis->name) : T("0");
}
