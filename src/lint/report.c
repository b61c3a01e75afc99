// Reporting: from a rule's words and a place in the file to a finding.
//
// A template that a check cannot fill is a bug of the rule, not of the input: it traps, and the rule's own tests meet it
// first, since every rule must report its `bad`.
#include "base/out.h"
#include "lint/filerun.h"

#include <string.h>

static const RuleText *find_text(const Rule *r, const char *variant)
{
    for (int i = 0; i < r->text_count; i++) {
        if (strcmp(r->texts[i].name, variant) == 0) {
            return &r->texts[i];
        }
    }
    return NULL;
}

static Text find_fill(Text name, const Fill *fills, int n)
{
    const Fill *found = NULL;
    for (int i = 0; i < n; i++) {
        found = text_is(name, fills[i].name) ? &fills[i] : found;
    }
    assert_or_trap(found);
    return found->value;
}

// {name} becomes the value of that name, {{ and }} a brace. The manifest compiler saw to it that braces pair.
static Text fill_template(Arena *a, const char *template, const Fill *fills, int n)
{
    Out o = out_to_memory(a);
    for (const char *p = template; *p; p++) {
        const char *end = *p == '{' ? strchr(p, '}') : NULL;
        if ((*p == '{' || *p == '}') && p[1] == *p) {
            out_char(&o, *p++);
        } else if (end) {
            out_put(&o, find_fill((Text){p + 1, end - p - 1}, fills, n));
            p = end;
        } else {
            out_char(&o, *p);
        }
    }
    return out_text(&o);
}

Finding *report(Check *c, Span span, const char *variant, const Fill *fills, int n)
{
    const RuleText *text = find_text(c->rule, variant);
    assert_or_trap(text);
    Severity chosen = c->settings->severity[c->rule_index];
    Finding *f = NEW(c->arena, Finding, 1);
    f->rule = c->rule;
    f->severity = chosen;
    report_severity(c, f, c->rule->severity);
    f->at = location_make(c->arena, c->run->source, span, c->run->options->excerpts, T(""));
    f->message = fill_template(c->arena, text->message, fills, n);
    f->help = fill_template(c->arena, text->help, fills, n);
    *list_push(c->run->arena, c->run->findings) = f;
    return f;
}

int target_version(const Check *c)
{
    return c->settings->target_version;
}

int assumed_version(const Check *c)
{
    enum { OLDEST = 310 };
    return c->settings->target_version ? c->settings->target_version : OLDEST;
}

Text version_text(const Check *c, int version)
{
    return text_format(c->arena, "%d.%d", version / 100, version % 100);
}

// On one line, with one blank for several.
static Text line_of(const Check *c, const Node *n, ptrdiff_t most)
{
    Text t = source_span_text(c->run->source, node_span(n));
    Out o = out_to_memory(c->arena);
    bool blank = false;
    for (ptrdiff_t i = 0; i < t.n && o.n <= 4 * most; i++) {
        bool is_blank = t.s[i] == ' ' || t.s[i] == '\t' || t.s[i] == '\n' || t.s[i] == '\r' || t.s[i] == '\f';
        if (!is_blank) {
            out_put(&o, blank ? T(" ") : T(""));
            out_char(&o, t.s[i]);
        }
        blank = is_blank;
    }
    return out_text(&o);
}

Text code_text(const Check *c, const Node *n)
{
    enum { MOST = 60, HEAD = 40 };
    Text line = line_of(c, n, MOST);
    if (line.n > MOST && n->kind == AST_CALL) {
        Text callee = line_of(c, n->call.func, MOST);
        if (callee.n + 5 <= MOST) {
            return text_format(c->arena, "%.*s(...)", PRI(callee));
        }
    }
    ptrdiff_t cut = HEAD;
    while (line.n > MOST && cut > 0 && ((unsigned char)line.s[cut] & 0xc0) == 0x80) {
        cut--;      // not inside a character
    }
    return line.n > MOST ? text_format(c->arena, "%.*s...", (int)cut, line.s) : line;
}

// The rule says that where this module runs nobody is kept waiting; or somebody else writes the module.
static bool is_mild(const Check *c)
{
    return module_is_vendored(c->module) || (c->rule->note_in_tests && (module_is_test(c->module) || module_is_example(c->module))) ||
           (c->rule->note_in_programs && module_is_program(c->module));
}

void report_severity(const Check *c, Finding *f, Severity severity)
{
    if (c->settings->severity[c->rule_index] == SEVERITY_OFF) {
        f->severity = is_mild(c) ? SEVERITY_NOTE : severity;
    }
}

void report_rare(const Check *c, Finding *f)
{
    f->is_rare = true;
    report_severity(c, f, SEVERITY_NOTE);
}

void report_blocks(Finding *f, Text name)
{
    f->blocks = name;
}

bool rule_is_of_interest(const Check *c, int rule)
{
    return rule_table[rule].on_by_default || c->settings->enabled[rule];
}

static void add_related(Check *c, Finding *f, const Source *s, Span span, const char *format, va_list args)
{
    Text label = text_vformat(c->arena, format, args);
    *list_push(c->arena, &f->related) = location_make(c->arena, s, span, c->run->options->excerpts, label);
}

void report_related(Check *c, Finding *f, Span span, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add_related(c, f, c->run->source, span, format, args);
    va_end(args);
}

void report_related_in(Check *c, Finding *f, const Source *source, Span span, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add_related(c, f, source, span, format, args);
    va_end(args);
}
