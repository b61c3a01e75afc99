// Help from an option table, for terminals and for the manual page.
#include "base/os.h"
#include "cli/command.h"
#include "cli/option.h"
#include "cli/stream.h"
#include "report/display.h"
#include "report/style.h"

enum { WIDTH_UNKNOWN = 80, WIDTH_LEAST = 30, WIDTH_MOST = 100, COLUMN_MOST = 30, NARROW = 60 };

typedef struct {
    Out *out;
    int width;
    bool color;
} Page;

// A paragraph from column `column` (where the cursor is) on, further lines after `indent` blanks.
static void put_wrapped(Page *p, Text t, int column, int indent, Arena scratch)
{
    display_wrap(p->out, scratch, t, column, indent, p->width);
    out_char(p->out, '\n');
}

static Text label_of(Arena *a, const Option *o)
{
    Text letter = o->letter ? text_format(a, "-%c, ", o->letter) : T("    ");
    return text_format(a, "  %.*s--%s%s%s", PRI(letter), o->name, o->argument ? " " : "", o->argument ? o->argument : "");
}

// "full, concise or json"
static Text join_choices(Arena *a, const char *const *choices)
{
    Text list = {0};
    for (int i = 0; choices[i]; i++) {
        list = text_format(a, "%.*s%s%s", PRI(list), i ? (choices[i + 1] ? ", " : " or ") : "", choices[i]);
    }
    return list;
}

static Text phrase_of(Arena *a, const Option *o)
{
    if (o->take != TAKE_CHOICE) {
        return text_from(o->help);
    }
    Text choices = join_choices(a, o->choices);
    return text_format(a, "%s: %.*s", o->help, PRI(choices));
}

static int help_column(const CommandText *text, int width, Arena scratch)
{
    int column = 0;
    for (const Option *o = text->options; o->name; o++) {
        int n = (int)label_of(&scratch, o).n + 2;
        column = n > column && n <= COLUMN_MOST ? n : column;
    }
    return width < NARROW ? 8 : column;
}

static void put_option(Page *p, const Option *o, int column, Arena scratch)
{
    Text label = label_of(&scratch, o);
    style_put(p->out, p->color, STYLE_HELP, label);
    if (label.n + 2 > column) {
        out_char(p->out, '\n');
        out_repeat(p->out, ' ', column);
    } else {
        out_repeat(p->out, ' ', column - (int)label.n);
    }
    Text phrase = phrase_of(&scratch, o);
    put_wrapped(p, phrase, column, column, scratch);
}

static void put_paragraphs(Page *p, Text t, Arena scratch)
{
    while (t.n) {
        ptrdiff_t end = text_find(t, T("\n\n"));
        Text paragraph = text_sub(t, 0, end < 0 ? t.n : end);
        put_wrapped(p, paragraph, 0, 0, scratch);
        out_char(p->out, '\n');
        t = text_sub(t, paragraph.n + 2, t.n);
    }
}

static void put_examples(Page *p, const Example *e, Arena scratch)
{
    style_put(p->out, p->color, STYLE_HEADING, T("\nExamples:"));
    out_char(p->out, '\n');
    for (; e->command; e++) {
        out_c(p->out, "  ");
        style_put(p->out, p->color, STYLE_HELP, text_from(e->command));
        out_c(p->out, "\n      ");
        put_wrapped(p, text_from(e->words), 6, 6, scratch);
    }
}

void help_write(Out *o, const CommandText *text, int width, bool color)
{
    width = width <= 0 ? WIDTH_UNKNOWN : width < WIDTH_LEAST ? WIDTH_LEAST : width > WIDTH_MOST ? WIDTH_MOST : width;
    Page p = {o, width, color};
    put_paragraphs(&p, text_from(text->about), *o->arena);
    style_put(o, color, STYLE_HEADING, T("Usage:"));
    out_char(o, ' ');
    put_wrapped(&p, text_from(text->usage), 7, 11, *o->arena);
    int column = help_column(text, width, *o->arena);
    for (const Option *option = text->options; option->name; option++) {
        if (option->heading) {
            out_char(o, '\n');
            style_put(o, color, STYLE_HEADING, text_from(option->heading));
            out_c(o, ":\n");
        }
        put_option(&p, option, column, *o->arena);
    }
    if (text->examples) {
        put_examples(&p, text->examples, *o->arena);
    }
}

int help_print(Arena *a, const CommandText *text)
{
    Out o = out_to_fd(a, 1);
    help_write(&o, text, os_terminal_width(1), stream_has_color(1, COLOR_AUTO));
    return stream_finish(a, &o) ? EXIT_CLEAN : EXIT_TROUBLE;
}
