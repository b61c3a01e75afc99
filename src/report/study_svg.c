// A run and its sweeps as one picture: the timeline, and below it a chart for each sweep.
#include "report/growth.h"
#include "report/svg.h"
#include "report/timeline.h"
#include "report/timeline_svg.h"

#include "report/display.h"

static Text subtitle(Arena *a, const Study *s)
{
    Text line = text_format(a, "asyncio of Python %.*s in virtual time", PRI(sim_profile_version(s->options.profile)));
    for (int i = 1; i <= program_parameter_count(s->scenario->program); i++) {
        Text parameter = program_parameter_name(s->scenario->program, i);
        line = text_format(a, "%.*s%s%.*s = %.6g", PRI(line), i == 1 ? ": " : ", ", PRI(parameter), s->base.parameters[i]);
    }
    return line;
}

void study_svg(Out *o, Arena scratch, const Study *s, const Timeline *t)
{
    Text title = s->scenario->name.n ? s->scenario->name : T("aqlint sim");
    int charts = s->point_count ? s->scenario->sweeps.n : 0;
    double top = PICTURE_HEAD + timeline_height(&scratch, t);
    svg_begin(o, PICTURE_WIDTH, top + charts * CHART_HEIGHT, display_text(&scratch, title));
    draw_head(o, &scratch, title, subtitle(&scratch, s));
    draw_timeline(o, &scratch, t, PICTURE_HEAD, 0);
    const StudyRun *points = s->points;
    for (int i = 0; i < charts; i++) {
        draw_chart(o, &scratch, s, &s->scenario->sweeps.at[i], points, top);
        points += s->scenario->sweeps.at[i].n;
        top += CHART_HEIGHT;
    }
    svg_end(o);
}
