// Every request for memory of an arena fails once, over the whole of `aqlint check`: reading options, configuration and
// files, parsing, the model, the rules, the report. Each time the command ends with exit code 2 and a complaint, nothing
// is reported that is not there otherwise, and where one file ran out of memory the others are checked all the same.
//
// The linker puts counting_alloc before arena_alloc (--wrap, in the Makefile). What the fetched libraries ask malloc for
// is swept by testdata/memory/run.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/text.h"
#include "cli/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void *__real_arena_alloc(Arena *a, size_t size, size_t align, size_t count);
void *__wrap_arena_alloc(Arena *a, size_t size, size_t align, size_t count);
void *__real_arena_take(Arena *a, size_t size, size_t align, size_t count);
void *__wrap_arena_take(Arena *a, size_t size, size_t align, size_t count);

static long requests, failing = -1;

static void count_request(Arena *a)
{
    if (requests++ == failing) {
        arena_exhausted(a);
    }
}

void *__wrap_arena_alloc(Arena *a, size_t size, size_t align, size_t count)
{
    count_request(a);
    return __real_arena_alloc(a, size, align, count);
}

void *__wrap_arena_take(Arena *a, size_t size, size_t align, size_t count)
{
    count_request(a);
    return __real_arena_take(a, size, align, count);
}

static const struct { const char *name, *text; } FILES[] = {
    {".aqlint.yaml", "extend-select: [AQ2]\nper-file-ignores:\n  'old/**': [AQ9]\nexclude: ['*_generated.py']\n"
                     "severity: {AQ501: warning}\n"},
    {".gitignore", "*.log\n/dist/\n"},
    {"channels.py", "import asyncio\n\nwork_queue = asyncio.Queue()\n\n\nclass Jobs(asyncio.Queue):\n    pass\n"},
    {"producer.py", "import asyncio\nfrom channels import Jobs, work_queue\n\n\nasync def produce(items):\n"
                    "    jobs = Jobs()\n    for item in items:\n        await work_queue.put(item)\n"
                    "        await asyncio.sleep(0)\n    asyncio.create_task(consume(jobs))\n\n\nasync def consume(jobs):\n"
                    "    async with asyncio.TaskGroup() as group:\n        for job in await jobs.get():\n"
                    "            group.create_task(job.run())  # aqlint: ignore[task-per-item]\n"},
    {"broken.py", "import time\n\nasync def f(:\n    time.sleep(1)\n\nasync def g()\n    time.sleep(2\n\nasync def h():\n"
                  "    time.sleep(3)  # noqa: AQ101\n"},
    {"old/latin.py", "# -*- coding: latin-1 -*-\nimport time\nasync def f():\n    time.sleep(1); print '\xE9'\n"},
};

static char directory[] = "/tmp/aqlint-memory-XXXXXX";
static char programs[4096];         // testdata/seed, absolute

typedef struct {
    int code;
    char out[1 << 16], err[1 << 12];
} Run;

static void take(FILE *file, char *into, size_t room)
{
    rewind(file);
    into[fread(into, 1, room - 1, file)] = '\0';
}

// Runs the command on `path` with request number `n` failing (-1: none).
static void run(Run *r, const char *path, const char *format, long n)
{
    char *argv[] = {"check", "--output-format", (char *)format, "--jobs", "1", "--color=never", (char *)path, NULL, NULL};
    int argc = 7;
    if (path == programs) {
        argv[argc++] = "--no-measure";      // what is simulated of the article's programs asks for memory 100,000 times
    }
    FILE *out = tmpfile(), *err = tmpfile();
    assert_true(out && err);
    fflush(stdout);
    int old_out = dup(1), old_err = dup(2);
    dup2(fileno(out), 1);
    dup2(fileno(err), 2);
    requests = 0;
    failing = n;
    r->code = check_command(argc, argv);
    failing = -1;
    fflush(stderr);
    dup2(old_out, 1);
    dup2(old_err, 2);
    close(old_out);
    close(old_err);
    take(out, r->out, sizeof r->out);
    take(err, r->err, sizeof r->err);
    fclose(out);
    fclose(err);
}

static bool has_line(const char *text, Text line)
{
    Text rest = text_from(text), part;
    while (rest.n) {
        text_cut(rest, '\n', &part, &rest);
        if (text_eq(part, line)) {
            return true;
        }
    }
    return false;
}

// Each line of `some` that is not of the file in `except` is a line of `all`.
static bool are_lines_of(const char *some, const char *all, Text except)
{
    Text rest = text_from(some), line;
    while (rest.n) {
        text_cut(rest, '\n', &line, &rest);
        if (!(except.n && text_starts(line, except)) && !has_line(all, line)) {
            fprintf(stderr, "unexpected: %.*s\n", PRI(line));
            return false;
        }
    }
    return true;
}

// The file that a complaint names: "broken.py: not checked: out of memory".
static Text file_complained_of(const char *err)
{
    Text text = text_from(err);
    ptrdiff_t at = text_find(text, T(": not checked: out of memory"));
    return at > 0 ? text_sub(text, 0, at) : (Text){0};
}

// A line of this report starts with the path.
static bool is_by_line(const char *format)
{
    return strcmp(format, "concise") == 0;
}

static void judge(const Run *r, const Run *whole, const char *format, long n)
{
    if (r->code != 2) {
        assert_int_equal(r->code, whole->code);
        assert_string_equal(r->out, whole->out);
        return;
    }
    if (!strstr(r->err, "out of memory")) {
        fail_msg("request %ld failed, and standard error says: %s", n, r->err);
    }
    assert_true(are_lines_of(r->out, whole->out, (Text){0}));
    Text file = file_complained_of(r->err);
    if (file.n && is_by_line(format)) {
        assert_true(are_lines_of(whole->out, r->out, file));
    }
}

static void sweep(const char *path, const char *format, long step)
{
    static Run whole, once;
    run(&whole, path, format, -1);
    assert_int_equal(whole.code, 1);
    long all = requests, troubles = 0, files = 0;
    for (long n = 0; n < all; n += step) {
        run(&once, path, format, n);
        judge(&once, &whole, format, n);
        troubles += once.code == 2;
        files += file_complained_of(once.err).n > 0;
    }
    print_message("%s: %ld requests, %ld of them failed, %ld in a file\n", format, all, troubles, files);
    assert_true(all > 500 && troubles > all / step * 9 / 10 && files > all / step / 3);
    run(&once, path, format, -1);
    assert_string_equal(once.out, whole.out);
}

static void every_request_of_a_check(void **state)
{
    (void)state;
    sweep(".", "concise", 1);
}

// Of these the report alone is new.
static void requests_of_other_reports(void **state)
{
    (void)state;
    sweep(".", "full", 7);
    sweep(".", "github", 7);
}

static void requests_of_the_article(void **state)
{
    (void)state;
    sweep(programs, "concise", 11);
}

static int make_files(void **state)
{
    (void)state;
    if (!realpath("testdata/seed", programs) || !mkdtemp(directory) || chdir(directory) || mkdir("old", 0700)) {
        return -1;
    }
    for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++) {
        FILE *f = fopen(FILES[i].name, "wb");
        if (!f || fputs(FILES[i].text, f) < 0 || fclose(f)) {
            return -1;
        }
    }
    return 0;
}

static int remove_files(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++) {
        unlink(FILES[i].name);
    }
    return rmdir("old") || chdir("/") || rmdir(directory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_request_of_a_check),
        cmocka_unit_test(requests_of_other_reports),
        cmocka_unit_test(requests_of_the_article),
    };
    return cmocka_run_group_tests(tests, make_files, remove_files);
}
