// Help from an option table.
#include "cli/command.h"
#include "cli/option.h"
#include "cli/page.h"
#include "cli/stream.h"

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

// The longest label that is not so long that it had better have a line of its own.
static int longest_label(const CommandText *text, Arena scratch)
{
    enum { MOST = 28 };
    int longest = 0;
    for (const Option *o = text->options; o->name; o++) {
        int n = (int)label_of(&scratch, o).n;
        longest = n > longest && n <= MOST ? n : longest;
    }
    return longest;
}

static void put_options(Page *p, const CommandText *text)
{
    int column = page_column(p, longest_label(text, p->scratch));
    for (const Option *o = text->options; o->name; o++) {
        if (o->heading) {
            page_heading(p, text_from(o->heading));
        }
        Page now = *p;
        Text label = label_of(&now.scratch, o), phrase = phrase_of(&now.scratch, o);
        page_entry(&now, label, phrase, column);
    }
}

void help_write(Out *o, const CommandText *text, int width, bool color)
{
    enum { INDENT = 6 };
    Page p = page_on(o, width, color);
    page_paragraphs(&p, text_from(text->about));
    out_c(o, "Usage: ");
    page_wrap(&p, text_from(text->usage), 7, 11);
    put_options(&p, text);
    if (text->examples) {
        page_heading(&p, T("Examples"));
    }
    for (const Example *e = text->examples; e && e->command; e++) {
        Text command = text_format(&p.scratch, "  %s", e->command);
        page_entry(&p, command, text_from(e->words), INDENT);
    }
}

int help_print(Arena *a, const CommandText *text)
{
    Out o = out_to_fd(a, 1);
    Page p = page_on_terminal(&o);
    help_write(&o, text, p.width, p.color);
    return stream_finish(a, &o) ? EXIT_CLEAN : EXIT_TROUBLE;
}
