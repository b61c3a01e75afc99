#include "cli/simoutput.h"

#include "base/os.h"
#include "cli/complaint.h"
#include "cli/stream.h"
#include "report/timeline.h"

enum { TRACE, LOG, CHROME, SVG };

static const char *const NAMES[SIM_OUTPUTS] = {"--trace", "--log", "--chrome-trace", "--svg"};

static Text value_of(const SimSession *s, int output)
{
    const SimValues *v = &s->values;
    const Text values[SIM_OUTPUTS] = {[TRACE] = v->trace, [LOG] = v->log, [CHROME] = v->chrome, [SVG] = v->svg};
    return values[output];
}

static bool is_stdout(Text path)
{
    return text_eq(path, T("-"));
}

static bool is_directory(const SimSession *s, Text path)
{
    return path.n && os_stat(*s->arena, path, true).kind == OS_DIRECTORY;
}

// ---- options

bool sim_outputs_take_stdout(const SimSession *s)
{
    for (int i = 0; i < SIM_OUTPUTS; i++) {
        if (is_stdout(value_of(s, i))) {
            return true;
        }
    }
    return false;
}

// An option without its file takes the next word for it, which is a scenario.
static bool check_file(SimSession *s, int output)
{
    Text path = value_of(s, output);
    bool is_input = text_ends(path, T(".yaml")) || text_ends(path, T(".yml")) || text_ends(path, T(".py"));
    if (is_input && os_stat(*s->arena, path, true).kind == OS_FILE) {
        complain(s->arena, "sim: `%s %.*s` would write over a scenario or source", NAMES[output], PRI(path));
        return false;
    }
    return true;
}

bool sim_outputs_check(SimSession *s)
{
    const char *first = NULL;
    for (int i = 0; i < SIM_OUTPUTS; i++) {
        Text path = value_of(s, i);
        bool is_one = path.n && !(i == TRACE && is_directory(s, path));
        if (is_one && s->values.paths.n > 1) {
            complain(s->arena, "sim: `%s` to a file is for one scenario at a time", NAMES[i]);
            return false;
        }
        if (is_stdout(path) && first) {
            complain(s->arena, "sim: `%s` and `%s` cannot both go to standard output", first, NAMES[i]);
            return false;
        }
        first = is_stdout(path) ? NAMES[i] : first;
        if (!check_file(s, i)) {
            return false;
        }
    }
    if (s->values.timeline && s->values.format != FORMAT_TEXT) {
        complain(s->arena, "sim: `--timeline` is drawn below the report as text; with other formats take `--svg FILE`");
        return false;
    }
    return true;
}

// ---- files

// --trace DIRECTORY takes the trace of NAME.yaml as DIRECTORY/NAME.trace.
static Text path_of(const SimSession *s, int output)
{
    Text given = value_of(s, output);
    if (output != TRACE || !is_directory(s, given)) {
        return given;
    }
    Text name = text_sub(s->path, text_rfind_char(s->path, '/') + 1, s->path.n);
    Text stem = text_ends(name, T(".yaml")) ? text_sub(name, 0, name.n - 5) : name;
    return text_format(s->arena, "%.*s/%.*s.trace", PRI(given), PRI(stem));
}

static bool open_file(SimSession *s, SimOutputs *w, int output)
{
    int fd = 1;
    Text path = path_of(s, output);
    int error = is_stdout(path) ? 0 : os_create_file(*s->arena, path, &fd);
    if (error) {
        complain_file(s->arena, path, text_join(s->arena, T("cannot write: "), os_error_text(s->arena, error)));
        return false;
    }
    w->path[output] = path;
    w->out[output] = out_to_fd(s->arena, fd);
    return true;
}

bool sim_outputs_open(SimSession *s, const Scenario *scenario, SimOptions *options, SimOutputs *w)
{
    const Program *p = scenario->program;
    *w = (SimOutputs){0};
    for (int i = 0; i < SIM_OUTPUTS; i++) {
        if (value_of(s, i).n && !open_file(s, w, i)) {
            return false;
        }
    }
    if (w->path[TRACE].n) {
        w->observers[w->n++] = trace_observer(&w->trace, s->arena, &w->out[TRACE], p, options->profile);
    }
    if (w->path[LOG].n) {
        w->observers[w->n++] = probe_log_observer(&w->log, &w->out[LOG], p);
    }
    if (w->path[CHROME].n) {
        Text title = scenario->name.n ? scenario->name : s->path;
        w->observers[w->n++] = chrome_observer(&w->chrome, s->arena, &w->out[CHROME], p, title);
    }
    if (s->values.timeline || w->path[SVG].n) {
        w->timeline = timeline_new(s->arena, p);
        w->observers[w->n++] = timeline_observer(w->timeline);
    }
    for (int i = 0; i < w->n; i++) {
        w->list[i] = &w->observers[i];
    }
    options->observers = w->list;
    options->observer_count = w->n;
    return true;
}

bool sim_outputs_close(SimSession *s, SimOutputs *w, const Study *study)
{
    bool good = true;
    if (w->timeline) {
        timeline_finish(w->timeline, study->base.result.time);
    }
    if (w->path[CHROME].n) {
        chrome_finish(&w->chrome, study->base.result.time);
    }
    if (w->path[SVG].n) {
        study_svg(&w->out[SVG], *s->arena, study, w->timeline);
    }
    for (int i = 0; i < SIM_OUTPUTS; i++) {
        good = (!w->path[i].n || stream_finish_file(s->arena, &w->out[i], w->path[i])) && good;
    }
    return good;
}
