// The elements of SVG 1.1 that our pictures are made of. Numbers are in user units, texts are escaped.
#ifndef AQLINT_REPORT_SVG_H
#define AQLINT_REPORT_SVG_H

#include "base/out.h"

// Okabe and Ito's palette, told apart by the colour-blind too.
#define SVG_BLUE "#0072b2"
#define SVG_ORANGE "#e69f00"
#define SVG_RED "#d55e00"
#define SVG_GREEN "#009e73"
#define SVG_PURPLE "#aa5c92"
#define SVG_INK "#222222"
#define SVG_GREY "#6b6b6b"
#define SVG_IDLE "#b8b8b8"
#define SVG_FAINT "#dddddd"
#define SVG_GRID "#eeeeee"

typedef enum { SVG_START, SVG_MIDDLE, SVG_END } SvgAnchor;

// A document with a white ground; `title` is what is read aloud of it, or empty.
void svg_begin(Out *o, double width, double height, Text title);
void svg_end(Out *o);
void svg_rect(Out *o, double x, double y, double width, double height, const char *fill);
void svg_line(Out *o, double x1, double y1, double x2, double y2, const char *stroke, double width);
void svg_dashes(Out *o, double x1, double y1, double x2, double y2, const char *stroke, double width);
void svg_circle(Out *o, double x, double y, double radius, const char *fill);
void svg_text(Out *o, double x, double y, SvgAnchor anchor, int size, const char *fill, Text t);
void svg_power(Out *o, double x, double y, int size, const char *fill, Text base, Text exponent);   // raised, smaller
void svg_title(Out *o, double x, double y, Text t);             // large and bold

// About how wide a text is in the sans-serif fonts that are asked for, and the text with its middle left out where that is
// more than `room`.
double svg_text_width(Text t, int size);
Text svg_clip(Arena *a, Text t, int size, double room);

#endif
