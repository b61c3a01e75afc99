// From directives to regions of lines, and from regions to findings. A finding is silenced when its first line lies in a
// region that names its rule; the first such comment of the file gives the reason.
#include "lint/suppress.h"

#include "lint/directive.h"
#include "lint/lines.h"

typedef struct Region {
    struct Region *next;        // of those that start and end on the same line
    int first, last;            // lines
    Directive *directive;
} Region;

typedef struct {
    Node *node;
    int first, header, last;    // lines: of the first decorator or `def`, the header's last, the body's last
} Function;

struct Suppression {
    Arena *arena, *keep;        // while at work; for what stays
    const Source *source;
    const Ast *ast;
    Warnings *warnings;
    Directives directives;
    Lines lines;
    LIST(Function) functions;
    bool *taken;                // by directive: an `enable` that has its `disable`
    Region **on_line;           // by line: regions of this line (with those joined to it) only
    LIST(Region) wide;          // the others
};

static void warn(Suppression *p, const Directive *d, const char *message)
{
    directive_warn(p->keep, p->source, p->warnings, d->at, "%s", message);
}

static void add_region(Suppression *p, Directive *d, int first, int last)
{
    Region r = {NULL, first, last, d};
    d->placed = true;
    if (p->lines.joined[first] < last) {
        *list_push(p->arena, &p->wide) = r;
        return;
    }
    Region **place = &p->on_line[last];
    while (*place) {
        place = &(*place)->next;
    }
    *place = NEW(p->arena, Region, 1);
    **place = r;
}

// The line itself, with those that a string or a backslash joins to it: a comment stands on the last of them.
static void add_line(Suppression *p, Directive *d)
{
    add_region(p, d, p->lines.joined[d->line], p->lines.joined[d->line]);
}

static void add_ignore(Suppression *p, Directive *d)
{
    if (!d->own_line) {
        add_line(p, d);
        return;
    }
    int code = lines_next_code(&p->lines, p->source, d->line);
    if (code) {
        const int *last = p->lines.inside[d->line] ? p->lines.joined : p->lines.logical;
        add_region(p, d, d->line, last[code]);
    }
}

// -- functions

static void find_functions(Suppression *p)
{
    for (int i = 0; i < p->ast->n; i++) {
        Node *n = p->ast->nodes[i];
        if (n->kind != AST_FUNCTION) {
            continue;
        }
        int def = source_line(p->source, n->beg);
        Function f = {n, def, p->lines.logical[def], source_line(p->source, n->end > n->beg ? n->end - 1 : n->end)};
        if (n->function.decorators.n) {
            f.first = source_line(p->source, n->function.decorators.at[0]->beg);
        }
        *list_push(p->arena, &p->functions) = f;
    }
}

// Whether a function starts in the logical line of `line`, to go by its first word: functions that no rule looks at may
// not be in the tree.
static bool looks_like_function(const Suppression *p, int line)
{
    while (line > 1 && p->lines.inside[line]) {
        line--;
    }
    Text t = text_trim(source_line_text(p->source, line));
    return text_starts(t, T("def")) || text_starts(t, T("async")) || text_starts(t, T("@"));
}

static void add_function(Suppression *p, Directive *d)
{
    int line = d->own_line ? lines_next_code(&p->lines, p->source, d->line) : d->line;
    if (p->functions.n == 0) {
        find_functions(p);
    }
    for (int i = 0; i < p->functions.n; i++) {
        const Function *f = &p->functions.at[i];
        if (line >= f->first && line <= f->header) {
            add_region(p, d, f->first, f->last);
            return;
        }
    }
    if (line == 0 || !looks_like_function(p, line)) {
        warn(p, d, "`aqlint: ignore-function` stands neither above a `def` nor on its line");
    }
}

// -- blocks

static int indentation(Text line)
{
    int width = 0;
    for (ptrdiff_t i = 0; i < line.n && (line.s[i] == ' ' || line.s[i] == '\t' || line.s[i] == '\f'); i++) {
        width = line.s[i] == '\t' ? (width / 8 + 1) * 8 : line.s[i] == '\f' ? 0 : width + 1;
    }
    return width;
}

// The last line of the block that a comment stands in: before the first logical line that is indented less.
static int block_end(const Suppression *p, int line)
{
    int width = indentation(source_line_text(p->source, line)), last = line;
    for (int i = line; (i = lines_next_code(&p->lines, p->source, i)) != 0; last = i) {
        if (!p->lines.inside[i] && indentation(source_line_text(p->source, i)) < width) {
            return last;
        }
    }
    return p->lines.n;
}

static bool closes(const Suppression *p, const Directive *disable, const Directive *enable)
{
    return enable->kind == DIRECTIVE_ENABLE && enable->own_line && text_eq(disable->list, enable->list) &&
           indentation(source_line_text(p->source, disable->line)) ==
               indentation(source_line_text(p->source, enable->line));
}

static void add_block(Suppression *p, int index)
{
    Directive *d = &p->directives.at[index];
    int last = block_end(p, d->line);
    for (int i = index + 1; i < p->directives.n && p->directives.at[i].line <= last; i++) {
        if (!p->taken[i] && closes(p, d, &p->directives.at[i])) {
            p->taken[i] = true;
            last = p->directives.at[i].line;
        }
    }
    add_region(p, d, d->line, last);
}

// -- all of them

static void add_directive(Suppression *p, int index)
{
    Directive *d = &p->directives.at[index];
    switch (d->kind) {
    case DIRECTIVE_IGNORE:
        add_ignore(p, d);
        break;
    case DIRECTIVE_NOQA:
        add_line(p, d);
        break;
    case DIRECTIVE_FUNCTION:
        add_function(p, d);
        break;
    case DIRECTIVE_DISABLE:
        if (d->own_line) {
            add_block(p, index);
        } else {
            warn(p, d, "`aqlint: disable` must stand alone on its line");
        }
        break;
    case DIRECTIVE_ENABLE:
        if (!p->taken[index]) {
            warn(p, d, d->own_line ? "`aqlint: enable` without a `disable` of the same rules in this block"
                                   : "`aqlint: enable` must stand alone on its line");
        }
        break;
    case DIRECTIVE_FILE:
        if (d->own_line && indentation(source_line_text(p->source, d->line)) == 0) {
            add_region(p, d, 1, p->lines.n);
        } else {
            warn(p, d, "`aqlint: file-ignore` must stand alone on its line, not indented");
        }
        break;
    case DIRECTIVE_FILE_NOQA:
        if (d->own_line) {
            add_region(p, d, 1, p->lines.n);
        }
        break;
    }
}

static void build(Suppression *p)
{
    p->directives = directives_read(p->arena, p->keep, p->source, p->ast, p->warnings);
    if (p->directives.n == 0) {
        return;
    }
    p->lines = lines_read(p->arena, p->source);
    p->on_line = NEW(p->arena, Region *, p->lines.n + 2);
    p->taken = NEW(p->arena, bool, p->directives.n);
    for (int i = 0; i < p->directives.n; i++) {
        add_directive(p, i);
    }
}

// Marks the words that name the finding's rule.
static bool silences(const Region *r, const Finding *f)
{
    bool silent = r->directive->all;
    for (int i = 0; i < r->directive->words.n; i++) {
        DirectiveWord *w = &r->directive->words.at[i];
        bool names = ruleset_has(&w->rules, rule_index(f->rule));
        w->used |= names;
        silent |= names;
    }
    return silent;
}

static const Directive *earlier(const Directive *a, const Directive *b)
{
    return !a || b->at < a->at ? b : a;
}

static void judge(const Suppression *p, Finding *f)
{
    const Directive *by = NULL;
    int line = source_line(p->source, f->at.span.beg);
    for (const Region *r = p->on_line[p->lines.joined[line]]; r; r = r->next) {
        by = silences(r, f) ? earlier(by, r->directive) : by;
    }
    for (int i = 0; i < p->wide.n; i++) {
        const Region *r = &p->wide.at[i];
        by = line >= r->first && line <= r->last && silences(r, f) ? earlier(by, r->directive) : by;
    }
    if (by) {
        f->suppressed = true;
        f->reason = text_copy(p->keep, by->reason);
    }
}

Suppression *suppress_begin(Arena *a, Arena *scratch, const Source *s, const Ast *ast, Warnings *warnings)
{
    Suppression *p = NEW(scratch, Suppression, 1);
    *p = (Suppression){.arena = scratch, .keep = a, .source = s, .ast = ast, .warnings = warnings};
    if (ast->comments.n) {
        build(p);
    }
    return p;
}

void suppress_judge(const Suppression *p, const Findings *findings, int from)
{
    for (int i = from; p->directives.n && i < findings->n; i++) {
        if (text_eq(findings->at[i]->at.path, p->source->path)) {
            judge(p, findings->at[i]);
        }
    }
}

const Directives *suppress_directives(const Suppression *p)
{
    return &p->directives;
}
