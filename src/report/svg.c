#include "report/svg.h"

#include "report/display.h"

#include <string.h>

static void put_escaped(Out *o, Text t)
{
    for (ptrdiff_t i = 0; i < t.n; i++) {
        switch (t.s[i]) {
        case '&': out_c(o, "&amp;"); break;
        case '<': out_c(o, "&lt;"); break;
        case '>': out_c(o, "&gt;"); break;
        default: out_char(o, t.s[i]);
        }
    }
}

void svg_begin(Out *o, double width, double height, Text title)
{
    out_format(o, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %g %g\" width=\"%g\" height=\"%g\" role=\"img\" "
                  "font-family=\"Inter, 'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', "
                  "'Noto Sans CJK JP', sans-serif\">\n",
               width, height, width, height);
    if (title.n) {
        out_c(o, "<title>");
        put_escaped(o, title);
        out_c(o, "</title>\n");
    }
    svg_rect(o, 0, 0, width, height, "#ffffff");
}

void svg_end(Out *o)
{
    out_c(o, "</svg>\n");
}

void svg_rect(Out *o, double x, double y, double width, double height, const char *fill)
{
    out_format(o, "<rect x=\"%.6g\" y=\"%.6g\" width=\"%.6g\" height=\"%.6g\" fill=\"%s\"/>\n", x, y, width, height, fill);
}

static void put_line(Out *o, double x1, double y1, double x2, double y2, const char *stroke, double width, const char *more)
{
    out_format(o, "<line x1=\"%.6g\" y1=\"%.6g\" x2=\"%.6g\" y2=\"%.6g\" stroke=\"%s\" stroke-width=\"%g\"%s/>\n", x1, y1, x2,
               y2, stroke, width, more);
}

void svg_line(Out *o, double x1, double y1, double x2, double y2, const char *stroke, double width)
{
    put_line(o, x1, y1, x2, y2, stroke, width, "");
}

void svg_dashes(Out *o, double x1, double y1, double x2, double y2, const char *stroke, double width)
{
    put_line(o, x1, y1, x2, y2, stroke, width, " stroke-dasharray=\"6 4\"");
}

void svg_circle(Out *o, double x, double y, double radius, const char *fill)
{
    out_format(o, "<circle cx=\"%.6g\" cy=\"%.6g\" r=\"%g\" fill=\"%s\"/>\n", x, y, radius, fill);
}

static void put_text(Out *o, double x, double y, SvgAnchor anchor, int size, const char *fill, const char *more, Text t)
{
    static const char *const ANCHORS[] = {"start", "middle", "end"};
    out_format(o, "<text x=\"%.6g\" y=\"%.6g\" text-anchor=\"%s\" font-size=\"%d\" fill=\"%s\"%s>", x, y, ANCHORS[anchor], size,
               fill, more);
    put_escaped(o, t);
    out_c(o, "</text>\n");
}

void svg_text(Out *o, double x, double y, SvgAnchor anchor, int size, const char *fill, Text t)
{
    put_text(o, x, y, anchor, size, fill, "", t);
}

void svg_power(Out *o, double x, double y, int size, const char *fill, Text base, Text exponent)
{
    out_format(o, "<text x=\"%.6g\" y=\"%.6g\" font-size=\"%d\" fill=\"%s\">", x, y, size, fill);
    put_escaped(o, base);
    out_format(o, "<tspan dy=\"%.3g\" font-size=\"%d\">", -0.4 * size, size * 3 / 4);
    put_escaped(o, exponent);
    out_c(o, "</tspan></text>\n");
}

void svg_title(Out *o, double x, double y, Text t)
{
    put_text(o, x, y, SVG_START, 22, SVG_INK, " font-weight=\"600\"", t);
}

// The widths of Helvetica, in classes; what is beyond ASCII by its columns on a terminal.
double svg_text_width(Text t, int size)
{
    double width = 0;
    int ascii = 0;
    for (ptrdiff_t i = 0; i < t.n; i++) {
        char c = t.s[i];
        bool narrow = c && strchr("ijl.,:;'|!", c), small = c && strchr(" ftr()[]/-\"`", c), wide = c && strchr("mwMW%@", c);
        ascii += (unsigned char)c < 0x80;
        width += (unsigned char)c >= 0x80 ? 0 : narrow ? 0.25 : small ? 0.32 : wide ? 0.86 : c >= 'A' && c <= 'Z' ? 0.69 : 0.557;
    }
    return size * (width + 0.6 * (display_width(t) - ascii));
}

Text svg_clip(Arena *a, Text t, int size, double room)
{
    Text shown = t;
    for (int columns = display_width(t); columns > 1 && svg_text_width(shown, size) > room; columns--) {
        shown = display_clip(a, t, columns - 1, false);
    }
    return shown;
}
