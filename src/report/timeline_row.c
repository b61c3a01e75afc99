// Which rows a timeline has, and what stands beside them.
#include "report/timeline.h"

#include "report/display.h"
#include "report/measured.h"

#include <math.h>

enum { OWN_ROWS = 4 };          // a coroutine with more tasks has one row for all of them

static double most_of(const TimelineTrack *track)
{
    double most = 0;
    for (int i = 0; i < TIMELINE_CELLS; i++) {
        most = fmax(most, track->cells[i].most);
    }
    return most;
}

static void add_row(Arena *a, PictureRows *rows, PictureRow row)
{
    row.label = display_text(a, row.label);
    *list_push(a, rows) = row;
}

static bool has_own_tracks(const Timeline *t, int coroutine)
{
    int own = 0;
    for (int i = 0; i < t->own_count; i++) {
        own += t->own_coroutine[i] == coroutine;
    }
    return t->tasks_of[coroutine] <= OWN_ROWS && own == t->tasks_of[coroutine];
}

static void add_tasks(Arena *a, PictureRows *rows, const Timeline *t, int coroutine)
{
    Text name = program_coroutine_name(t->program, coroutine);
    int number = 0;
    for (int i = 0; i < t->own_count; i++) {
        if (t->own_coroutine[i] == coroutine) {
            Text label = t->tasks_of[coroutine] > 1 ? text_format(a, "%.*s %d", PRI(name), ++number) : name;
            add_row(a, rows, (PictureRow){.kind = ROW_TASK, .label = label, .track = &t->tasks[i]});
        }
    }
}

static void add_group(Arena *a, PictureRows *rows, const Timeline *t, int coroutine, bool ascii)
{
    Text name = program_coroutine_name(t->program, coroutine);
    double most = most_of(t->coroutines[coroutine]);
    add_row(a, rows, (PictureRow){
        .kind = ROW_GROUP, .track = t->coroutines[coroutine], .most = most,
        .label = text_format(a, "%.*s %s%d", PRI(name), ascii ? "x" : "\u00d7", t->tasks_of[coroutine]),
        .note = text_format(a, "%.0f in line", most),
    });
}

static void add_coroutine(Arena *a, PictureRows *rows, const Timeline *t, int coroutine, bool ascii)
{
    if (has_own_tracks(t, coroutine)) {
        add_tasks(a, rows, t, coroutine);
    } else {
        add_group(a, rows, t, coroutine, ascii);
    }
}

// In the order of their first tasks; those without a track of their own last.
static void add_coroutines(Arena *a, PictureRows *rows, const Timeline *t, bool ascii)
{
    int n = program_coroutine_count(t->program);
    bool *done = NEW(a, bool, n + 1);
    for (int i = 0; i < t->own_count; i++) {
        int c = t->own_coroutine[i];
        if (!done[c]) {
            done[c] = true;
            add_coroutine(a, rows, t, c, ascii);
        }
    }
    for (int c = 1; c <= n; c++) {
        if (!done[c] && t->coroutines[c]) {
            add_group(a, rows, t, c, ascii);
        }
    }
}

static void add_queues(Arena *a, PictureRows *rows, const Timeline *t)
{
    for (int i = 1; i <= program_object_count(t->program); i++) {
        if (t->queues[i]) {
            Text name = program_object_name(t->program, i);
            double most = most_of(t->queues[i]);
            add_row(a, rows, (PictureRow){.kind = ROW_QUEUE, .track = t->queues[i], .most = most,
                                          .label = text_format(a, "%.*s depth", PRI(name)),
                                          .note = text_format(a, "most %.0f", most)});
        }
    }
}

static void add_beat(Arena *a, PictureRows *rows, const Timeline *t, int name)
{
    double worst = 0;
    for (int i = 0; i < t->beats.n; i++) {
        worst = t->beats.at[i].name == name ? fmax(worst, t->beats.at[i].late) : worst;
    }
    Text note = worst > 1e-6 ? text_format(a, "%.*s late", PRI(measured_seconds(a, worst))) : T("on time");
    add_row(a, rows, (PictureRow){.kind = ROW_BEAT, .label = text_format(a, "%.*s beats", PRI(program_text(t->program, name))),
                                  .note = note, .name = name});
}

static void add_beats(Arena *a, PictureRows *rows, const Timeline *t)
{
    bool *done = NEW(a, bool, program_name_count(t->program) + 1);
    for (int i = 0; i < t->beats.n; i++) {
        int name = t->beats.at[i].name;
        if (!done[name]) {
            done[name] = true;
            add_beat(a, rows, t, name);
        }
    }
}

PictureRows picture_rows(Arena *a, const Timeline *t, bool ascii)
{
    PictureRows rows = {0};
    double busy = timeline_view(t, &t->loop, 0, t->end).level[TIMELINE_RUNNING];
    add_row(a, &rows, (PictureRow){.kind = ROW_LOOP, .label = T("loop"), .track = &t->loop,
                                   .note = text_format(a, "busy %.0f %%", 100 * busy)});
    add_coroutines(a, &rows, t, ascii);
    add_queues(a, &rows, t);
    add_beats(a, &rows, t);
    return rows;
}

double picture_tick(double length, int most)
{
    double step = length / (most > 0 ? most : 1);
    double power = pow(10, floor(log10(step)));
    double times = step / power;
    return power * (times <= 1 ? 1 : times <= 2 ? 2 : times <= 5 ? 5 : 10);
}
