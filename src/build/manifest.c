// manifest FILE.yaml... > rules.c          manifest --figures FILE.yaml...
//
// Turns the manifests of all rules into the C table of lint/rule.h, ordered by code. Nothing is written unless
// everything is right: a mistake in a manifest is a build error, `rules/x.yaml:line:col: error: ...`, as a compiler's.
// The scenes of the rules are run (scene.c); --figures prints what came out.
#include "build/scene.h"

#include "base/os.h"

#include <stdio.h>
#include <string.h>

enum { ARENA_BYTES = 256 << 20, FILE_LIMIT = 1 << 20 };

void error_at(Errors *e, const Value *at, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    Text message = text_vformat(e->arena, format, args);
    va_end(args);
    *list_push(e->arena, &e->list) = (Error){e->path, at ? at->line : 1, at ? at->column : 1, e->list.n, message};
}

static int by_place(const void *x, const void *y)
{
    const Error *a = x, *b = y;
    int c = text_cmp(a->path, b->path);
    c = c ? c : a->line - b->line;
    c = c ? c : a->column - b->column;
    return c ? c : a->number - b->number;
}

static void print_errors(Errors *e)
{
    Out err = out_to_fd(e->arena, 2);
    qsort(e->list.at, (size_t)e->list.n, sizeof *e->list.at, by_place);
    for (int i = 0; i < e->list.n; i++) {
        const Error *x = &e->list.at[i];
        out_format(&err, "%.*s:%d:%d: error: %.*s\n", PRI(x->path), x->line, x->column, PRI(x->message));
    }
    out_flush(&err);
}

static Text stem_of(Text path)
{
    Text name = text_sub(path, text_rfind_char(path, '/') + 1, path.n);
    return text_ends(name, T(".yaml")) ? text_sub(name, 0, name.n - 5) : name;
}

static bool has_check(Arena *a, Text path)
{
    Text base = text_ends(path, T(".yaml")) ? text_sub(path, 0, path.n - 5) : path;
    return os_stat(*a, text_join(a, base, T(".c")), true).kind == OS_FILE;
}

static void load(Errors *e, Text path, Manifests *all)
{
    Text source;
    ValueError wrong;
    e->path = path;
    int error = os_read_file(e->arena, path, FILE_LIMIT, &source);
    if (error) {
        error_at(e, NULL, "cannot read: %.*s", PRI(os_error_text(e->arena, error)));
        return;
    }
    const Value *root = value_read_yaml(e->arena, source, &wrong);
    if (!root) {
        error_at(e, &(Value){.line = wrong.line, .column = wrong.column}, "%.*s", PRI(wrong.message));
        return;
    }
    Manifest *m = NEW(e->arena, Manifest, 1);
    *m = (Manifest){.path = path, .stem = stem_of(path), .has_check = has_check(e->arena, path)};
    manifest_read(e, root, m);
    *list_push(e->arena, all) = m;
}

static int by_code(const void *x, const void *y)
{
    const Manifest *a = *(Manifest *const *)x, *b = *(Manifest *const *)y;
    int c = text_cmp(a->code, b->code);
    return c ? c : text_cmp(a->path, b->path);
}

// Among sorted manifests equal codes are neighbours; names are few enough for every pair.
static void check_unique(Errors *e, const Manifests *all)
{
    for (int i = 0; i < all->n; i++) {
        const Manifest *m = all->at[i];
        e->path = m->path;
        for (int k = 0; k < i; k++) {
            const Manifest *other = all->at[k];
            if (m->code.n && text_eq(other->code, m->code)) {
                error_at(e, m->code_at, "the code %.*s is taken by %.*s", PRI(m->code), PRI(other->path));
            }
            if (m->name.n && text_eq(other->name, m->name)) {
                error_at(e, m->name_at, "the name `%.*s` is taken by %.*s", PRI(m->name), PRI(other->path));
            }
        }
    }
}

static void print_figures(Out *o, const Manifests *all)
{
    for (int i = 0; i < all->n; i++) {
        const Manifest *m = all->at[i];
        if (m->scene_at) {
            scene_print(o, m);
            cost_print(o, m);
        }
    }
}

static void measure(Errors *e, Manifests *all)
{
    for (int i = 0; i < all->n && e->list.n == 0; i++) {
        e->path = all->at[i]->path;
        if (all->at[i]->scene_at) {
            cost_measure(e, all->at[i]);
        }
    }
}

static int compile(Arena *a, int n, char **paths, bool figures)
{
    Errors e = {.arena = a};
    Manifests all = {0};
    for (int i = 0; i < n; i++) {
        load(&e, text_from(paths[i]), &all);
    }
    if (all.n) {
        qsort(all.at, (size_t)all.n, sizeof *all.at, by_code);
    }
    check_unique(&e, &all);
    blocking_check_unique(&e, &all);
    measure(&e, &all);
    if (e.list.n) {
        print_errors(&e);
        return 1;
    }
    Out out = out_to_fd(a, 1);
    figures ? print_figures(&out, &all) : manifests_emit(&out, &all);
    return out_flush(&out) ? 0 : 2;
}

int main(int argc, char **argv)
{
    Arena a;
    ArenaHome home;
    jmp_buf exhausted;
    if (!arena_reserve(&a, &home, ARENA_BYTES) || setjmp(exhausted)) {
        fputs("manifest: out of memory\n", stderr);
        return 2;
    }
    arena_on_exhaustion(&a, &exhausted);
    bool figures = argc > 1 && strcmp(argv[1], "--figures") == 0;
    return compile(&a, argc - 1 - figures, argv + 1 + figures, figures);
}
