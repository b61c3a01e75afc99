#include "report/tree.h"

#include <utf8proc.h>

json_t *tree_set(Tree *t, json_t *object, const char *key, json_t *value)
{
    bool done = json_object_set_new(object, key, value) == 0;
    t->failed = t->failed || !done;
    return done ? value : NULL;
}

json_t *tree_append(Tree *t, json_t *array, json_t *value)
{
    bool done = json_array_append_new(array, value) == 0;
    t->failed = t->failed || !done;
    return done ? value : NULL;
}

// jansson refuses what is not UTF-8.
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

void tree_set_text(Tree *t, json_t *object, const char *key, Text text)
{
    Arena a = t->scratch;
    text = valid_utf8(&a, text);
    tree_set(t, object, key, json_stringn(text.n ? text.s : "", (size_t)text.n));
}

void tree_set_text_or_null(Tree *t, json_t *object, const char *key, Text text)
{
    if (text.n) {
        tree_set_text(t, object, key, text);
    } else {
        tree_set(t, object, key, json_null());
    }
}

typedef struct {
    Out *out;
    const char *indent;
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

void tree_write(Out *o, Arena scratch, const char *indent, size_t flags, void (*fill)(Tree *t, const void *context),
    const void *context)
{
    Tree *t = NEW(&scratch, Tree, 1);
    *t = (Tree){.scratch = scratch, .root = json_object()};
    Sink sink = {o, indent};
    jmp_buf here;
    jmp_buf *outer = arena_on_exhaustion(&scratch, &here);
    jmp_buf *outer_out = arena_on_exhaustion(o->arena, &here);
    if (setjmp(here)) {
        t->failed = true;
    } else {
        fill(t, context);
        t->failed = json_dump_callback(t->root, put, &sink, flags) != 0 || t->failed;
    }
    json_decref(t->root);
    arena_on_exhaustion(o->arena, outer_out);
    arena_on_exhaustion(&scratch, outer);
    if (t->failed) {
        arena_exhausted(o->arena);
    }
}
