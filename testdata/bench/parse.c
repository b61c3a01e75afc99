// parse JOBS < LIST
//
// The floor under any linter that parses every file: reads each file that LIST names, one a line, and parses it with
// the same tree-sitter that aqlint is linked with, and does nothing with the tree. Built for the benchmark only.
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tree_sitter/api.h>

const TSLanguage *tree_sitter_python(void);

typedef struct {
    char **paths;
    int n;
    atomic_int next;
    atomic_long bytes;
} Work;

static char *read_whole(const char *path, size_t *n)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        return NULL;
    }
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *text = malloc((size_t)size + 1);
    *n = text ? fread(text, 1, (size_t)size, file) : 0;
    fclose(file);
    return text;
}

static void *parse_files(void *argument)
{
    Work *work = argument;
    TSParser *parser = ts_parser_new();
    ts_parser_set_language(parser, tree_sitter_python());
    for (int i; (i = atomic_fetch_add(&work->next, 1)) < work->n;) {
        size_t n = 0;
        char *text = read_whole(work->paths[i], &n);
        if (text) {
            ts_tree_delete(ts_parser_parse_string(parser, NULL, text, (uint32_t)n));
            atomic_fetch_add(&work->bytes, (long)n);
        }
        free(text);
    }
    ts_parser_delete(parser);
    return NULL;
}

static void read_list(Work *work)
{
    int capacity = 0;
    char *line = NULL;
    size_t size = 0;
    for (ssize_t n; (n = getline(&line, &size, stdin)) > 0;) {
        line[strcspn(line, "\n")] = 0;
        if (work->n == capacity) {
            capacity = capacity ? 2 * capacity : 1024;
            work->paths = realloc(work->paths, sizeof *work->paths * (size_t)capacity);
        }
        work->paths[work->n++] = strdup(line);
    }
    free(line);
}

int main(int argc, char **argv)
{
    enum { MOST_JOBS = 64 };
    int jobs = argc > 1 ? atoi(argv[1]) : 1;
    Work work = {0};
    pthread_t threads[MOST_JOBS];
    if (jobs < 1 || jobs > MOST_JOBS) {
        fputs("usage: parse JOBS < LIST\n", stderr);
        return 2;
    }
    read_list(&work);
    for (int i = 0; i < jobs; i++) {
        if (pthread_create(&threads[i], NULL, parse_files, &work)) {
            return 2;
        }
    }
    for (int i = 0; i < jobs; i++) {
        pthread_join(threads[i], NULL);
    }
    printf("%d files, %ld bytes\n", work.n, atomic_load(&work.bytes));
    return 0;
}
