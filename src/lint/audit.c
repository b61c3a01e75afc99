// A word is unused when it silences nothing although each rule that it names was looked for in this run. So `ignore[AQ4]` is
// judged only where all rules of AQ4 are on, but for those that nobody gets without asking for them; a bare `noqa` and other
// linters' codes never (they are there for others, too: ruff's RUF100 and its `external`), and no word in a file that could
// not be read as a whole.
#include "lint/audit.h"

typedef struct {
    Module *module;
    const Settings *settings;
    FileRun *run;
    Warnings *warnings;
} Audit;

// A check of the rule, or one without a rule when it is off.
static Check check_of(const Audit *a, const char *code)
{
    const Rule *rule = rule_find(text_from(code));
    bool on = rule && settings_is_on(a->settings, rule_index(rule));
    return (Check){.rule = on ? rule : NULL, .rule_index = on ? rule_index(rule) : -1, .module = a->module, .arena = a->run->arena,
                   .settings = a->settings, .run = a->run};
}

static Span span_of(const Audit *a, Text t)
{
    uint32_t beg = (uint32_t)(t.s - a->module->source->text.s);
    return (Span){beg, beg + (uint32_t)t.n};
}

static bool is_known(const DirectiveWord *w)
{
    for (int i = 0; i < rule_count; i++) {
        if (ruleset_has(&w->rules, i)) {
            return true;
        }
    }
    return false;
}

// Each rule that the word names was looked for, as far as it is on by default; those about comments themselves are not judged.
static bool is_judged(const Audit *a, const DirectiveWord *w)
{
    bool any = false;
    for (int i = 0; i < rule_count; i++) {
        bool named = ruleset_has(&w->rules, i), on = settings_is_on(a->settings, i);
        if (named && (text_starts(text_from(rule_table[i].code), T("AQ9")) || (!on && rule_table[i].on_by_default))) {
            return false;
        }
        any = any || (named && on);
    }
    return any;
}

static void audit_use(const Audit *a, const Directive *d)
{
    Check c = check_of(a, "AQ901");
    bool whole = a->module->ast->errors.n == 0 && a->module->source->problems.n == 0;
    for (int i = 0; c.rule && whole && d->placed && i < d->words.n; i++) {
        const DirectiveWord *w = &d->words.at[i];
        if (!w->used && !w->is_foreign && is_known(w) && is_judged(a, w)) {
            REPORT(&c, span_of(a, w->text), "", {"word", w->text});
        }
    }
}

static void audit_words(const Audit *a, const Directive *d)
{
    Check c = check_of(a, "AQ902");
    for (int i = 0; i < d->words.n; i++) {
        const DirectiveWord *w = &d->words.at[i];
        if (w->is_foreign || is_known(w)) {
            continue;
        }
        Text hint = selector_hint(a->run->arena, w->text);
        if (c.rule) {
            REPORT(&c, span_of(a, w->text), "", {"word", w->text}, {"hint", hint});
        } else {
            directive_warn(a->run->arena, a->module->source, a->warnings, span_of(a, w->text).beg, "unknown rule `%.*s`%.*s", PRI(w->text), PRI(hint));
        }
    }
}

// What tools read in comments is no reason for anything.
static bool is_for_tools(Text piece)
{
    static const char *const words[] = {"noqa", "type:", "pylint:", "pyright:", "mypy:", "pragma:", "nosec", "NOSONAR", "fmt:", "isort:", "ruff:",
                                        "aqlint:", "flake8:", "ty:", "pyre-", "nosemgrep"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (text_starts(piece, text_from(words[i]))) {
            return true;
        }
    }
    return false;
}

static bool holds_letters(Text t)
{
    int letters = 0;
    for (ptrdiff_t i = 0; i < t.n; i++) {
        char c = t.s[i];
        letters += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
    }
    return letters > 1;
}

// Some words behind the directive, or behind another `#` of its comment.
static bool has_reason(const Directive *d)
{
    Text rest = d->behind, piece;
    while (rest.n) {
        text_cut(rest, '#', &piece, &rest);
        piece = text_trim(piece);
        if (!is_for_tools(piece) && holds_letters(piece)) {
            return true;
        }
    }
    return false;
}

static void audit_reason(const Audit *a, const Directive *d)
{
    Check c = check_of(a, "AQ903");
    const DirectiveWord *own = NULL;
    for (int i = 0; i < d->words.n && !own; i++) {
        own = d->words.at[i].is_foreign ? NULL : &d->words.at[i];
    }
    if (c.rule && own && d->kind != DIRECTIVE_ENABLE && !has_reason(d)) {
        const DirectiveWord *last = &d->words.at[d->words.n - 1];
        Span span = {span_of(a, own->text).beg, span_of(a, last->text).end};
        REPORT(&c, span, "", {"words", source_span_text(a->module->source, span)});
    }
}

void audit_suppressions(const Directives *directives, Module *m, const Settings *settings, FileRun *run, Warnings *warnings)
{
    Audit a = {m, settings, run, warnings};
    for (int i = 0; i < directives->n; i++) {
        const Directive *d = &directives->at[i];
        audit_words(&a, d);
        audit_use(&a, d);
        audit_reason(&a, d);
    }
}
