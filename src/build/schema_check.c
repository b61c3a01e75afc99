// What must hold between the keys of a manifest.
#include "build/scene.h"

static bool has_variant(const Variants *list, Text name)
{
    for (int i = 0; i < list->n; i++) {
        if (text_eq(list->at[i].name, name)) {
            return true;
        }
    }
    return false;
}

static void check_texts(Errors *e, const Manifest *m)
{
    for (int i = 0; i < m->messages.n; i++) {
        if (text_find_char(m->messages.at[i].text, '\n') >= 0) {
            error_at(e, m->messages.at[i].at, "a message is one line (write a long one as a folded text, `>-`)");
        }
    }
    // One help serves all variants of the message; a help of several names them.
    for (int i = 0; i < m->helps.n && m->messages.n; i++) {
        const Variant *h = &m->helps.at[i];
        if (h->name.n && !has_variant(&m->messages, h->name)) {
            error_at(e, h->at, "`message` has no variant `%.*s`", PRI(h->name));
        }
    }
}

static bool only_call_is_filled(Text t, bool advice)
{
    for (ptrdiff_t i = 0; i < t.n; i++) {
        Text rest = text_sub(t, i, t.n);
        if (text_starts(rest, T("{{"))) {
            i++;
        } else if (t.s[i] == '{' && !text_starts(rest, T("{call}")) && !(advice && text_starts(rest, T("{advice}")))) {
            return false;
        }
    }
    return true;
}

// Without a check of its own nobody fills placeholders but the run, which knows the callee and nothing else.
static void check_unchecked_call(Errors *e, const Manifest *m)
{
    if (m->messages.n > 1) {
        error_at(e, m->messages.at[0].at, "several variants, and no %.*s.c to choose between them", PRI(m->stem));
    }
    for (int i = 0; i < m->messages.n + m->helps.n; i++) {
        const Variant *v = i < m->messages.n ? &m->messages.at[i] : &m->helps.at[i - m->messages.n];
        if (!only_call_is_filled(v->text, m->blocking.n > 0)) {
            error_at(e, v->at, "only {call}%s is filled in, as there is no %.*s.c", m->blocking.n ? " or {advice}" : "", PRI(m->stem));
        }
    }
}

// A severity is measured where there is a scene, and declared elsewhere.
static void check_severity(Errors *e, const Manifest *m)
{
    if (m->scene_at && m->kind != 0) {
        error_at(e, m->scene_at, "a `scene` goes with `kind: latency` only");
    } else if (m->scene_at && m->severity_at) {
        error_at(e, m->severity_at, "the severity is measured, as there is a `scene`");
    } else if (!m->scene_at && m->kind == 0) {
        error_at(e, m->root, "missing key `scene`: the severity of a latency rule is measured");
    } else if (!m->scene_at && !m->severity_at) {
        error_at(e, m->root, "missing key `severity`");
    }
    if (m->severity_at && m->kind != 0 && m->severity_reason.n == 0) {
        error_at(e, m->severity_at, "a severity that is not measured needs a `severity-reason`");
    }
}

// A scene has programs of its own, or the one of a call that blocks (cost.c).
static void check_scene(Errors *e, const Manifest *m)
{
    static const char *const keys[] = {"params", "over", "bad", "good"};
    if (m->blocking_at && m->kind == 0 && !m->cost.at) {
        error_at(e, m->root, "missing key `cost`: what the calls of `blocking` take");
    }
    if (m->cost.at && !m->scene_at) {
        error_at(e, m->cost.at, "a `cost` goes with a `scene`");
    }
    for (int i = 0; m->scene_at && m->scene_at->kind == VALUE_MAP && !cost_makes_scene(m) && i < 4; i++) {
        if (!value_get(m->scene_at, text_from(keys[i]))) {
            error_at(e, m->scene_at, "missing key `%s`", keys[i]);
        }
    }
}

void schema_check(Errors *e, const Manifest *m)
{
    if (m->name.n && !text_eq(m->name, m->stem)) {
        error_at(e, m->name_at, "the name is `%.*s`, the file's is `%.*s`", PRI(m->name), PRI(m->stem));
    }
    check_severity(e, m);
    check_scene(e, m);
    if (m->calls_at && m->on != 0) {
        error_at(e, m->calls_at, "`calls` goes with `on: call` only");
    }
    if (m->blocking_at && (m->calls_at || m->on != 0 || !m->in_async)) {
        error_at(e, m->blocking_at, "`blocking` goes with `on: call`, `in-async: true` and without `calls`");
    }
    check_texts(e, m);
    if (m->on == 0 && !m->has_check) {
        check_unchecked_call(e, m);
    }
}
