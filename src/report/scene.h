// A rule's scene, run to be drawn: the pattern and its remedy beside a heartbeat.
#ifndef AQLINT_REPORT_SCENE_H
#define AQLINT_REPORT_SCENE_H

#include "base/out.h"
#include "lint/rule.h"
#include "sim/timeline.h"

typedef struct {
    Timeline *side[2];          // [0] the pattern, [1] its remedy
    double span;                // seconds: the longer of the two
} ScenePictures;

// Runs both; memory comes from `a`.
ScenePictures scene_run(Arena *a, const RuleScene *s);

// What a picture shows, in words: the load or the remedy, the parameter, the heartbeat.
Text scene_caption(Arena *a, const RuleScene *s, int side);

// The picture of a rule for pages and talks: both timelines on one axis, and how their costs grow. Height, and the drawing
// from `top` on, as part of an SVG document PICTURE_WIDTH wide (report/timeline_svg.h).
double scene_height(Arena *scratch, const RuleScene *s, const ScenePictures *p);
void draw_scene(Out *o, Arena *scratch, const RuleScene *s, const ScenePictures *p, double top);

#endif
