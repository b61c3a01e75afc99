// json, json-lines: ruff's keys (`ruff check --output-format json`), so that what reads ruff's output reads this too:
// cell code end_location filename fix location message name noqa_row severity url. Ours besides: context, help, related,
// suppression. Rows and columns are 1-based, columns in code points, ends exclusive; file names absolute.
#include "report/format.h"
#include "report/path.h"

#include <jansson.h>
#include <utf8proc.h>

// jansson refuses strings that are not UTF-8; paths may be anything. Bytes that are not become U+FFFD.
static Text valid_utf8(Arena *a, Text t)
{
    Out o = out_to_memory(a);
    for (ptrdiff_t i = 0, n; i < t.n; i += n) {
        utf8proc_int32_t c;
        n = utf8proc_iterate((const utf8proc_uint8_t *)t.s + i, t.n - i, &c);
        out_put(&o, n > 0 ? text_sub(t, i, i + n) : T("\xef\xbf\xbd"));
        n = n > 0 ? n : 1;
    }
    return out_text(&o);
}

// A child is put into its parent before it is filled, so that `root` always holds everything that must be freed. Where
// jansson is out of memory a value is NULL and what is done with it fails: noted in `failed`.
typedef struct {
    Arena scratch;
    const ReportOptions *opt;
    json_t *root;
    bool failed;
} Writer;

static json_t *set(Writer *w, json_t *object, const char *key, json_t *value)
{
    bool done = json_object_set_new(object, key, value) == 0;
    w->failed = w->failed || !done;
    return done ? value : NULL;
}

static void set_text(Writer *w, json_t *object, const char *key, Text t)
{
    Arena a = w->scratch;
    t = valid_utf8(&a, t);
    set(w, object, key, json_stringn(t.n ? t.s : "", (size_t)t.n));
}

static void set_text_or_null(Writer *w, json_t *object, const char *key, Text t)
{
    if (t.n) {
        set_text(w, object, key, t);
    } else {
        set(w, object, key, json_null());
    }
}

static void set_place(Writer *w, json_t *object, const char *key, Place p)
{
    json_t *place = set(w, object, key, json_object());
    set(w, place, "column", json_integer(p.column));
    set(w, place, "row", json_integer(p.line));
}

static void set_location(Writer *w, json_t *object, const Location *at)
{
    Arena a = w->scratch;
    Text path = path_absolute(&a, w->opt, at->path);
    w->scratch = a;
    set_text(w, object, "filename", path);
    set_place(w, object, "location", at->beg);
    set_place(w, object, "end_location", at->end);
}

static void set_related(Writer *w, const Finding *f)
{
    json_t *list = set(w, w->root, "related", json_array());
    for (int i = 0; i < f->related.n; i++) {
        json_t *o = json_object();
        if (json_array_append_new(list, o) != 0) {
            w->failed = true;
            return;
        }
        set_location(w, o, &f->related.at[i]);
        set_text(w, o, "message", f->related.at[i].label);
    }
}

static void set_suppression(Writer *w, const Finding *f)
{
    json_t *o = set(w, w->root, "suppression", f->suppressed ? json_object() : json_null());
    if (f->suppressed) {
        set_text(w, o, "reason", f->reason);
    }
}

static void set_finding(Writer *w, const Finding *f)
{
    Arena a = w->scratch;
    Text url = report_rule_url(&a, w->opt, f->rule);
    w->scratch = a;
    json_t *o = w->root;
    set_location(w, o, &f->at);
    set(w, o, "cell", json_null());
    set(w, o, "code", json_string(f->rule->code));
    set(w, o, "name", json_string(f->rule->name));
    set(w, o, "severity", json_string(severity_name(f->severity)));
    set_text(w, o, "message", f->message);
    set_text_or_null(w, o, "help", f->help);
    set_text_or_null(w, o, "context", f->context);
    set_related(w, f);
    set_suppression(w, f);
    set(w, o, "fix", json_null());
    set(w, o, "noqa_row", json_integer(f->at.beg.line));
    set_text_or_null(w, o, "url", url);
}

typedef struct {
    Out *out;
    const char *indent;         // put after each line end: the object stands in an array
} Sink;

// Line ends within strings are escaped, so those seen here are the layout's.
static int put(const char *buffer, size_t size, void *data)
{
    Sink *s = data;
    for (size_t i = 0; i < size; i++) {
        out_char(s->out, buffer[i]);
        if (buffer[i] == '\n') {
            out_c(s->out, s->indent);
        }
    }
    return 0;
}

// Builds, writes and frees the object of one finding. Also when an arena is exhausted on the way, the scratch one or that
// of an Out to memory, the object is freed before the exhaustion goes on.
static void put_finding(Out *o, const Finding *f, const ReportOptions *opt, const char *indent, size_t flags)
{
    Arena scratch = opt->scratch;
    Writer *w = NEW(&scratch, Writer, 1);
    *w = (Writer){.scratch = scratch, .opt = opt, .root = json_object()};
    Sink sink = {o, indent};
    jmp_buf here;
    jmp_buf *outer = arena_on_exhaustion(&scratch, &here);
    jmp_buf *outer_out = arena_on_exhaustion(o->arena, &here);
    if (setjmp(here)) {
        w->failed = true;
    } else {
        set_finding(w, f);
        w->failed = json_dump_callback(w->root, put, &sink, flags | JSON_SORT_KEYS) != 0 || w->failed;
    }
    json_decref(w->root);
    arena_on_exhaustion(o->arena, outer_out);
    arena_on_exhaustion(&scratch, outer);
    if (w->failed) {
        arena_exhausted(o->arena);
    }
}

void json_write(Out *o, const RunResult *r, const ReportOptions *opt)
{
    bool any = false;
    out_char(o, '[');
    for (int i = 0; i < r->findings.n; i++) {
        if (report_shows(r->findings.at[i], opt)) {
            out_c(o, any ? ",\n  " : "\n  ");
            put_finding(o, r->findings.at[i], opt, "  ", JSON_INDENT(2));
            any = true;
        }
    }
    out_c(o, any ? "\n]\n" : "]\n");
}

void json_lines_write(Out *o, const RunResult *r, const ReportOptions *opt)
{
    for (int i = 0; i < r->findings.n; i++) {
        if (report_shows(r->findings.at[i], opt)) {
            put_finding(o, r->findings.at[i], opt, "", JSON_COMPACT);
            out_char(o, '\n');
        }
    }
}
