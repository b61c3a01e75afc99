// `aqlint dump STAGE FILE ...`: what a stage made of a file, as text. For tests, bug reports and the curious.
#include "cli/command.h"

#include "base/os.h"
#include "python/dump.h"
#include "python/dump_model.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { FILE_LIMIT = 1 << 30 };

// A stage shows a tree, or the module that the model makes of it.
typedef struct {
    const char *name;
    void (*tree)(Out *o, const Source *source, const Ast *ast);
    void (*model)(Out *o, Module *m);
} Stage;

static const Stage stages[] = {
    {"ast", dump_ast, NULL}, {"names", NULL, dump_names}, {"types", NULL, dump_types}, {"summary", NULL, dump_summary},
    {"flow", NULL, dump_flow},
};

static const Stage *find_stage(const char *name)
{
    for (size_t i = 0; i < sizeof stages / sizeof stages[0]; i++) {
        if (strcmp(stages[i].name, name) == 0) {
            return &stages[i];
        }
    }
    return NULL;
}

static void put_usage(FILE *to)
{
    fprintf(to, "usage: aqlint dump STAGE FILE...\nstages:");
    for (size_t i = 0; i < sizeof stages / sizeof stages[0]; i++) {
        fprintf(to, " %s", stages[i].name);
    }
    fprintf(to, "\n");
}

static int usage(const char *word)
{
    if (word && (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)) {
        put_usage(stdout);
        return fflush(stdout) ? EXIT_TROUBLE : EXIT_CLEAN;
    }
    if (word) {
        fprintf(stderr, "aqlint: dump: there is no stage `%s`\n", word);
    }
    put_usage(stderr);
    return EXIT_TROUBLE;
}

// The file is a project of its own: its imports lead to what lies beside it. What is read for it lives as long as it does.
static void dump_model(Out *o, Arena *a, Parser *parser, const Stage *stage, const Source *source, Ast *ast)
{
    Text path = text_eq(source->path, T("-")) ? (Text){0} : os_absolute(a, source->path);
    ProjectReader reader = {.parser = parser, .file = a, .modules = {a, a}};
    Project *project = project_new(NULL, 0, FILE_LIMIT, (size_t)1 << 28);
    if (!project) {
        arena_exhausted(a);
    }
    project_set_reader(project, &reader);
    stage->model(o, module_new(a, source, ast, project, &reader, path));
    project_free(project);
}

// Arena by value: a file's memory is gone after it.
static bool dump_file(Arena a, Parser *parser, const Stage *stage, const char *path, bool heading)
{
    Text bytes;
    int error = strcmp(path, "-") == 0 ? os_read_stdin(&a, FILE_LIMIT, &bytes)
                                       : os_read_file(&a, text_from(path), FILE_LIMIT, &bytes);
    if (error) {
        fprintf(stderr, "%s: %s\n", path, strerror(error));
        return false;
    }
    Source source = source_read(&a, text_from(path), bytes);
    Ast *ast = ast_parse(parser, &a, &source);
    Out o = out_to_fd(&a, 1);
    if (heading) {
        out_format(&o, "== %s\n", path);
    }
    for (int i = 0; i < source.problems.n; i++) {
        Place p = source_place(&source, source.problems.at[i].span.beg);
        out_format(&o, "problem %d:%d %.*s\n", p.line, p.column, PRI(source.problems.at[i].message));
    }
    stage->tree ? stage->tree(&o, &source, ast) : dump_model(&o, &a, parser, stage, &source, ast);
    return out_flush(&o);
}

static bool dump_files(Arena a, Parser *parser, const Stage *stage, int n, char **paths)
{
    volatile bool good = true;
    for (volatile int i = 0; i < n; i++) {
        jmp_buf handler;
        arena_on_exhaustion(&a, &handler);
        if (setjmp(handler)) {
            fprintf(stderr, "%s: out of memory\n", paths[i]);
            good = false;
        } else {
            good &= dump_file(a, parser, stage, paths[i], n > 1);
        }
    }
    return good;
}

int dump_command(int argc, char **argv)
{
    const Stage *stage = argc > 1 ? find_stage(argv[1]) : NULL;
    if (!stage || argc < 3) {
        return usage(argc > 1 && !stage ? argv[1] : NULL);
    }
    Arena a;
    ArenaHome home;
    Parser *parser = parser_new();
    if (!parser || !arena_reserve(&a, &home, (size_t)1 << 36)) {
        fprintf(stderr, "aqlint: out of memory\n");
        parser_free(parser);
        return EXIT_TROUBLE;
    }
    bool good = dump_files(a, parser, stage, argc - 2, argv + 2);
    parser_free(parser);
    arena_release(&a);
    return good ? EXIT_CLEAN : EXIT_TROUBLE;
}
