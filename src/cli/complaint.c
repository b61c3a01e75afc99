#include "cli/complaint.h"

#include "report/display.h"
#include "report/style.h"

void complain(Arena *a, const char *format, ...)
{
    Arena scratch = *a;
    va_list args;
    va_start(args, format);
    Text message = display_text(&scratch, text_vformat(&scratch, format, args));
    va_end(args);
    Out o = stream_error(&scratch);
    out_format(&o, "aqlint: %.*s\n", PRI(message));
    out_flush(&o);
}

void complain_file(Arena *a, Text path, Text message)
{
    Arena scratch = *a;
    path = path.n ? display_text(&scratch, path) : T("\"\"");
    Out o = stream_error(&scratch);
    out_format(&o, "%.*s: %.*s\n", PRI(path), PRI(message));
    out_flush(&o);
}

void complain_warning(Arena *a, const Warning *w)
{
    Arena scratch = *a;
    Text path = display_text(&scratch, w->path), message = display_text(&scratch, w->message);
    Out o = stream_error(&scratch);
    out_format(&o, "%.*s:%d:%d: warning: %.*s\n", PRI(path), w->at.line, w->at.column, PRI(message));
    out_flush(&o);
}

static ptrdiff_t offset_of_code_point(Text t, int number)
{
    ptrdiff_t i = 0;
    for (; i < t.n; i++) {
        bool starts = ((unsigned char)t.s[i] & 0xc0) != 0x80;
        if (starts && number-- == 0) {
            break;
        }
    }
    return i;
}

// Columns of the display before a byte of the line.
static int column_at(const Cells *cells, ptrdiff_t offset)
{
    for (int i = 0; i < cells->n; i++) {
        if ((ptrdiff_t)cells->at[i].end > offset) {
            return cells->at[i].column;
        }
    }
    return cells_width(cells);
}

static void put_excerpt(Out *o, const ConfigProblem *p, bool color, Arena scratch)
{
    Cells cells = cells_of(&scratch, p->excerpt);
    int beg = column_at(&cells, offset_of_code_point(p->excerpt, p->column - 1));
    int end = column_at(&cells, offset_of_code_point(p->excerpt, p->column - 1 + p->width));
    Text number = text_format(&scratch, "%d", p->line);
    style_put(o, color, STYLE_GUTTER, text_format(&scratch, "%.*s |", PRI(number)));
    out_char(o, ' ');
    for (int i = 0; i < cells.n; i++) {
        out_put(o, cells.at[i].shown);
    }
    out_char(o, '\n');
    out_repeat(o, ' ', (int)number.n + 1);
    style_put(o, color, STYLE_GUTTER, T("|"));
    out_repeat(o, ' ', beg + 1);
    style_set(o, color, STYLE_ERROR);
    out_repeat(o, '^', end > beg ? end - beg : 1);
    style_set(o, color, STYLE_PLAIN);
    out_char(o, '\n');
}

void complain_config(Arena *a, const ConfigProblem *p, ColorChoice choice)
{
    Arena scratch = *a;
    bool color = stream_has_color(2, choice);
    Text path = display_text(&scratch, p->path), message = display_text(&scratch, p->message);
    Text place = p->line ? text_format(&scratch, ":%d:%d", p->line, p->column) : T("");
    Out o = stream_error(&scratch);
    style_put(&o, color, STYLE_PATH, text_format(&scratch, "%.*s%.*s:", PRI(path), PRI(place)));
    out_format(&o, " %.*s\n", PRI(message));
    if (p->line && p->excerpt.n) {
        put_excerpt(&o, p, color, scratch);
    }
    out_flush(&o);
}
