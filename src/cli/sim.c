// aqlint sim: runs scenarios in virtual time.
#include "base/os.h"
#include "cli/command.h"
#include "sim/scenario.h"
#include "sim/trace.h"

#include <fcntl.h>
#include <getopt.h>
#include <stdio.h>
#include <unistd.h>

int sim_command(int argc, char **argv)
{
    static const struct option OPTIONS[] = {{"trace", 1, 0, 't'}, {"python", 1, 0, 'p'}, {0}};
    const char *volatile trace = NULL, *volatile python = NULL;     // read again after a longjmp
    for (int c; (c = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1;) {
        trace = c == 't' ? optarg : trace;
        python = c == 'p' ? optarg : python;
    }
    ArenaHome home, run_home;
    Arena a, scratch;
    if (optind >= argc || !arena_reserve(&a, &home, (size_t)1 << 32) || !arena_reserve(&scratch, &run_home, (size_t)1 << 31)) {
        return EXIT_TROUBLE;
    }
    jmp_buf memory;
    arena_on_exhaustion(&a, &memory);
    if (setjmp(memory)) {
        return EXIT_TROUBLE;
    }
    Text source;
    ValueError error;
    const char *path = argv[optind];
    if (os_read_file(&a, text_from(path), 1 << 26, &source)) {
        return EXIT_TROUBLE;
    }
    Scenario *s = scenario_read(&a, source, &error);
    if (!s) {
        fprintf(stderr, "%s:%d:%d: %.*s\n", path, error.line, error.column, PRI(error.message));
        return EXIT_TROUBLE;
    }
    SimOptions options = s->options;
    if (python) {
        options.profile = sim_profile(text_from(python));
    }
    if (!options.profile) {
        fprintf(stderr, "aqlint: Python %s is none that the loop was tested against\n", python);
        return EXIT_TROUBLE;
    }
    Out out = {.fd = -1};
    Trace t;
    SimObserver observer;
    const SimObserver *observers[1] = {&observer};
    if (trace) {
        int fd = open(trace, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
        if (fd < 0) {
            return EXIT_TROUBLE;
        }
        out = out_to_fd(&a, fd);
        observer = trace_observer(&t, &a, &out, s->program, options.profile);
        options.observers = observers;
        options.observer_count = 1;
    }
    SimResult r = sim_run(scratch, s->program, &options);
    if (trace && !out_flush(&out)) {
        return EXIT_TROUBLE;
    }
    if (r.error.message[0]) {
        fprintf(stderr, "%s:%d:%d: %s\n", path, r.error.line, r.error.column, r.error.message);
    }
    return r.outcome == SIM_LIMIT || r.outcome == SIM_REFUSED ? EXIT_TROUBLE : r.outcome == SIM_DEADLOCK ? EXIT_FINDINGS : EXIT_CLEAN;
}
