#include "cli/option.h"

#include "base/os.h"
#include "cli/stream.h"
#include "report/display.h"

#include <getopt.h>
#include <limits.h>
#include <string.h>

enum { LONG_BASE = 256 };       // value of the first long option: beyond all letters

typedef struct {
    Arena *arena;
    const CommandText *text;
    void *values;
    Texts *operands;
} Reading;

static bool complain(const Reading *r, Text message)
{
    Arena scratch = *r->arena;
    Out o = stream_error(&scratch);
    out_format(&o, "aqlint: %.*s\n", PRI(message));
    out_format(&o, "Try `aqlint %s --help`.\n", r->text->name);
    out_flush(&o);
    return false;
}

// -- `@FILE`

typedef struct {
    char **at;
    int n;
} Arguments;

// The arguments with those of the files in place of the `@FILE`s.
static bool expand_files(Reading *r, int argc, char **argv, Arguments *result)
{
    enum { LIMIT = 64 << 20 };
    LIST(char *) all = {0};
    bool over = false;
    for (int i = 0; i < argc; i++) {
        over = over || strcmp(argv[i], "--") == 0;
        if (i == 0 || over || argv[i][0] != '@' || !argv[i][1]) {
            *list_push(r->arena, &all) = argv[i];
            continue;
        }
        Text content, path = text_from(argv[i] + 1);
        int error = os_read_file(r->arena, path, LIMIT, &content);
        if (error) {
            Text why = os_error_text(r->arena, error), name = display_text(r->arena, path);
            return complain(r, text_format(r->arena, "cannot read the arguments in %.*s: %.*s", PRI(name), PRI(why)));
        }
        while (content.n) {
            Text line;
            text_cut(content, '\n', &line, &content);
            line = text_ends(line, T("\r")) ? text_sub(line, 0, line.n - 1) : line;
            if (line.n) {
                *list_push(r->arena, &all) = text_c(r->arena, line);
            }
        }
    }
    *list_push(r->arena, &all) = NULL;
    *result = (Arguments){all.at, all.n - 1};
    return true;
}

// -- values

static bool take_choice(const Reading *r, const Option *o, Text value, int *place)
{
    Texts words = {0};
    Text list = {0};
    for (int i = 0; o->choices[i]; i++) {
        if (text_eq(value, text_from(o->choices[i]))) {
            *place = i;
            return true;
        }
        *list_push(r->arena, &words) = text_from(o->choices[i]);
        list = text_format(r->arena, "%.*s%s%s", PRI(list), i ? (o->choices[i + 1] ? ", " : " or ") : "", o->choices[i]);
    }
    Text near = text_nearest(value, words.at, words.n), shown = display_text(r->arena, value);
    return complain(r, text_format(r->arena, "--%s: expected %.*s, not `%.*s`%s%.*s%s", o->name, PRI(list), PRI(shown),
                                   near.n ? "; did you mean `" : "", PRI(near), near.n ? "`?" : ""));
}

static bool take_number(const Reading *r, const Option *o, Text value, int *place)
{
    int64_t number;
    if (text_to_int(value, &number) && number >= o->least && number <= o->most) {
        *place = (int)number;
        return true;
    }
    Text shown = display_text(r->arena, value);
    return complain(r, text_format(r->arena, "--%s: expected a number from %d to %d, not `%.*s`", o->name, o->least,
                                   o->most, PRI(shown)));
}

static void take_words(const Reading *r, Text value, Texts *words)
{
    while (value.n) {
        Text word;
        text_cut(value, ',', &word, &value);
        word = text_trim(word);
        if (word.n) {
            *list_push(r->arena, words) = word;
        }
    }
}

static bool take(const Reading *r, const Option *o, Text value)
{
    void *place = (char *)r->values + o->offset;
    switch (o->take) {
    case TAKE_FLAG:
        *(bool *)place = true;
        return true;
    case TAKE_TEXT:
        *(Text *)place = value;
        return true;
    case TAKE_WORDS:
        take_words(r, value, place);
        return true;
    case TAKE_CHOICE:
        return take_choice(r, o, value, place);
    case TAKE_NUMBER:
        return take_number(r, o, value, place);
    }
    return false;
}

// -- getopt_long

static int count_options(const Option *o)
{
    int n = 0;
    while (o[n].name) {
        n++;
    }
    return n;
}

static bool complain_unknown(const Reading *r, Text name)
{
    Texts names = {0};
    for (const Option *o = r->text->options; o->name; o++) {
        *list_push(r->arena, &names) = text_from(o->name);
    }
    Text near = text_nearest(name, names.at, names.n);
    for (int i = names.n; i-- > 0;) {
        near = name.n && text_starts(names.at[i], name) ? names.at[i] : near;
    }
    Text shown = display_text(r->arena, name);
    return complain(r, text_format(r->arena, "unknown option --%.*s%s%.*s%s", PRI(shown),
                                   near.n ? "; did you mean --" : "", PRI(near), near.n ? "?" : ""));
}

static const Option *by_value(const CommandText *text, int value)
{
    if (value >= LONG_BASE) {
        return &text->options[value - LONG_BASE];
    }
    for (const Option *o = text->options; o->name; o++) {
        if (value && o->letter == value) {
            return o;
        }
    }
    return NULL;
}

// Whether the option's name was written out in full.
static bool is_spelt_out(const Option *o, Text word)
{
    Text name, value;
    text_cut(text_sub(word, 2, word.n), '=', &name, &value);
    return text_eq(name, text_from(o->name));
}

static bool complain_unknown_word(const Reading *r, Text word)
{
    Text name, value;
    text_cut(text_sub(word, 2, word.n), '=', &name, &value);
    return complain_unknown(r, name);
}

// What getopt_long refused: `?` for an unknown option or an argument too many, `:` for a missing one.
static bool complain_refused(const Reading *r, int result, Text word)
{
    const Option *o = by_value(r->text, optopt);
    bool is_long = text_starts(word, T("--"));
    if (is_long && (!o || !is_spelt_out(o, word))) {
        return complain_unknown_word(r, word);
    }
    if (!o) {
        char letter[2] = {(char)optopt, 0};
        Text shown = display_text(r->arena, text_from(letter));
        return complain(r, text_format(r->arena, "unknown option -%.*s", PRI(shown)));
    }
    return complain(r, result == ':' ? text_format(r->arena, "--%s needs %s", o->name, o->argument)
                                     : text_format(r->arena, "--%s takes no value", o->name));
}

// The tables as getopt_long wants them. Options and operands are returned in their order (the leading `-`).
static void make_tables(const Reading *r, struct option **longs, char **letters)
{
    int n = count_options(r->text->options);
    *longs = NEW(r->arena, struct option, n + 1);
    char *p = *letters = NEW(r->arena, char, 2 * n + 3);
    *p++ = '-';
    *p++ = ':';
    for (int i = 0; i < n; i++) {
        const Option *o = &r->text->options[i];
        int has = o->argument ? required_argument : no_argument;
        (*longs)[i] = (struct option){o->name, has, NULL, LONG_BASE + i};
        if (o->letter) {
            *p++ = o->letter;
            *p = ':';
            p += o->argument != NULL;
        }
    }
    *p = 0;
}

static bool read_all(Reading *r, Arguments arguments)
{
    struct option *longs;
    char *letters;
    make_tables(r, &longs, &letters);
    opterr = 0;
    optind = 0;         // starts afresh (glibc, musl)
    for (int word = 1;; word = optind) {
        int result = getopt_long(arguments.n, arguments.at, letters, longs, NULL);
        if (result == -1) {
            break;
        }
        Text written = word < arguments.n ? text_from(arguments.at[word]) : (Text){0};
        if (result == 1) {
            *list_push(r->arena, r->operands) = text_from(optarg);
            continue;
        }
        if (result == '?' || result == ':') {
            return complain_refused(r, result, written);
        }
        const Option *o = by_value(r->text, result);
        if (result >= LONG_BASE && !is_spelt_out(o, written)) {
            return complain_unknown_word(r, written);
        }
        if (!take(r, o, text_from(optarg))) {
            return false;
        }
    }
    for (int i = optind; i < arguments.n; i++) {
        *list_push(r->arena, r->operands) = text_from(arguments.at[i]);
    }
    return true;
}

bool options_read(Arena *a, const CommandText *text, int argc, char **argv, void *values, Texts *operands)
{
    Reading r = {a, text, values, operands};
    Arguments arguments = {0};
    return expand_files(&r, argc, argv, &arguments) && read_all(&r, arguments);
}
