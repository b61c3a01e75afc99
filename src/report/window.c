#include "report/window.h"

int window_column(const Window *w, int column)
{
    int at = column - w->from + w->more_before;
    return at < 0 ? 0 : at >= w->room ? w->room - 1 : at;
}

// Chooses the window in which [beg, end) of the row is seen: from the row's start if that does it, else in the middle; it
// starts at a cell.
static void place_window(Window *w, const Row *r, int beg, int end)
{
    int total = cells_width(&r->cells);
    w->from = 0;
    w->more_before = r->line->more_before;
    w->more_after = r->line->more_after;
    if (total + w->more_before + w->more_after <= w->room) {
        return;
    }
    if (end + w->more_before > w->room - 1) {
        int length = end - beg < w->room - 2 ? end - beg : w->room - 2;
        int from = beg - (w->room - length) / 2;
        from = from > total - w->room + 2 ? total - w->room + 2 : from;
        for (int i = 0; i < r->cells.n && r->cells.at[i].column < from; i++) {
            w->from = r->cells.at[i].column + r->cells.at[i].width;
        }
        w->from = w->from > beg ? beg : w->from;
        w->more_before = w->from > 0 || r->line->more_before;
    }
    w->more_after = r->line->more_after || total - w->from + w->more_before > w->room;
}

int window_take(Arena *a, const Row *r, int i, Window *w)
{
    int beg = r->bar_column, end = beg, n = i + 1;
    if (i < r->marks.n) {
        beg = r->marks.at[i].beg, end = r->marks.at[i].end;
    }
    for (; n < r->marks.n && r->marks.at[n].end - beg <= w->room - 2; n++) {
        end = r->marks.at[n].end > end ? r->marks.at[n].end : end;
    }
    place_window(w, r, beg, end);
    for (; i < n && i < r->marks.n; i++) {
        Mark m = r->marks.at[i];
        m.beg = window_column(w, m.beg);
        m.end = window_column(w, m.end - 1) + 1;
        *list_push(a, &w->marks) = m;
    }
    return n;
}
