#include "report/row.h"

static int by_place(const void *x, const void *y)
{
    const ExcerptLine *a = ((const Row *)x)->line, *b = ((const Row *)y)->line;
    return a->number != b->number ? a->number - b->number : (a->offset > b->offset) - (a->offset < b->offset);
}

static int by_column(const void *x, const void *y)
{
    const Mark *a = x, *b = y;
    return a->beg != b->beg ? a->beg - b->beg : a->end - b->end;
}

static void add_lines(Arena *a, Rows *rows, const Location *l)
{
    for (int i = 0; i < l->line_count; i++) {
        const ExcerptLine *line = &l->lines[i];
        bool known = false;
        for (int k = 0; k < rows->n && !known; k++) {
            const ExcerptLine *other = rows->at[k].line;
            known = other->number == line->number && other->offset == line->offset;
        }
        if (!known) {
            *list_push(a, rows) = (Row){.line = line, .cells = cells_of(a, line->text)};
        }
    }
}

// The row that shows byte `offset` of line `number`: of several windows on a long line the first that has it.
static Row *find_row(Rows *rows, int number, uint32_t offset)
{
    Row *found = NULL;
    for (int i = 0; i < rows->n && !found; i++) {
        const ExcerptLine *l = rows->at[i].line;
        bool has = offset >= l->offset && offset <= l->offset + (uint32_t)l->text.n;
        found = l->number == number && has ? &rows->at[i] : NULL;
    }
    return found;
}

// The column at which the byte's cell stands; the row's width for what lies behind it.
static int column_of(const Row *r, uint32_t offset)
{
    uint32_t at = offset < r->line->offset ? 0 : offset - r->line->offset;
    for (int i = 0; i < r->cells.n; i++) {
        if (at < r->cells.at[i].end) {
            return r->cells.at[i].column;
        }
    }
    return cells_width(&r->cells);
}

// The column after the last cell that has a byte before `offset`.
static int end_column_of(const Row *r, uint32_t offset)
{
    int column = 0;
    for (int i = 0; i < r->cells.n && r->line->offset + r->cells.at[i].beg < offset; i++) {
        column = r->cells.at[i].column + r->cells.at[i].width;
    }
    return column;
}

static bool is_blank_before(const Row *r, int column)
{
    for (int i = 0; i < r->cells.n && r->cells.at[i].column < column; i++) {
        if (text_trim(r->cells.at[i].shown).n) {
            return false;
        }
    }
    return true;
}

// The bar from row `first` to row `last`, which is below it.
static void add_bar(Row *first, Row *last, const Location *l)
{
    int end = end_column_of(last, l->span.end);
    for (Row *r = first; r <= last; r++) {
        r->bar = BAR_INNER;
    }
    first->bar = BAR_FIRST;
    first->bar_column = column_of(first, l->span.beg);
    first->starts_bar = is_blank_before(first, first->bar_column);
    last->bar = BAR_LAST;
    last->bar_column = end > 0 ? end - 1 : 0;
}

// A secondary span over several lines is marked on its first.
static void add_marks(Arena *a, Rows *rows, const Location *l, bool is_primary)
{
    Row *first = find_row(rows, l->beg.line, l->span.beg), *last = NULL;
    if (!first) {
        return;
    }
    // A span that ends at the start of a line ends with the line before it.
    for (Row *r = first; r < rows->at + rows->n && r->line->offset < l->span.end; r++) {
        last = r->line->number > l->beg.line ? r : last;
    }
    if (last && is_primary) {
        add_bar(first, last, l);
    } else {
        int beg = column_of(first, l->span.beg), end = end_column_of(first, l->span.end);
        *list_push(a, &first->marks) = (Mark){beg, end > beg ? end : beg + 1, is_primary, display_line(a, l->label)};
    }
}

Rows rows_of(Arena *a, const Finding *f, Text path)
{
    Rows rows = {0};
    for (int i = -1; i < f->related.n; i++) {
        const Location *l = i < 0 ? &f->at : &f->related.at[i];
        if (text_eq(l->path, path)) {
            add_lines(a, &rows, l);
        }
    }
    if (rows.n) {
        qsort(rows.at, (size_t)rows.n, sizeof *rows.at, by_place);
    }
    for (int i = -1; i < f->related.n; i++) {
        const Location *l = i < 0 ? &f->at : &f->related.at[i];
        if (text_eq(l->path, path)) {
            add_marks(a, &rows, l, i < 0);
        }
    }
    for (int i = 0; i < rows.n; i++) {
        if (rows.at[i].marks.n) {
            qsort(rows.at[i].marks.at, (size_t)rows.at[i].marks.n, sizeof(Mark), by_column);
        }
    }
    return rows;
}
