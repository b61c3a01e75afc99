#include "cli/mdoc.h"

#include "cli/option.h"

static void put_escaped(Out *o, Text t)
{
    for (ptrdiff_t i = 0; i < t.n; i++) {
        switch (t.s[i]) {
        case '\\': out_c(o, "\\e"); break;
        case '-': out_c(o, "\\-"); break;
        case '"': out_c(o, "\\(dq"); break;
        default: out_char(o, t.s[i]);
        }
    }
}

void mdoc_argument(Out *o, Text t)
{
    out_c(o, text_find_char(t, ' ') >= 0 ? "\"\\&" : "\\&");
    put_escaped(o, t);
    out_c(o, text_find_char(t, ' ') >= 0 ? "\"" : "");
}

static bool is_closing(char c)
{
    return c == '.' || c == ',' || c == ';' || c == ':' || c == ')' || c == '?' || c == '!';
}

// Words of plain text, a new line after each sentence.
static void put_plain(Out *o, Text t)
{
    bool start = true;
    while (t.n) {
        Text word;
        text_cut(t, ' ', &word, &t);
        if (word.n == 0) {
            continue;
        }
        out_c(o, start ? (word.s[0] == '.' || word.s[0] == '\'' ? "\\&" : "") : " ");
        for (ptrdiff_t i = 0; i < word.n; i++) {
            out_c(o, word.s[i] == '\\' ? "\\e" : "");
            if (word.s[i] != '\\') {
                out_char(o, word.s[i]);
            }
        }
        start = word.s[word.n - 1] == '.';
        out_c(o, start ? "\n" : "");
    }
    out_c(o, start ? "" : "\n");
}

// `code`, with the marks that stand close to it: the macro takes them as further arguments.
static void put_code(Out *o, Text code, bool open, Text *rest)
{
    out_c(o, open ? ".Ql ( " : ".Ql ");
    mdoc_argument(o, code);
    while (rest->n && is_closing(rest->s[0])) {
        out_char(o, ' ');
        out_char(o, rest->s[0]);
        *rest = text_sub(*rest, 1, rest->n);
    }
    out_char(o, '\n');
}

void mdoc_text(Out *o, Text t)
{
    while (t.n) {
        Text plain, code;
        bool has_code = text_cut(t, '`', &plain, &t);
        bool open = has_code && text_ends(plain, T("("));
        plain.n -= open;
        put_plain(o, plain);
        if (has_code) {
            text_cut(t, '`', &code, &t);
            put_code(o, code, open, &t);
        }
    }
}

static void put_item(Out *o, const Option *option)
{
    out_c(o, ".It");
    if (option->letter) {
        out_format(o, " Fl %c ,", option->letter);
    }
    out_format(o, " Fl \\-%s", option->name);
    if (option->argument) {
        out_format(o, " Ar %s", option->argument);
    }
    out_char(o, '\n');
}

static void put_choices(Out *o, const char *const *choices)
{
    out_c(o, "One of\n");
    for (int i = 0; choices[i]; i++) {
        out_format(o, "%s.Cm %s%s\n", choices[i + 1] || i == 0 ? "" : "or\n", choices[i],
                   !choices[i + 1] ? " ." : choices[i + 2] ? " ," : "");
    }
}

// A phrase with a capital and a full stop.
static Text sentence(Arena *a, const char *phrase)
{
    char first = phrase[0] >= 'a' && phrase[0] <= 'z' ? (char)(phrase[0] - 32) : phrase[0];
    return text_format(a, "%c%s.", first, phrase + 1);
}

void help_write_mdoc(Out *o, const CommandText *text)
{
    for (const Option *option = text->options; option->name; option++) {
        if (option->heading) {
            out_c(o, option == text->options ? "" : ".El\n");
            out_format(o, ".Ss %s\n.Bl -tag -width Ds\n", option->heading);
        }
        put_item(o, option);
        mdoc_text(o, sentence(o->arena, option->help));
        if (option->take == TAKE_CHOICE) {
            put_choices(o, option->choices);
        }
        if (option->more) {
            mdoc_text(o, text_from(option->more));
        }
    }
    out_c(o, ".El\n");
}
