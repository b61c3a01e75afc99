// A rule's scene as a picture for a talk.
#include "report/page.h"
#include "report/scene.h"
#include "report/svg.h"
#include "report/timeline_svg.h"

bool page_write_svg(Out *o, const Rule *rule, const ReportOptions *opt)
{
    Arena a = opt->scratch;
    if (!rule->scene) {
        return false;
    }
    ScenePictures p = scene_run(&a, rule->scene);
    Text title = text_format(&a, "%s  %s", rule->code, rule->name);
    svg_begin(o, PICTURE_WIDTH, PICTURE_HEAD + scene_height(&a, rule->scene, &p), title);
    draw_head(o, &a, title, text_from(rule->summary));
    draw_scene(o, &a, rule->scene, &p, PICTURE_HEAD);
    svg_end(o);
    return true;
}
