#include "report/measured.h"
#include "report/page.h"
#include "report/tree.h"

#include <math.h>

typedef struct {
    const Rule *rule;
    const ReportOptions *opt;
} Subject;

static json_t *set_string(Tree *t, json_t *object, const char *key, const char *value)
{
    return tree_set(t, object, key, json_string(value));
}

// A list of C strings, NULL-terminated; a NULL list is an empty one.
static void set_list(Tree *t, json_t *object, const char *key, const char *const *list)
{
    json_t *array = tree_set(t, object, key, json_array());
    for (; list && *list; list++) {
        tree_append(t, array, json_string(*list));
    }
}

static void set_messages(Tree *t, const Rule *r)
{
    json_t *array = tree_set(t, t->root, "messages", json_array());
    for (int i = 0; i < r->text_count; i++) {
        json_t *o = tree_append(t, array, json_object());
        set_string(t, o, "variant", r->texts[i].name);
        set_string(t, o, "message", r->texts[i].message);
        tree_set_text_or_null(t, o, "help", text_from(r->texts[i].help));
    }
}

static void set_options(Tree *t, const Rule *r)
{
    json_t *array = tree_set(t, t->root, "options", json_array());
    for (int i = 0; i < r->option_count; i++) {
        const RuleOption *option = &r->options[i];
        json_t *o = tree_append(t, array, json_object());
        set_string(t, o, "name", option->name);
        set_string(t, o, "type", option_kind_name(option->kind));
        if (option->kind == OPTION_LIST) {
            set_list(t, o, "default", option->list);
        } else {
            tree_set(t, o, "default",
                option->kind == OPTION_BOOL ? json_boolean(option->fallback != 0) : json_integer(option->fallback));
        }
        set_string(t, o, "doc", option->doc);
    }
}

static void set_number(Tree *t, json_t *object, const char *key, double x)
{
    tree_set(t, object, key, isfinite(x) ? json_real(x) : json_null());
}

static void set_figures(Tree *t, json_t *o, const double *figures)
{
    static const char *const names[FIGURE_COUNT] = {"stall", "delay", "delay_p99", "queue_depth", "queue_wait", "tasks",
                                                    "memory", "end"};
    for (int k = 0; k < FIGURE_COUNT; k++) {
        set_number(t, o, names[k], figures[k]);
    }
}

static void set_scene(Tree *t, const RuleScene *s)
{
    if (!s) {
        tree_set(t, t->root, "measured", json_null());
        return;
    }
    static const char *const sides[] = {"bad", "good"};
    json_t *o = tree_set(t, t->root, "measured", json_object());
    set_string(t, o, "load", s->load);
    set_string(t, o, "remedy", s->remedy);
    set_string(t, o, "parameter", s->parameter);
    set_number(t, o, "reference", s->reference);
    set_number(t, o, "cost", s->cost);
    tree_set(t, o, "sensitive", json_boolean(s->is_sensitive));
    for (int side = 0; side < 2; side++) {
        json_t *x = tree_set(t, o, sides[side], json_object());
        set_number(t, x, "growth", s->growth[side]);
        set_number(t, x, "queue_growth", s->queue_growth[side]);
        json_t *points = tree_set(t, x, "points", json_array());
        for (int i = 0; i < s->point_count; i++) {
            json_t *point = tree_append(t, points, json_object());
            set_number(t, point, s->parameter, s->points[i].at);
            set_figures(t, point, s->points[i].figures[side]);
        }
        set_string(t, x, "scenario", side ? s->good : s->bad);
    }
}

static void set_costs(Tree *t, const Rule *r)
{
    MeasuredCost cost = {.at = 0};
    json_t *array = tree_set(t, t->root, "costs", json_array());
    while (measured_cost(&t->scratch, r, &cost)) {
        const BlockingEntry *e = cost.entry;
        json_t *o = tree_append(t, array, json_object());
        json_t *names = tree_set(t, o, "calls", json_array());
        for (const BlockingEntry *same = e; same < blocking_table.entries + blocking_table.n; same++) {
            if (same->rule == e->rule && same->cost == e->cost) {
                tree_append(t, names, json_string(same->name));
            }
        }
        set_number(t, o, "median", e->cost->median);
        set_number(t, o, "bad", e->cost->bad);
        set_string(t, o, "severity", severity_name(e->severity ? (Severity)e->severity : r->severity));
        set_string(t, o, "source", e->cost->source);
    }
}

static void fill(Tree *t, const void *context)
{
    const Subject *s = context;
    const Rule *r = s->rule;
    json_t *o = t->root;
    set_string(t, o, "name", r->name);
    set_string(t, o, "code", r->code);
    set_string(t, o, "summary", r->summary);
    set_string(t, o, "kind", rule_kind_name(r->kind));
    set_string(t, o, "severity", severity_name(r->severity));
    tree_set_text_or_null(t, o, "severity_reason", text_from(r->severity_reason));
    tree_set(t, o, "default", json_boolean(r->on_by_default));
    set_string(t, o, "on", rule_on_name(r->on));
    set_list(t, o, "calls", r->calls);
    tree_set(t, o, "in_async", json_boolean(r->in_async));
    set_messages(t, r);
    set_options(t, r);
    set_string(t, o, "explanation", r->doc);
    set_string(t, o, "bad", r->bad);
    set_string(t, o, "good", r->good);
    set_list(t, o, "peers", r->peers);
    set_scene(t, r->scene);
    set_costs(t, r);
    tree_set_text_or_null(t, o, "url", report_rule_url(&t->scratch, s->opt, r));
}

void page_write_json(Out *o, const Rule *rule, const ReportOptions *opt, const char *indent)
{
    tree_write(o, opt->scratch, indent, JSON_INDENT(2), fill, &(Subject){rule, opt});
}
