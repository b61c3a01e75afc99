// aqlint sim: runs scenarios on the event loop in virtual time.
#include "base/os.h"
#include "cli/command.h"
#include "cli/complaint.h"
#include "cli/memory.h"
#include "cli/plan.h"
#include "cli/simcommand.h"
#include "cli/simoutput.h"
#include "cli/simreport.h"
#include "cli/simsession.h"
#include "cli/simsource.h"
#include "cli/stream.h"
#include "report/timeline.h"

#include <string.h>

static const char *const FORMATS[] = {"text", "json", "csv", NULL};
static const char *const COLORS[] = {"auto", "always", "never", NULL};
static const char *const COSTS[] = {"scenario", "none", "table", NULL};

#define AT(field) offsetof(SimValues, field)

static const Option OPTIONS[] = {
    {.letter = 'p', .name = "param", .argument = "NAME=VALUE", .take = TAKE_WORDS, .offset = AT(parameters),
     .heading = "The run", .help = "another value for a parameter: `N=1000`, `D=5ms`",
     .more = "Several are separated by commas, or the option is repeated. Sweeps set their own parameter themselves."},
    {.name = "python", .argument = "VERSION", .take = TAKE_TEXT, .offset = AT(python),
     .help = "run as the asyncio of this Python: 3.8 to 3.14, by default 3.11",
     .more = "A version stands for the exact one that the loop was tested against, event for event; others are refused. "
             "Only of Python source, and without `--trace`, the nearest one is taken, and a note says so."},
    {.name = "seed", .argument = "N", .take = TAKE_TEXT, .offset = AT(seed), .help = "the seed of drawn durations"},
    {.name = "costs", .argument = "WHICH", .take = TAKE_CHOICE, .offset = AT(costs), .choices = COSTS,
     .help = "what the loop itself takes: as the scenario says, nothing, or what was measured of CPython"},
    {.name = "no-sweep", .take = TAKE_FLAG, .offset = AT(no_sweep), .help = "only the run with the parameters as they are"},
    {.letter = 'j', .name = "jobs", .argument = "N", .take = TAKE_NUMBER, .offset = AT(jobs), .least = 1, .most = 256,
     .help = "do N runs of a sweep at the same time, by default one per processor",
     .more = "The output does not depend on it."},
    {.name = "memory", .argument = "MIB", .take = TAKE_NUMBER, .offset = AT(memory), .least = 1, .most = 1 << 20,
     .help = "memory that a run may take, by default 1024"},
    {.name = "format", .argument = "FORMAT", .take = TAKE_CHOICE, .offset = AT(format), .choices = FORMATS,
     .heading = "Output", .help = "how to report"},
    {.name = "timeline", .take = TAKE_FLAG, .offset = AT(timeline),
     .help = "draw the run below its report: who runs, who stands in line, who waits",
     .more = "The rows are the loop with its longest stall, the tasks (a coroutine with many has one row for all of "
             "them), the queues' depths, and the beats. It is as wide as the terminal, or `COLUMNS`."},
    {.name = "svg", .argument = "FILE", .take = TAKE_TEXT, .offset = AT(svg),
     .help = "draw the run, and below it its sweeps with the exponents that fit, as a picture",
     .more = "The sweep's axes are logarithmic; it shows the metrics whose growth the scenario judges, else the longest "
             "stall. Of a file that is `-`, here and below, standard output is meant; the report then goes to standard error."},
    {.name = "trace", .argument = "FILE", .take = TAKE_TEXT, .offset = AT(trace),
     .help = "write every event of the run to FILE, a line each",
     .more = "A directory takes the trace of NAME.yaml as NAME.trace."},
    {.name = "chrome-trace", .argument = "FILE", .take = TAKE_TEXT, .offset = AT(chrome),
     .help = "write the run to FILE for Perfetto (ui.perfetto.dev) and chrome://tracing",
     .more = "A track for the loop's iterations and one for each of the first thousand tasks: where it runs, where it is "
             "ready and stands in line, what it waits in. Counters show the ready callbacks and the queues' depths. Two "
             "million events are written at most."},
    {.name = "log", .argument = "FILE", .take = TAKE_TEXT, .offset = AT(log),
     .help = "write what the program says and measures to FILE, a line each"},
    {.name = "speed", .take = TAKE_FLAG, .offset = AT(speed), .help = "measure nothing but how fast the simulator is"},
    {.name = "color", .argument = "WHEN", .take = TAKE_CHOICE, .offset = AT(color), .choices = COLORS, .help = "use colours"},
    {.letter = 'q', .name = "quiet", .take = TAKE_FLAG, .offset = AT(quiet), .help = "report only what is not as expected"},
    {.letter = 'h', .name = "help", .take = TAKE_FLAG, .offset = AT(help), .help = "print this help, and exit"},
    {0},
};

static const Example EXAMPLES[] = {
    {"aqlint sim main.yaml", "run a scenario, its sweeps too, and judge its expectations"},
    {"aqlint sim crawler.py:Crawler.run", "a coroutine function of real source"},
    {"aqlint sim main.yaml --param N=1000 --no-sweep", "one run with another parameter"},
    {"aqlint sim main.yaml --trace main.trace --python 3.13", "every event of the loop, as that Python has them"},
    {0},
};

static const CommandText TEXT = {
    .name = "sim",
    .usage = "aqlint sim [OPTION]... SCENARIO.yaml|SOURCE.py[:FUNCTION]...",
    .about = "Runs programs on asyncio's event loop in virtual time: no time passes, every event is the one that CPython "
             "would have, and stalls, delays, waits and queue depths come out exactly.\n\n"
             "A scenario is a YAML file with coroutines, the queues and locks that they share, parameters, a sweep over "
             "one of them, and what is expected; aqlint-sim(1) describes it.\n\n"
             "Python source runs, too: what its asyncio.run() runs, or the coroutine function behind the colon (`work`, "
             "`Worker.run`). What the loop sees of it is simulated: tasks, awaits, asyncio's queues, locks, timeouts and "
             "groups, time.sleep() and known blocking calls. What the source does not tell is assumed, and every "
             "assumption is listed with its line; a construct that is not simulated is named with its line.\n\n"
             "Exit codes: 0, all is as expected; 1, it is not, or the program ends in deadlock or with an exception "
             "where the scenario does not expect it; 2, a scenario could not be run.",
    .options = OPTIONS,
    .examples = EXAMPLES,
};

// ---- scenarios

// The configuration that governs a source file, for its `assume`. NULL after messages.
static const Config *configuration_of(SimSession *s, Text path)
{
    ConfigStore store = config_store(s->arena, plan_formats(s->arena));
    Text absolute = os_absolute(s->arena, path), directory = text_sub(absolute, 0, text_rfind_char(absolute, '/'));
    const Config *config = config_for_directory(&store, directory.n ? directory : T("/"));
    for (int i = 0; i < store.problems.n; i++) {
        complain_config(s->arena, &store.problems.at[i], (ColorChoice)s->values.color);
    }
    return store.problems.n ? NULL : config;
}

static Scenario *read_scenario(SimSession *s, Text path, Assumptions *assumed)
{
    if (source_is_python(path)) {
        const Config *config = configuration_of(s, path);
        return config ? source_scenario(s->arena, path, s->values.python, &config->assume, assumed) : NULL;
    }
    enum { SIZE_MAX_SCENARIO = 16 << 20 };
    Text source;
    ValueError error;
    int failure = text_eq(path, T("-")) ? os_read_stdin(s->arena, SIZE_MAX_SCENARIO, &source)
                                        : os_read_file(s->arena, path, SIZE_MAX_SCENARIO, &source);
    if (failure) {
        complain_file(s->arena, path, os_error_text(s->arena, failure));
        return NULL;
    }
    Scenario *scenario = scenario_read(s->arena, source, &error);
    if (!scenario) {
        sim_complain_place(s, path, error.line, error.column, error.message);
    }
    return scenario;
}

// same-trace(NAME): the scenario NAME.yaml beside this one.
static const Scenario *read_other(void *context, Arena *a, Text name, Text *why)
{
    SimSession *s = context;
    ptrdiff_t slash = text_rfind_char(s->path, '/');
    Text path = text_format(a, "%.*s%.*s%s", PRI(text_sub(s->path, 0, slash + 1)), PRI(name),
                            text_ends(name, T(".yaml")) ? "" : ".yaml");
    Text source;
    ValueError error;
    int failure = os_read_file(a, path, 16 << 20, &source);
    const Scenario *other = failure ? NULL : scenario_read(a, source, &error);
    if (!other) {
        *why = text_format(a, "%.*s cannot be read", PRI(path));
    }
    return other;
}

// ---- one scenario

// The runs of sweeps that could not be carried out, with the value that they had.
static bool complain_points(SimSession *s, const Study *study)
{
    const StudyRun *point = study->points;
    bool any = false;
    for (int i = 0; i < study->scenario->sweeps.n && study->point_count; i++) {
        const Sweep *sweep = &study->scenario->sweeps.at[i];
        for (int k = 0; k < sweep->n; k++, point++) {
            if (point->result.outcome < SIM_LIMIT) {
                continue;
            }
            any = true;
            sim_complain_place(s, s->path, point->result.error.line, point->result.error.column,
                               text_format(s->arena, "with %.*s = %.6g: %s",
                                           PRI(program_parameter_name(study->scenario->program, sweep->parameter)),
                                           sweep->values[k], point->result.error.message));
        }
    }
    return any;
}

// What a study says about the exit code, and its complaints.
static int judge(SimSession *s, const Study *study)
{
    const SimResult *r = &study->base.result;
    bool expected = false;
    for (int i = 0; i < study->scenario->expectations.n; i++) {
        expected = expected || study->scenario->expectations.at[i].kind == EXPECT_OUTCOME;
    }
    bool ends_well = r->outcome == SIM_DONE || r->outcome == SIM_STOPPED || expected;
    if (r->outcome >= SIM_LIMIT || !ends_well) {
        sim_complain_place(s, s->path, r->error.line, r->error.column, text_from(r->error.message));
    }
    if (r->outcome >= SIM_LIMIT) {
        return EXIT_TROUBLE;
    }
    if (complain_points(s, study)) {
        return EXIT_TROUBLE;
    }
    return study->unmet || !ends_well ? EXIT_FINDINGS : EXIT_CLEAN;
}

static int run_scenario(SimSession *s, Text path, SimReport *report)
{
    StudyOptions options = {
        .workers = s->values.jobs ? s->values.jobs : os_cpu_count(),
        .memory = s->values.memory ? (size_t)s->values.memory << 20 : STUDY_MEMORY,
        .sweep = !s->values.no_sweep && !s->values.speed,
        .metrics = !s->values.speed,
        .progress = sim_show_progress,
        .other = read_other,
        .context = s,
    };
    s->path = path;
    Assumptions assumed = {0};
    Scenario *scenario = read_scenario(s, path, &assumed);
    SimOutputs w;
    if (!scenario || !sim_settings(s, scenario, &options.options) ||
        !sim_outputs_open(s, scenario, &options.options, &w)) {
        return EXIT_TROUBLE;
    }
    Study *study = NEW(s->arena, Study, 1);
    s->begun = os_seconds();
    *study = study_run(s->arena, scenario, &options);
    *report = (SimReport){.path = path, .study = study, .is_source = source_is_python(path), .assumed = assumed,
                            .seconds = s->values.speed ? os_seconds() - s->begun : 0};
    sim_end_progress(s);
    report->timeline = w.timeline;
    return sim_outputs_close(s, &w, study) ? judge(s, study) : EXIT_TROUBLE;
}

// Also of a run that came to a limit: it shows where.
static void draw_timeline(const SimSession *s, Out *o, const SimReport *r, const SimReportOptions *options)
{
    TimelineLook look = {.scratch = options->scratch, .color = options->color, .ascii = !stream_has_unicode(),
                         .width = stream_width(o->fd)};
    if (s->values.timeline && r->timeline) {
        out_c(o, options->quiet ? "" : "\n");
        timeline_text(o, r->timeline, &look);
    }
}

static void report_text(const SimSession *s, Out *o, const SimReport *r, int n, const SimReportOptions *options)
{
    if (r->study && r->study->base.result.outcome < SIM_LIMIT) {
        out_c(o, n > 0 && !options->quiet ? "\n" : "");
        sim_report_text(o, r, options);
    }
    draw_timeline(s, o, r, options);
    out_flush(o);
}

static int run_all(SimSession *s)
{
    int worst = EXIT_CLEAN, n = 0, fd = sim_outputs_take_stdout(s) ? 2 : 1;
    SimReport *reports = NEW(s->arena, SimReport, s->values.paths.n);
    Out o = out_to_fd(s->arena, fd);
    SimReportOptions options = {
        .color = stream_has_color(fd, (ColorChoice)s->values.color), .quiet = s->values.quiet,
    };
    for (int i = 0; i < s->values.paths.n; i++) {
        SimReport *r = &reports[n];
        *r = (SimReport){0};
        int code = run_scenario(s, s->values.paths.at[i], r);
        worst = code > worst ? code : worst;
        options.scratch = *s->arena;
        if (s->values.format == FORMAT_TEXT) {
            report_text(s, &o, r, n, &options);
        }
        n += r->study && r->study->base.result.outcome < SIM_LIMIT;
    }
    if (s->values.format == FORMAT_JSON) {
        sim_report_json(&o, reports, n, &options);
    } else if (s->values.format == FORMAT_CSV) {
        sim_report_csv(&o, reports, n, &options);
    }
    return stream_finish(s->arena, &o) ? worst : EXIT_TROUBLE;
}

static int sim(Arena *a, int argc, char **argv)
{
    SimSession s = {.arena = a};
    if (!options_read(a, &TEXT, argc, argv, &s.values, &s.values.paths)) {
        return EXIT_TROUBLE;
    }
    if (s.values.help) {
        return help_print(a, &TEXT);
    }
    if (s.values.paths.n == 0) {
        complain(a, "sim: no scenario given; `aqlint sim --help` explains");
        return EXIT_TROUBLE;
    }
    s.shows_progress = os_is_terminal(2) && !s.values.quiet && !text_eq(os_env("TERM"), T("dumb"));
    return sim_outputs_check(&s) ? run_all(&s) : EXIT_TROUBLE;
}

const CommandText *sim_text(void)
{
    return &TEXT;
}

int sim_command(int argc, char **argv)
{
    return memory_run(sim, argc, argv);
}
