// What can be told of a group whose headers do not parse: they are built by hand, and their blocks are runs of their own.
#include "python/recover.h"

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
    Tree tree = !line->flawed && span.beg < span.end ? recover_parse(l, &span, 1) : (Tree){0};
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
        nodes_push(&list, inner_expression(l, recover_line(l, i)));
    }
    return list;
}

static Node *definition(Lower *l, Run group, int header, Ident name, bool is_class)
{
    Line *line = recover_line(l, header);
    Node *n = lower_new(l, is_class ? AST_CLASS : AST_FUNCTION, line->beg, line->end);
    Nodes decorators = decorators_of(l, group, header);
    Nodes body = recover_body_of(l, group, header);
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
    Node *n = lower_new(l, AST_IF, recover_line(l, group.beg)->beg, recover_line(l, group.beg)->end);
    Found found = {0};
    for (int h = group.beg; h < group.end; h = recover_next_header(l, group, h)) {
        Line *line = recover_line(l, h);
        Node *b = lower_new(l, AST_BRANCH, line->beg, line->end);
        b->branch.test = line->word != WORD_ELSE ? inner_expression(l, line) : NULL;
        b->branch.body = recover_body_of(l, group, h);
        end_with(b, &b->branch.body);
        n->end = b->end;
        recover_add(l, &found, b);
    }
    n->if_.branches = recover_nodes(l, &found);
    return n;
}

static Node *handler(Lower *l, Run group, int header)
{
    Line *line = recover_line(l, header);
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
    n->handler.body = recover_body_of(l, group, header);
    end_with(n, &n->handler.body);
    return n;
}

static Node *try_statement(Lower *l, Run group)
{
    Node *n = lower_new(l, AST_TRY, recover_line(l, group.beg)->beg, recover_line(l, group.beg)->end);
    Found handlers = {0};
    for (int h = group.beg; h < group.end; h = recover_next_header(l, group, h)) {
        Word w = (Word)recover_line(l, h)->word;
        if (w == WORD_EXCEPT) {
            Node *caught = handler(l, group, h);
            n->end = caught->end;
            recover_add(l, &handlers, caught);
            continue;
        }
        Nodes body = recover_body_of(l, group, h);
        *(w == WORD_TRY ? &n->try_.body : w == WORD_ELSE ? &n->try_.orelse : &n->try_.finalbody) = body;
        end_with(n, &body);
    }
    n->try_.handlers = recover_nodes(l, &handlers);
    return n;
}

static Nodes orelse_of(Lower *l, Run group, Node *n)
{
    Nodes list = {0};
    for (int h = recover_next_header(l, group, group.beg); h < group.end; h = recover_next_header(l, group, h)) {
        list = recover_body_of(l, group, h);
        end_with(n, &list);
    }
    return list;
}

static Node *while_loop(Lower *l, Run group)
{
    Line *line = recover_line(l, group.beg);
    Node *n = lower_new(l, AST_WHILE, line->beg, line->end);
    n->while_.test = inner_expression(l, line);
    n->while_.body = recover_body_of(l, group, group.beg);
    end_with(n, &n->while_.body);
    n->while_.orelse = orelse_of(l, group, n);
    return n;
}

static Node *for_loop(Lower *l, Run group)
{
    Line *line = recover_line(l, group.beg);
    Node *n = lower_new(l, AST_FOR, line->beg, line->end);
    n->for_.target = lower_error(l, line->beg, line->beg);
    n->for_.iter = lower_error(l, line->beg, line->end);
    n->for_.body = recover_body_of(l, group, group.beg);
    end_with(n, &n->for_.body);
    n->for_.orelse = orelse_of(l, group, n);
    return n;
}

// A header that is broken beyond repair is an ERROR; the statements of its block take its place.
static void dissolve(Lower *l, Run group, Found *found)
{
    for (int h = group.beg; h < group.end; h = recover_next_header(l, group, h)) {
        const Line *line = recover_line(l, h);
        recover_add(l, found, lower_error(l, line->beg, line->end));
        recover_body(l, (Run){h + 1, recover_next_header(l, group, h)}, found);
    }
}

// A group whose headers do not parse.
void recover_by_hand(Lower *l, Run group, Found *found)
{
    int header = group.beg;
    while (header + 1 < group.end && recover_line(l, header)->word == WORD_DECORATOR) {
        header++;
    }
    Line *line = recover_line(l, header);
    Word w = (Word)line->word;
    Ident name = w == WORD_DEF || w == WORD_CLASS || w == WORD_ASYNC ? name_after(l, line) : (Ident){0};
    bool is_chain = (w == WORD_IF || w == WORD_TRY) && header == group.beg;
    if (w == WORD_MATCH) {
        recover_diagnose_cases(l, group);
    } else if (!is_chain && w != WORD_WHILE) {
        recover_diagnose_header(l, header);
    }
    if (name.text.n) {
        recover_add(l, found, definition(l, group, header, name, w == WORD_CLASS));
    } else if (w == WORD_IF && is_chain) {
        recover_add(l, found, branches(l, group));
    } else if (w == WORD_TRY && is_chain) {
        recover_add(l, found, try_statement(l, group));
    } else if (header == group.beg && (w == WORD_WHILE || w == WORD_FOR)) {
        recover_add(l, found, w == WORD_WHILE ? while_loop(l, group) : for_loop(l, group));
    } else {
        dissolve(l, group, found);
    }
    recover_blame(l, group, header);
}
