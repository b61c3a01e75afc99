#include "cli/page.h"

#include "base/os.h"
#include "cli/stream.h"
#include "report/display.h"
#include "report/style.h"

enum { WIDTH_UNKNOWN = 80, WIDTH_LEAST = 30, WIDTH_MOST = 100, NARROW = 60, NARROW_COLUMN = 8 };

Page page_on(Out *out, int width, bool color)
{
    width = width <= 0 ? WIDTH_UNKNOWN : width < WIDTH_LEAST ? WIDTH_LEAST : width > WIDTH_MOST ? WIDTH_MOST : width;
    return (Page){out, width, color, *out->arena};
}

Page page_on_terminal(Out *out)
{
    return page_on(out, os_terminal_width(1), stream_has_color(1, COLOR_AUTO));
}

void page_wrap(const Page *p, Text t, int column, int indent)
{
    display_wrap(p->out, p->scratch, t, column, indent, p->width);
    out_char(p->out, '\n');
}

void page_paragraphs(const Page *p, Text t)
{
    while (t.n) {
        ptrdiff_t end = text_find(t, T("\n\n"));
        Text paragraph = text_sub(t, 0, end < 0 ? t.n : end);
        page_wrap(p, paragraph, 0, 0);
        out_char(p->out, '\n');
        t = text_sub(t, paragraph.n + 2, t.n);
    }
}

void page_heading(const Page *p, Text heading)
{
    out_char(p->out, '\n');
    style_put(p->out, p->color, STYLE_HEADING, heading);
    out_c(p->out, ":\n");
}

void page_entry(const Page *p, Text label, Text words, int column)
{
    style_put(p->out, p->color, STYLE_HELP, label);
    if (label.n + 2 > column) {
        out_char(p->out, '\n');
        out_repeat(p->out, ' ', column);
    } else {
        out_repeat(p->out, ' ', column - (int)label.n);
    }
    page_wrap(p, words, column, column);
}

int page_column(const Page *p, int longest)
{
    return p->width < NARROW ? NARROW_COLUMN : longest + 2;
}
