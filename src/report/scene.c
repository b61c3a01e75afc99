#include "report/scene.h"

#include "report/growth.h"
#include "report/measured.h"
#include "report/svg.h"
#include "report/timeline_svg.h"
#include "sim/scenario.h"

#include <math.h>

enum { CAPTION = 34 };

static Timeline *run_side(Arena *a, const char *source)
{
    ValueError wrong;
    Scenario *s = scenario_read(a, text_from(source), &wrong);
    assert_or_trap(s);              // it was read when aqlint was built
    Timeline *t = timeline_new(a, s->program);
    SimObserver observer = timeline_observer(t);
    const SimObserver *observers[] = {&observer};
    s->options.costs = sim_measured_costs();
    s->options.observers = observers;
    s->options.observer_count = 1;
    StudyOptions o = {.options = s->options, .workers = 1, .memory = STUDY_MEMORY};
    Study study = study_run(a, s, &o);
    timeline_finish(t, study.base.result.time);
    return t;
}

static double deepest(const Timeline *t)
{
    double most = 0;
    for (int i = 0; i < t->queue_count; i++) {
        most = fmax(most, track_most(t->queues[i].track));
    }
    return most;
}

ScenePictures scene_run(Arena *a, const RuleScene *s)
{
    ScenePictures p = {{run_side(a, s->picture[0]), run_side(a, s->picture[1])}, 0};
    p.span = fmax(p.side[0]->end, p.side[1]->end);
    p.side[0]->depth_scale = p.side[1]->depth_scale = fmax(deepest(p.side[0]), deepest(p.side[1]));
    return p;
}

Text scene_caption(Arena *a, const RuleScene *s, int side)
{
    return side ? text_format(a, "The same with %s", s->remedy)
                : text_format(a, "%s (%s = %g), beside a heartbeat", s->load, s->parameter, s->picture_at);
}

// ---- growth

// What the scene is watched for.
static int figure_of(const RuleScene *s)
{
    return s->watch == WATCH_QUEUE ? FIGURE_DEPTH : s->watch == WATCH_END ? FIGURE_END : FIGURE_DELAY;
}

// The line of an exponent through the points of the last three octaves, to which it was fitted.
static StudyFit fit_of(const double *x, const double *y, int n, double exponent)
{
    StudyFit fit = {.exponent = exponent, .to = x[n - 1]};
    double sum = 0;
    int count = 0;
    for (int i = 0; i < n; i++) {
        if (x[i] >= x[n - 1] / 8 && y[i] > 0) {
            fit.from = count ? fit.from : x[i];
            sum += log(y[i]) - exponent * log(x[i]);
            count++;
        }
    }
    fit.factor = count ? exp(sum / count) : 0;
    return fit;
}

static Curve curve_of(Arena *a, const RuleScene *s, const double *x, int side)
{
    static const char *const names[] = {"as it is", "with the remedy"};
    int figure = figure_of(s);
    double *y = NEW(a, double, s->point_count), exponent = s->watch == WATCH_QUEUE ? s->queue_growth[side] : s->growth[side];
    for (int i = 0; i < s->point_count; i++) {
        y[i] = s->points[i].figures[side][figure];
    }
    return (Curve){.name = text_from(names[side]), .is_seconds = figure != FIGURE_DEPTH, .fits = !isnan(exponent),
                   .color = side ? SVG_GREEN : SVG_RED, .y = y, .fit = fit_of(x, y, s->point_count, exponent)};
}

static void draw_growth(Out *o, Arena *a, const RuleScene *s, double top)
{
    double *x = NEW(a, double, s->point_count);
    for (int i = 0; i < s->point_count; i++) {
        x[i] = s->points[i].at;
    }
    const Curve curves[] = {curve_of(a, s, x, 0), curve_of(a, s, x, 1)};
    static const char *const what[] = {"how late everything else on the loop runs", "items that wait in the queue", "until all is done"};
    Text parameter = text_from(s->parameter);
    draw_curves(o, a, parameter, x, s->point_count, curves, 2, top);
    svg_text(o, PICTURE_WIDTH - PICTURE_MARGIN, top + 40, SVG_END, 14, SVG_GREY, text_from(what[s->watch]));
}

// ---- the whole

double scene_height(Arena *scratch, const RuleScene *s, const ScenePictures *p)
{
    (void)s;
    return 2 * CAPTION + timeline_height(scratch, p->side[0]) + timeline_height(scratch, p->side[1]) + CHART_HEIGHT;
}

// Without the marks of code: a picture has no other font for it.
static Text plain(Arena *a, Text t)
{
    Out o = out_to_memory(a);
    Text part;
    for (bool more = true; more;) {
        more = text_cut(t, '`', &part, &t);
        out_put(&o, part);
    }
    return out_text(&o);
}

void draw_scene(Out *o, Arena *scratch, const RuleScene *s, const ScenePictures *p, double top)
{
    for (int side = 0; side < 2; side++) {
        Text caption = svg_clip(scratch, plain(scratch, scene_caption(scratch, s, side)), 16, PICTURE_WIDTH - 2 * PICTURE_MARGIN);
        svg_text(o, PICTURE_MARGIN, top + 14, SVG_START, 16, side ? SVG_GREEN : SVG_RED, caption);
        draw_timeline(o, scratch, p->side[side], top + CAPTION, p->span);
        top += CAPTION + timeline_height(scratch, p->side[side]);
    }
    draw_growth(o, scratch, s, top);
}
