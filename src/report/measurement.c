#include "report/measurement.h"

#include <math.h>

static void set_number(Tree *t, json_t *o, const char *key, double x)
{
    tree_set(t, o, key, isfinite(x) ? json_real(x) : json_null());
}

static void set_figures(Tree *t, json_t *o, const Measurement *m)
{
    set_number(t, o, "delay", m->now);
    set_number(t, o, "delay_bad_case", m->bad_case);
    set_number(t, o, "delay_remedied", m->remedied);
    set_number(t, o, "growth", m->growth);
    set_number(t, o, "queue_depth", m->depth_now);
    set_number(t, o, "queue_depth_remedied", m->depth_remedied);
    set_number(t, o, "queue_wait", m->wait_now);
    set_number(t, o, "queue_wait_remedied", m->wait_remedied);
    set_number(t, o, "tasks", m->tasks_now);
    set_number(t, o, "tasks_remedied", m->tasks_remedied);
    set_number(t, o, "memory", m->memory_now);
    set_number(t, o, "memory_remedied", m->memory_remedied);
}

void measurement_set(Tree *t, json_t *object, const Measurement *m)
{
    bool any = m->words.n || m->why_not.n;
    json_t *o = tree_set(t, object, "measured", any ? json_object() : json_null());
    if (!any) {
        return;
    }
    tree_set_text_or_null(t, o, "words", m->words);
    tree_set_text_or_null(t, o, "why_not", m->why_not);
    json_t *list = tree_set(t, o, "assumed", json_array());
    for (int i = 0; i < m->assumed.n; i++) {
        json_t *a = tree_append(t, list, json_object());
        tree_set(t, a, "row", json_integer(m->assumed.at[i].line));
        tree_set_text(t, a, "assumed", m->assumed.at[i].text);
    }
    if (m->words.n) {
        set_figures(t, o, m);
    }
}

Text measurement_line(Arena *a, const Measurement *m)
{
    enum { MOST = 3 };
    if (m->words.n == 0) {
        return m->why_not.n ? text_format(a, "not measured: %.*s", PRI(m->why_not)) : T("");
    }
    Text words = m->words;
    int shown = m->assumed.n <= MOST + 1 ? m->assumed.n : MOST;
    for (int i = 0; i < shown; i++) {
        const AssumedLine *x = &m->assumed.at[i];
        words = text_format(a, "%.*s%s%.*s (line %d)", PRI(words), i ? ", " : "; assumed: ", PRI(x->text), x->line);
    }
    return shown < m->assumed.n ? text_format(a, "%.*s, and %d more", PRI(words), m->assumed.n - shown) : words;
}
