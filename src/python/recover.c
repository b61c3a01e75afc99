// Parsing a broken file piece by piece.
//
// One mistake must not hide the rest of a file, and tree-sitter's own recovery may drop the header of a function or
// spend minutes on a page of noise. But the lexer knows the logical lines and their levels whatever is in them. So:
// a statement with its blocks is a group of lines; a group that parses is done. One that does not is split: its headers
// (`if`, `elif`, `else` ...) are parsed with nothing in the blocks, each block is a run of groups of its own. Where a
// header is broken too, what can be told is built by hand: a function keeps its name and body. A broken simple statement
// is an ERROR. A line is parsed at most once a level, so the work is bounded by the depth of the blocks.
#include "python/lower.h"

// The lines [beg, end).
typedef struct {
    int beg, end;
} Run;

typedef LIST(Node *) Found;     // in scratch

static void recover_run(Lower *l, Run run, Found *found);

static Line *line_at(Lower *l, int i)
{
    return &l->lexed->lines.at[i];
}

// The offset after the physical line in which a logical line ends.
static uint32_t rest_of_line(const Lower *l, const Line *line)
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

static Tree parse(Lower *l, const Span *ranges, int count)
{
    long budget = budget_for(ranges, count);
    budget = budget < l->budget ? budget : l->budget;
    l->budget -= budget;
    Tree tree = tree_parse(l->parser, &l->scratch, view_of(l), ranges, count, &budget);
    l->budget += budget > 0 ? budget : 0;
    l->error_at = tree.error_at;
    return tree;
}

static Nodes nodes_of(Lower *l, const Found *found)
{
    Nodes list = nodes_new(l, (uint32_t)found->n);
    for (int i = 0; i < found->n; i++) {
        nodes_push(&list, found->at[i]);
    }
    return list;
}

static void add(Lower *l, Found *found, Node *n)
{
    *list_push(&l->scratch, found) = n;
}

// Lowers a tree's statements; l->cst is as before afterwards.
static void add_tree(Lower *l, Tree tree, bool is_skeleton, Found *found)
{
    Lower before = *l;
    l->cst = tree.at;
    l->is_skeleton = is_skeleton;
    Nodes list = lower_block(l, 0);
    l->cst = before.cst;
    l->is_skeleton = before.is_skeleton;
    for (int i = 0; i < list.n; i++) {
        add(l, found, list.at[i]);
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
    int level = line_at(l, run.beg)->level, i = run.beg + 1;
    while (i < run.end && line_at(l, i - 1)->word == WORD_DECORATOR && !line_at(l, i - 1)->flawed
           && line_at(l, i)->level == level) {
        i++;
    }
    while (i < run.end && (line_at(l, i)->level > level || (line_at(l, i)->level == level && is_clause(line_at(l, i))))) {
        i++;
    }
    return i;
}

static bool is_sound(Lower *l, Run group)
{
    for (int i = group.beg; i < group.end; i++) {
        if (line_at(l, i)->flawed || line_at(l, i)->astray) {
            return false;
        }
    }
    return true;
}

static bool add_whole(Lower *l, Run group, Found *found)
{
    Span range = {line_at(l, group.beg)->beg, rest_of_line(l, line_at(l, group.end - 1))};
    Tree tree = is_sound(l, group) ? parse(l, &range, 1) : (Tree){0};
    if (tree.n) {
        add_tree(l, tree, false, found);
    }
    return tree.n;
}

// The next line after i that is a header of the group: on its level, or a case of a match statement.
static int next_header(Lower *l, Run group, int i)
{
    int level = line_at(l, group.beg)->level, match = line_at(l, group.beg)->word == WORD_MATCH;
    for (i++; i < group.end; i++) {
        const Line *line = line_at(l, i);
        if (line->level == level || (match && line->level == level + 1 && line->word == WORD_CASE)) {
            break;
        }
    }
    return i;
}

// Two bytes of the view where a header was lent a colon and a line end.
typedef struct {
    Line *line;
    char bytes[2];
} Loan;

typedef LIST(Loan) Loans;

// A header without its colon gets one in the view, over what follows it in the text: a line end, a comment, the block.
// False when there is no room before the next header.
static bool lend_colon(Lower *l, Line *line, uint32_t room, Loans *loans)
{
    if (room < line->end + 2) {
        return false;
    }
    char *at = l->lexed->view + line->end;
    Loan *loan = list_push(&l->scratch, loans);
    *loan = (Loan){line, {at[0], at[1]}};
    memcpy(at, ":\n", 2);
    return true;
}

static void return_colons(Lower *l, const Loans *loans)
{
    for (int i = 0; i < loans->n; i++) {
        memcpy(l->lexed->view + loans->at[i].line->end, loans->at[i].bytes, 2);
    }
}

static uint32_t header_beg(const Line *line)
{
    return line->word == WORD_CASE ? line->beg - 1 : line->beg;     // must be deeper than its match
}

// Parses the headers of a group with empty blocks.
static bool add_skeleton(Lower *l, Run group, Found *found)
{
    LIST(Span) ranges = {0};
    Loans loans = {0};
    bool sound = true;
    for (int h = group.beg, next; sound && h < group.end; h = next) {
        Line *line = line_at(l, h);
        next = next_header(l, group, h);
        uint32_t room = next < group.end ? header_beg(line_at(l, next)) : (uint32_t)l->source->text.n;
        sound = !line->flawed && (!line->colonless || lend_colon(l, line, room, &loans));
        *list_push(&l->scratch, &ranges) = (Span){header_beg(line), line->colonless ? line->end + 2 : rest_of_line(l, line)};
    }
    Tree tree = sound ? parse(l, ranges.at, ranges.n) : (Tree){0};
    return_colons(l, &loans);
    for (int i = 0; tree.n && i < loans.n; i++) {
        Line *line = loans.at[i].line;
        line->flawed = true;
        lower_complain(l, (Span){line->end, line->end}, T("expected ':'"));
    }
    if (tree.n) {
        add_tree(l, tree, true, found);
    }
    return tree.n;
}

static void recover_body(Lower *l, Run body, Found *found)
{
    if (body.beg < body.end) {
        recover_run(l, body, found);
    }
}

static Nodes body_of(Lower *l, Run group, int header)
{
    Arena scratch = l->scratch;
    Found found = {0};
    recover_body(l, (Run){header + 1, next_header(l, group, header)}, &found);
    Nodes list = nodes_of(l, &found);
    l->scratch = scratch;
    return list;
}

Nodes recover_block(Lower *l, uint32_t at)
{
    int low = 0, high = l->lexed->lines.n - 1;      // the last line that starts before
    while (low < high) {
        int middle = low + (high - low + 1) / 2;
        if (line_at(l, middle)->beg <= at) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    Run body = {low + 1, low + 1};
    while (body.end < l->lexed->lines.n && line_at(l, body.end)->level > line_at(l, low)->level) {
        body.end++;
    }
    Arena scratch = l->scratch;
    Found found = {0};
    recover_body(l, body, &found);
    Nodes list = nodes_of(l, &found);
    l->scratch = scratch;
    return list;
}

// What stands between the header's word and its colon.
static Span inner_span(Lower *l, const Line *line)
{
    Arena scratch = l->scratch;
    Tokens tokens = lex_line(l->source, &scratch, line);
    Span span = {line->end, line->end};
    if (tokens.n > 1) {
        int first = 1;
        first += tokens.at[0].word == WORD_EXCEPT && tokens.at[1].c == '*' && tokens.n > 2;
        span.beg = tokens.at[first].beg;
        span.end = line->opens ? tokens.at[tokens.n - 1].beg : line->end;
    }
    return span.beg < span.end ? span : (Span){line->end, line->end};
}

// Parses a part of a header as a statement; the index of that statement, or 0 when it cannot be.
static uint32_t parse_inner(Lower *l, Line *line, Span span)
{
    Tree tree = !line->flawed && span.beg < span.end ? parse(l, &span, 1) : (Tree){0};
    l->cst = tree.at;
    bool fits = tree.n > 1 && cst_sym(l, 1) == SYM_EXPRESSION_STATEMENT && l->cst[1].next == tree.n;
    if (!fits) {
        diagnose_line(l, line, tree.n > 1 ? l->cst[1].beg : span.beg < span.end ? tree.error_at : span.beg);
    }
    return fits ? 1 : 0;
}

static Node *inner_expression(Lower *l, Line *line)
{
    Lower before = *l;
    Span span = inner_span(l, line);
    uint32_t i = parse_inner(l, line, span);
    uint32_t value = i ? lower_child(l, i, 0) : 0;
    bool is_assignment = value && (cst_sym(l, value) == SYM_ASSIGNMENT || cst_sym(l, value) == SYM_AUGMENTED_ASSIGNMENT);
    if (is_assignment && !line->flawed) {
        lower_complain(l, cst_span(l, value), T("invalid syntax; maybe you meant '==' or ':=' instead of '='?"));
    }
    Node *n = value && !is_assignment ? lower_tuple_of(l, i) : lower_error(l, span.beg, span.end);
    l->cst = before.cst;
    return n;
}

Node *recover_default(Lower *l, const Default *d)
{
    const Cst *before = l->cst;
    Arena scratch = l->scratch;
    size_t n = d->span.end - d->span.beg;
    char *view = l->lexed->view + d->span.beg, *blank = NEW(&l->scratch, char, n);
    memcpy(blank, view, n);
    memcpy(view, d->view, n);
    Tree tree = parse(l, &d->span, 1);
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

// The first name after the word `def` or `class`.
static Ident name_after(Lower *l, const Line *line)
{
    Arena scratch = l->scratch;
    Tokens tokens = lex_line(l->source, &scratch, line);
    for (int i = 0; i + 1 < tokens.n; i++) {
        Token t = tokens.at[i + 1];
        bool is_plain = t.kind == TOKEN_NAME && (t.word >= WORD_PRINT || t.word == WORD_MATCH || t.word == WORD_CASE);
        if ((tokens.at[i].word == WORD_DEF || tokens.at[i].word == WORD_CLASS) && is_plain) {
            Span span = {t.beg, t.end};
            return (Ident){lower_identifier(l, source_span_text(l->source, span)), span};
        }
    }
    return (Ident){0};
}

static void end_with(Node *n, const Nodes *body)
{
    n->end = body->n && body->at[body->n - 1]->end > n->end ? body->at[body->n - 1]->end : n->end;
}

static Nodes decorators_of(Lower *l, Run group, int header)
{
    Nodes list = nodes_new(l, (uint32_t)(header - group.beg));
    for (int i = group.beg; i < header; i++) {
        nodes_push(&list, inner_expression(l, line_at(l, i)));
    }
    return list;
}

static Node *definition(Lower *l, Run group, int header, Ident name, bool is_class)
{
    Line *line = line_at(l, header);
    Node *n = lower_new(l, is_class ? AST_CLASS : AST_FUNCTION, line->beg, line->end);
    Nodes decorators = decorators_of(l, group, header);
    Nodes body = body_of(l, group, header);
    n->is_async = line->word == WORD_ASYNC;
    if (is_class) {
        n->class_.name = name;
        n->class_.decorators = decorators;
        n->class_.body = body;
    } else {
        n->function.name = name;
        n->function.decorators = decorators;
        n->function.body = body;
    }
    end_with(n, &body);
    return n;
}

static Node *branches(Lower *l, Run group)
{
    Node *n = lower_new(l, AST_IF, line_at(l, group.beg)->beg, line_at(l, group.beg)->end);
    Found found = {0};
    for (int h = group.beg; h < group.end; h = next_header(l, group, h)) {
        Line *line = line_at(l, h);
        Node *b = lower_new(l, AST_BRANCH, line->beg, line->end);
        b->branch.test = line->word != WORD_ELSE ? inner_expression(l, line) : NULL;
        b->branch.body = body_of(l, group, h);
        end_with(b, &b->branch.body);
        n->end = b->end;
        add(l, &found, b);
    }
    n->if_.branches = nodes_of(l, &found);
    return n;
}

static Node *handler(Lower *l, Run group, int header)
{
    Line *line = line_at(l, header);
    Node *n = lower_new(l, AST_HANDLER, line->beg, line->end);
    Span span = inner_span(l, line);
    Lower before = *l;
    uint32_t i = span.beg < span.end || line->flawed ? parse_inner(l, line, span) : 0;
    if (i) {
        lower_handler_type(l, i, n);
    } else if (span.beg < span.end) {
        n->handler.type = lower_error(l, span.beg, span.end);
    }
    l->cst = before.cst;
    n->handler.body = body_of(l, group, header);
    end_with(n, &n->handler.body);
    return n;
}

static Node *try_statement(Lower *l, Run group)
{
    Node *n = lower_new(l, AST_TRY, line_at(l, group.beg)->beg, line_at(l, group.beg)->end);
    Found handlers = {0};
    for (int h = group.beg; h < group.end; h = next_header(l, group, h)) {
        Word w = (Word)line_at(l, h)->word;
        if (w == WORD_EXCEPT) {
            Node *caught = handler(l, group, h);
            n->end = caught->end;
            add(l, &handlers, caught);
            continue;
        }
        Nodes body = body_of(l, group, h);
        *(w == WORD_TRY ? &n->try_.body : w == WORD_ELSE ? &n->try_.orelse : &n->try_.finalbody) = body;
        end_with(n, &body);
    }
    n->try_.handlers = nodes_of(l, &handlers);
    return n;
}

static Nodes orelse_of(Lower *l, Run group, Node *n)
{
    Nodes list = {0};
    for (int h = next_header(l, group, group.beg); h < group.end; h = next_header(l, group, h)) {
        list = body_of(l, group, h);
        end_with(n, &list);
    }
    return list;
}

static Node *while_loop(Lower *l, Run group)
{
    Line *line = line_at(l, group.beg);
    Node *n = lower_new(l, AST_WHILE, line->beg, line->end);
    n->while_.test = inner_expression(l, line);
    n->while_.body = body_of(l, group, group.beg);
    end_with(n, &n->while_.body);
    n->while_.orelse = orelse_of(l, group, n);
    return n;
}

static Node *for_loop(Lower *l, Run group)
{
    Line *line = line_at(l, group.beg);
    Node *n = lower_new(l, AST_FOR, line->beg, line->end);
    n->for_.target = lower_error(l, line->beg, line->beg);
    n->for_.iter = lower_error(l, line->beg, line->end);
    n->for_.body = body_of(l, group, group.beg);
    end_with(n, &n->for_.body);
    n->for_.orelse = orelse_of(l, group, n);
    return n;
}

// A header that is broken beyond repair is an ERROR; the statements of its block take its place.
static void dissolve(Lower *l, Run group, Found *found)
{
    for (int h = group.beg; h < group.end; h = next_header(l, group, h)) {
        const Line *line = line_at(l, h);
        add(l, found, lower_error(l, line->beg, line->end));
        recover_body(l, (Run){h + 1, next_header(l, group, h)}, found);
    }
}

static void diagnose_header(Lower *l, int header)
{
    Line *line = line_at(l, header);
    Span range = {line->beg, rest_of_line(l, line)};
    if (!line->flawed && !parse(l, &range, 1).n) {
        diagnose_line(l, line, l->error_at);
    }
}

// Of a match statement: the case is parsed after the match line, since alone it would be no statement.
static void diagnose_cases(Lower *l, Run group)
{
    Line *match = line_at(l, group.beg);
    Span ranges[2] = {{match->beg, rest_of_line(l, match)}};
    if (!parse(l, ranges, 1).n) {
        diagnose_line(l, match, l->error_at);
        return;
    }
    for (int h = next_header(l, group, group.beg); h < group.end; h = next_header(l, group, h)) {
        Line *line = line_at(l, h);
        ranges[1] = (Span){header_beg(line), rest_of_line(l, line)};
        if (!line->flawed && !parse(l, ranges, 2).n) {
            diagnose_line(l, line, l->error_at);
        }
    }
}

// Whatever made the group fail, something is said about it.
static void blame_header(Lower *l, Run group, int header)
{
    bool any = false;
    for (int h = group.beg; h < group.end; h = next_header(l, group, h)) {
        Line *line = line_at(l, h);
        if (line->colonless && !line->flawed) {
            line->flawed = true;
            lower_complain(l, (Span){line->end, line->end}, T("expected ':'"));
        }
        any |= line->flawed;
    }
    if (!any) {
        lower_complain(l, (Span){line_at(l, header)->beg, line_at(l, header)->end}, T("invalid syntax"));
    }
}

// A group whose headers do not parse.
static void by_hand(Lower *l, Run group, Found *found)
{
    int header = group.beg;
    while (header + 1 < group.end && line_at(l, header)->word == WORD_DECORATOR) {
        header++;
    }
    Line *line = line_at(l, header);
    Word w = (Word)line->word;
    Ident name = w == WORD_DEF || w == WORD_CLASS || w == WORD_ASYNC ? name_after(l, line) : (Ident){0};
    bool is_chain = (w == WORD_IF || w == WORD_TRY) && header == group.beg;
    if (w == WORD_MATCH) {
        diagnose_cases(l, group);
    } else if (!is_chain && w != WORD_WHILE) {
        diagnose_header(l, header);
    }
    if (name.text.n) {
        add(l, found, definition(l, group, header, name, w == WORD_CLASS));
    } else if (w == WORD_IF && is_chain) {
        add(l, found, branches(l, group));
    } else if (w == WORD_TRY && is_chain) {
        add(l, found, try_statement(l, group));
    } else if (header == group.beg && (w == WORD_WHILE || w == WORD_FOR)) {
        add(l, found, w == WORD_WHILE ? while_loop(l, group) : for_loop(l, group));
    } else {
        dissolve(l, group, found);
    }
    blame_header(l, group, header);
}

static void recover_group(Lower *l, Run group, Found *found)
{
    Line *line = line_at(l, group.beg);
    bool is_simple = group.end - group.beg == 1 && !line->opens && !line->colonless;
    if (add_whole(l, group, found) || (!is_simple && add_skeleton(l, group, found))) {
        return;
    }
    if (is_simple) {
        diagnose_line(l, line, l->error_at);
        add(l, found, lower_error(l, line->beg, line->end));
    } else {
        by_hand(l, group, found);
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
    return nodes_of(l, &found);
}
