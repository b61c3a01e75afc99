// Parsing a broken file piece by piece.
//
// One mistake must not hide the rest of a file, and tree-sitter's own recovery may drop the header of a function or
// spend minutes on a page of noise. But the lexer knows the logical lines and their levels whatever is in them. So:
// a statement with its blocks is a group of lines; a group that parses is done. One that does not is split: its headers
// (`if`, `elif`, `else` ...) are parsed with nothing in the blocks, each block is a run of groups of its own. Where a
// header is broken too, what can be told is built by hand: a function keeps its name and body. A broken simple statement
// is an ERROR. A line is parsed at most once a level, so the work is bounded by the depth of the blocks.
#include "python/recover.h"

static void recover_run(Lower *l, Run run, Found *found);

Line *recover_line(Lower *l, int i)
{
    return &l->lexed->lines.at[i];
}

uint32_t recover_rest_of_line(const Lower *l, const Line *line)
{
    return l->source->line_start[source_line(l->source, line->end)];
}

static Text view_of(const Lower *l)
{
    return (Text){l->lexed->view, l->source->text.n};
}

static long budget_for(const Span *ranges, int count)
{
    long n = 1000;
    for (int i = 0; i < count; i++) {
        n += ranges[i].end - ranges[i].beg;
    }
    return n;
}

Tree recover_parse(Lower *l, const Span *ranges, int count)
{
    long budget = budget_for(ranges, count);
    budget = budget < l->budget ? budget : l->budget;
    l->budget -= budget;
    Tree tree = tree_parse(l->parser, &l->scratch, view_of(l), ranges, count, &budget);
    l->budget += budget > 0 ? budget : 0;
    l->error_at = tree.error_at;
    return tree;
}

Nodes recover_nodes(Lower *l, const Found *found)
{
    Nodes list = nodes_new(l, (uint32_t)found->n);
    for (int i = 0; i < found->n; i++) {
        nodes_push(&list, found->at[i]);
    }
    return list;
}

void recover_add(Lower *l, Found *found, Node *n)
{
    *list_push(&l->scratch, found) = n;
}

void recover_add_tree(Lower *l, Tree tree, bool is_skeleton, Found *found)
{
    Lower before = *l;
    l->cst = tree.at;
    l->is_skeleton = is_skeleton;
    Nodes list = lower_block(l, 0);
    l->cst = before.cst;
    l->is_skeleton = before.is_skeleton;
    for (int i = 0; i < list.n; i++) {
        recover_add(l, found, list.at[i]);
    }
}

static bool is_clause(const Line *line)
{
    return (line->word == WORD_ELIF || line->word == WORD_ELSE || line->word == WORD_EXCEPT || line->word == WORD_FINALLY)
        && !line->flawed;
}

// The group that starts with the first line of a run: its decorators, its blocks, the clauses that belong to it.
static int group_end(Lower *l, Run run)
{
    int level = recover_line(l, run.beg)->level, i = run.beg + 1;
    while (i < run.end && recover_line(l, i - 1)->word == WORD_DECORATOR && !recover_line(l, i - 1)->flawed
           && recover_line(l, i)->level == level) {
        i++;
    }
    while (i < run.end && (recover_line(l, i)->level > level || (recover_line(l, i)->level == level && is_clause(recover_line(l, i))))) {
        i++;
    }
    return i;
}

static bool is_sound(Lower *l, Run group)
{
    for (int i = group.beg; i < group.end; i++) {
        if (recover_line(l, i)->flawed || recover_line(l, i)->astray) {
            return false;
        }
    }
    return true;
}

static bool add_whole(Lower *l, Run group, Found *found)
{
    Span range = {recover_line(l, group.beg)->beg, recover_rest_of_line(l, recover_line(l, group.end - 1))};
    Tree tree = is_sound(l, group) ? recover_parse(l, &range, 1) : (Tree){0};
    if (tree.n) {
        recover_add_tree(l, tree, false, found);
    }
    return tree.n;
}

int recover_next_header(Lower *l, Run group, int i)
{
    int level = recover_line(l, group.beg)->level, match = recover_line(l, group.beg)->word == WORD_MATCH;
    for (i++; i < group.end; i++) {
        const Line *line = recover_line(l, i);
        if (line->level == level || (match && line->level == level + 1 && line->word == WORD_CASE)) {
            break;
        }
    }
    return i;
}

void recover_body(Lower *l, Run body, Found *found)
{
    if (body.beg < body.end) {
        recover_run(l, body, found);
    }
}

Nodes recover_body_of(Lower *l, Run group, int header)
{
    Arena scratch = l->scratch;
    Found found = {0};
    recover_body(l, (Run){header + 1, recover_next_header(l, group, header)}, &found);
    Nodes list = recover_nodes(l, &found);
    l->scratch = scratch;
    return list;
}

Nodes recover_block(Lower *l, uint32_t at)
{
    int low = 0, high = l->lexed->lines.n - 1;      // the last line that starts before
    while (low < high) {
        int middle = low + (high - low + 1) / 2;
        if (recover_line(l, middle)->beg <= at) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    Run body = {low + 1, low + 1};
    while (body.end < l->lexed->lines.n && recover_line(l, body.end)->level > recover_line(l, low)->level) {
        body.end++;
    }
    Arena scratch = l->scratch;
    Found found = {0};
    recover_body(l, body, &found);
    Nodes list = recover_nodes(l, &found);
    l->scratch = scratch;
    return list;
}

Node *recover_default(Lower *l, const Default *d)
{
    const Cst *before = l->cst;
    Arena scratch = l->scratch;
    size_t n = d->span.end - d->span.beg;
    char *view = l->lexed->view + d->span.beg, *blank = NEW(&l->scratch, char, n);
    memcpy(blank, view, n);
    memcpy(view, d->view, n);
    Tree tree = recover_parse(l, &d->span, 1);
    memcpy(view, blank, n);
    l->cst = tree.at;
    bool fits = tree.n > 1 && cst_sym(l, 1) == SYM_EXPRESSION_STATEMENT && l->cst[1].next == tree.n;
    Node *value = fits ? lower_tuple_of(l, 1) : lower_error(l, d->span.beg, d->span.end);
    if (!fits) {
        lower_complain(l, d->span, T("invalid syntax in the default of a type parameter"));
    }
    l->cst = before;
    l->scratch = scratch;
    return value;
}

static void recover_group(Lower *l, Run group, Found *found)
{
    Line *line = recover_line(l, group.beg);
    bool is_simple = group.end - group.beg == 1 && !line->opens && !line->colonless;
    if (add_whole(l, group, found) || (!is_simple && recover_skeleton(l, group, found))) {
        return;
    }
    if (is_simple) {
        diagnose_line(l, line, l->error_at);
        recover_add(l, found, lower_error(l, line->beg, line->end));
    } else {
        recover_by_hand(l, group, found);
    }
}

static void recover_run(Lower *l, Run run, Found *found)
{
    while (run.beg < run.end) {
        Run group = {run.beg, group_end(l, run)};
        recover_group(l, group, found);
        run.beg = group.end;
    }
}

Nodes recover_module(Lower *l)
{
    Found found = {0};
    recover_run(l, (Run){0, l->lexed->lines.n}, &found);
    return recover_nodes(l, &found);
}
