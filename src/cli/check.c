// `aqlint check`: plan, run, report, and what the exit code says about it.
#include "cli/command.h"
#include "cli/complaint.h"
#include "cli/memory.h"
#include "cli/plan.h"
#include "cli/show.h"
#include "cli/summary.h"
#include "measure/finding.h"
#include "report/display.h"

#include <errno.h>
#include <string.h>

enum { FILE_SIZE_MAX = 8 << 20 };

static ReportOptions report_options(const Plan *p, int fd)
{
    ColorChoice color = (ColorChoice)p->flags->color;
    return (ReportOptions){
        .scratch = *p->arena,
        .color = stream_has_color(fd, color),
        .hyperlinks = stream_has_links(fd, color),
        .width = os_terminal_width(fd),
        .directory = p->store.current,
        .workspace = os_env("GITHUB_WORKSPACE"),
        .least = p->level,
        .show_suppressed = p->flags->show_suppressed,
    };
}

static RunResult run(Plan *p)
{
    int jobs = p->flags->jobs ? p->flags->jobs : p->config->jobs ? p->config->jobs : os_cpu_count();
    jobs = jobs > p->files.n ? p->files.n : jobs;
    Texts roots = plan_roots(p);
    RunOptions options = {
        .workers = jobs > 0 ? jobs : 1,
        .parse_full = p->flags->parse,
        .max_file_size = FILE_SIZE_MAX,
        .excerpts = p->format->for_people && !p->flags->statistics,
        .roots = roots.at,
        .root_count = roots.n,
        .measure = p->flags->no_measure ? NULL : measure_findings,
        .least = p->level,
    };
    return run_files(p->arena, p->files.at, p->files.n, &options);
}

// A path that cannot be looked at: perhaps a misspelt subcommand, or `-` among others.
static void put_trouble(const Plan *p, const FoundTrouble *t)
{
    Text why = os_error_text(p->arena, t->error), hint = {0};
    bool first = p->flags->paths.n && text_eq(t->path, p->flags->paths.at[0]) && !p->flags->is_named;
    Text near = first ? command_nearest(p->arena, t->path) : hint;
    if (t->error == ENOENT && near.n) {
        hint = text_format(p->arena, "; did you mean the command `%.*s`?", PRI(near));
    } else if (text_eq(t->path, T("-"))) {
        hint = T("; `-` means standard input when it is the only path");
    }
    complain_file(p->arena, t->path, text_join(p->arena, why, hint));
}

// What could not be looked at, and what the run has to say besides findings.
static void put_complaints(const Plan *p, const RunResult *r)
{
    for (int i = 0; i < p->found.troubles.n; i++) {
        put_trouble(p, &p->found.troubles.at[i]);
    }
    for (int i = 0; i < r->complaints.n; i++) {
        complain_file(p->arena, r->complaints.at[i].path, r->complaints.at[i].message);
    }
    for (int i = 0; !p->flags->quiet && i < r->warnings.n; i++) {
        complain_warning(p->arena, &r->warnings.at[i]);
    }
    if (p->files.n == 0 && p->found.troubles.n == 0 && !p->flags->quiet) {
        complain(p->arena, "warning: no Python files found");
    }
}

static void put_report(const Plan *p, Out *o, const RunResult *r, const ReportOptions *report)
{
    if (!p->flags->statistics) {
        p->format->write(o, r, report);
    } else if (text_eq(text_from(p->format->name), T("json"))) {
        statistics_write_json(o, r, report);
    } else {
        statistics_write(o, r, report);
    }
}

// Which configuration files governed how many files.
static void put_configurations(const Plan *p, Out *o, Arena scratch)
{
    LIST(const Config *) seen = {0};
    for (int i = 0; i < p->found.files.n; i++) {
        const Config *c = p->found.files.at[i].config;
        int k = 0, files = 0;
        while (k < seen.n && seen.at[k] != c) {
            k++;
        }
        if (k < seen.n) {
            continue;
        }
        *list_push(&scratch, &seen) = c;
        for (k = i; k < p->found.files.n; k++) {
            files += p->found.files.at[k].config == c;
        }
        Text path = c->path.n ? display_text(&scratch, c->path) : T("none");
        out_format(o, "Configuration: %.*s (%d file%s)\n", PRI(path), files, files == 1 ? "" : "s");
    }
}

// On standard output after a report for people on a terminal, else on standard error.
static void put_summary(const Plan *p, Out *o, const RunResult *r, const ReportOptions *report)
{
    SummaryOptions options = {p->files.n - r->complaints.n, r->complaints.n + p->found.troubles.n, p->flags->verbose};
    if (p->flags->quiet || options.checked == 0) {
        return;
    }
    out_flush(o);       // first what was found, where both streams go to one place
    bool below = o->fd == 1 && os_is_terminal(1) && p->format->for_people;
    Arena scratch = *p->arena;
    Out e = stream_error(&scratch), *to = below ? o : &e;
    ReportOptions options_there = *report;
    options_there.color = stream_has_color(to->fd, (ColorChoice)p->flags->color);
    summary_write(to, r, &options_there, &options);
    if (p->flags->verbose) {
        put_configurations(p, to, scratch);
    }
    out_flush(to);
}

static bool fails(const Plan *p, const RunResult *r)
{
    for (int i = 0; i < r->findings.n; i++) {
        const Finding *f = r->findings.at[i];
        if (!f->suppressed && f->severity >= p->fail_on) {
            return !p->flags->exit_zero;
        }
    }
    return false;
}

// Standard output, or the file of --output-file.
static bool open_output(const Plan *p, int *fd)
{
    *fd = 1;
    Text path = p->flags->output_file;
    int error = path.s && !text_eq(path, T("-")) ? os_create_file(*p->arena, path, fd) : 0;
    if (error) {
        complain_file(p->arena, path, text_join(p->arena, T("cannot write: "), os_error_text(p->arena, error)));
    }
    return error == 0;
}

static int check(Plan *p)
{
    int fd;
    RunResult r = run(p);
    put_complaints(p, &r);
    if (!open_output(p, &fd)) {
        return EXIT_TROUBLE;
    }
    ReportOptions report = report_options(p, fd);
    Out o = out_to_fd(p->arena, fd);
    report.scratch = *p->arena;
    put_report(p, &o, &r, &report);
    if (fd == 1) {
        put_summary(p, &o, &r, &report);
    }
    bool written = fd == 1 ? stream_finish(p->arena, &o) : stream_finish_file(p->arena, &o, p->flags->output_file);
    if (fd != 1) {
        put_summary(p, &o, &r, &report);
    }
    bool trouble = !written || r.complaints.n || p->found.troubles.n;
    int code = trouble ? EXIT_TROUBLE : fails(p, &r) ? EXIT_FINDINGS : EXIT_CLEAN;
    run_free(&r);
    return code;
}

// --show-files, --show-settings.
static int show(const Plan *p)
{
    put_complaints(p, &(RunResult){0});
    Out o = out_to_fd(p->arena, 1);
    if (p->flags->show_files) {
        show_files(&o, p);
    } else if (p->files.n) {
        show_settings(&o, p);
    }
    return stream_finish(p->arena, &o) && p->found.troubles.n == 0 ? EXIT_CLEAN : EXIT_TROUBLE;
}

static bool statistics_fit(const Plan *p)
{
    Text format = text_from(p->format->name);
    if (!p->flags->statistics || p->format->for_people || text_eq(format, T("json"))) {
        return true;
    }
    complain(p->arena, "--statistics does not go with --output-format %.*s; use full, concise or json", PRI(format));
    return false;
}

static int check_in(Arena *a, int argc, char **argv)
{
    Flags flags;
    Plan plan;
    CommandText text = flags_text(a, plan_formats(a));
    if (!flags_read(a, &text, argc, argv, &flags)) {
        return EXIT_TROUBLE;
    }
    flags.is_named = strcmp(argv[0], text.name) == 0;
    if (flags.help) {
        return help_print(a, &text);
    }
    if (flags.version) {
        return version_command(1, argv);
    }
    if (!plan_make(a, &flags, &plan) || !statistics_fit(&plan)) {
        return EXIT_TROUBLE;
    }
    return flags.show_files || flags.show_settings ? show(&plan) : check(&plan);
}

int check_command(int argc, char **argv)
{
    return memory_run(check_in, argc, argv);
}
