// The scene of a rule: its pattern and its remedy as programs for the simulator, measured when aqlint is built.
#ifndef AQLINT_BUILD_SCENE_H
#define AQLINT_BUILD_SCENE_H

#include "build/manifest.h"

// Runs both sides over the range and sets m->severity and m->measured by lint/grade.h. What cannot be read or run, and a
// remedy that is not better, is an error at its place.
void scene_measure(Errors *e, Manifest *m);

// The same for a manifest that may have costs: a scene that follows from them, and a severity for each group of `blocking`
// that has its own. cost_makes_scene: its scene follows from its cost.
void cost_measure(Errors *e, Manifest *m);
bool cost_makes_scene(const Manifest *m);

// Makes the scenarios that are drawn of a scene that was measured.
void scene_draw(Errors *e, Manifest *m);

// The groups with costs of their own, as lines for the golden.
void cost_print(Out *o, const Manifest *m);

// The figures as lines of text, for a golden.
void scene_print(Out *o, const Manifest *m);

// The definition of the rule's RuleScene.
void scene_emit(Out *o, const Manifest *m);

#endif
