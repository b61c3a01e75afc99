// Compound statements.
#include "python/lower.h"

// The end of a statement is that of the last one in it, with the semicolon that may follow on the line.
static void end_with(Lower *l, Node *n, const Nodes *body)
{
    if (!body->n) {
        return;
    }
    Text t = l->source->text;
    uint32_t at = body->at[body->n - 1]->end;
    n->end = at;
    while (at < (uint32_t)t.n && (t.s[at] == ' ' || t.s[at] == '\t' || t.s[at] == '\f')) {
        at++;
    }
    if (at < (uint32_t)t.n && t.s[at] == ';') {
        n->end = at + 1;
    }
}

static Node *expression_or_error(Lower *l, uint32_t i, uint32_t child)
{
    return child && cst_sym(l, child) != SYM_BLOCK ? lower_expression(l, child)
                                                   : lower_refuse(l, l->cst[i].beg, l->cst[i].beg);
}

// The child of that kind, or 0.
static uint32_t child_of(const Lower *l, uint32_t i, Sym sym)
{
    for EACH_CHILD(l, i, k) {
        if (cst_sym(l, k) == sym) {
            return k;
        }
    }
    return 0;
}

static Nodes decorators(Lower *l, uint32_t i)
{
    Nodes list = nodes_new(l, lower_count(l, i));
    for EACH_CHILD(l, i, k) {
        if (cst_sym(l, k) == SYM_DECORATOR) {
            nodes_push(&list, expression_or_error(l, k, lower_child(l, k, 0)));
        }
    }
    return list;
}

static Node *function(Lower *l, uint32_t i, Nodes decorated)
{
    Node *n = lower_node(l, AST_FUNCTION, i);
    n->function.decorators = decorated;
    n->is_async = lower_has(l, i, SYM_T_ASYNC);
    for EACH_CHILD(l, i, k) {
        switch (cst_sym(l, k)) {
        case SYM_IDENTIFIER: n->function.name = lower_ident(l, k); break;
        case SYM_TYPE_PARAMETER: n->function.type_params = lower_type_parameters(l, k); break;
        case SYM_PARAMETERS: n->function.params = lower_parameters(l, k); break;
        case SYM_TYPE: n->function.returns = lower_type(l, k); break;
        default: break;
        }
    }
    n->function.body = lower_suite(l, i);
    end_with(l, n, &n->function.body);
    return n;
}

static Node *class(Lower *l, uint32_t i, Nodes decorated)
{
    Node *n = lower_node(l, AST_CLASS, i);
    n->class_.decorators = decorated;
    for EACH_CHILD(l, i, k) {
        switch (cst_sym(l, k)) {
        case SYM_IDENTIFIER: n->class_.name = lower_ident(l, k); break;
        case SYM_TYPE_PARAMETER: n->class_.type_params = lower_type_parameters(l, k); break;
        case SYM_ARGUMENT_LIST: n->class_.bases = lower_arguments(l, k, &n->class_.keywords); break;
        default: break;
        }
    }
    n->class_.body = lower_suite(l, i);
    end_with(l, n, &n->class_.body);
    return n;
}

static Node *decorated(Lower *l, uint32_t i)
{
    for EACH_CHILD(l, i, k) {
        if (cst_sym(l, k) == SYM_FUNCTION_DEFINITION) {
            return function(l, k, decorators(l, i));
        }
        if (cst_sym(l, k) == SYM_CLASS_DEFINITION) {
            return class(l, k, decorators(l, i));
        }
    }
    return lower_refuse(l, l->cst[i].beg, l->cst[i].end);
}

static Node *branch(Lower *l, uint32_t i, bool has_test, uint32_t end)
{
    Node *n = lower_new(l, AST_BRANCH, l->cst[i].beg, end);
    n->branch.test = has_test ? expression_or_error(l, i, lower_child(l, i, 0)) : NULL;
    n->branch.body = lower_suite(l, i);
    end_with(l, n, &n->branch.body);
    return n;
}

static Node *if_statement(Lower *l, uint32_t i)
{
    Node *n = lower_node(l, AST_IF, i);
    uint32_t count = 1, block = child_of(l, i, SYM_BLOCK);
    for EACH_CHILD(l, i, k) {
        count += cst_sym(l, k) == SYM_ELIF_CLAUSE || cst_sym(l, k) == SYM_ELSE_CLAUSE;
    }
    n->if_.branches = nodes_new(l, count);
    nodes_push(&n->if_.branches, branch(l, i, true, block ? l->cst[block].end : n->end));
    for EACH_CHILD(l, i, k) {
        if (cst_sym(l, k) == SYM_ELIF_CLAUSE || cst_sym(l, k) == SYM_ELSE_CLAUSE) {
            nodes_push(&n->if_.branches, branch(l, k, cst_sym(l, k) == SYM_ELIF_CLAUSE, l->cst[k].end));
        }
    }
    end_with(l, n, &n->if_.branches);
    return n;
}

static Nodes else_suite(Lower *l, uint32_t i, Node *n)
{
    uint32_t clause = child_of(l, i, SYM_ELSE_CLAUSE);
    Nodes list = clause ? lower_suite(l, clause) : (Nodes){0};
    end_with(l, n, &list);
    return list;
}

static Node *for_statement(Lower *l, uint32_t i)
{
    Node *n = lower_node(l, AST_FOR, i);
    n->is_async = lower_has(l, i, SYM_T_ASYNC);
    n->for_.target = expression_or_error(l, i, lower_child(l, i, 0));
    lower_check_bound(l, n->for_.target);
    n->for_.iter = expression_or_error(l, i, lower_child(l, i, 1));
    n->for_.body = lower_suite(l, i);
    end_with(l, n, &n->for_.body);
    n->for_.orelse = else_suite(l, i, n);
    return n;
}

static Node *while_statement(Lower *l, uint32_t i)
{
    Node *n = lower_node(l, AST_WHILE, i);
    n->while_.test = expression_or_error(l, i, lower_child(l, i, 0));
    n->while_.body = lower_suite(l, i);
    end_with(l, n, &n->while_.body);
    n->while_.orelse = else_suite(l, i, n);
    return n;
}

static Node *with_item(Lower *l, uint32_t i)
{
    Node *n = lower_node(l, AST_WITH_ITEM, i);
    if (cst_sym(l, i) == SYM_WITH_ITEM && lower_child(l, i, 0)) {
        i = lower_child(l, i, 0);
    }
    uint32_t as = lower_find_as(l, i);
    if (as) {
        n->with_item.target = lower_expression(l, lower_child(l, as, 1));
        lower_check_target(l, n->with_item.target, "assign to");
    }
    n->with_item.context = lower_before_as(l, i, as);
    return n;
}

// `with (a, b as c):` may come as one item that is a tuple (or a parenthesised expression): since Python 3.9 these are
// items.
static uint32_t unwrapped(const Lower *l, uint32_t clause)
{
    uint32_t item = lower_child(l, clause, 0);
    uint32_t inner = item && lower_count(l, clause) == 1 ? lower_child(l, item, 0) : 0;
    if (!inner || (cst_sym(l, inner) != SYM_TUPLE && cst_sym(l, inner) != SYM_PARENTHESIZED) || !lower_count(l, inner)) {
        return clause;
    }
    for EACH_CHILD(l, inner, k) {
        Sym s = cst_sym(l, k);
        if (s == SYM_LIST_SPLAT || s == SYM_NAMED_EXPRESSION || s == SYM_YIELD) {
            return clause;
        }
    }
    return inner;
}

static Node *with_statement(Lower *l, uint32_t i)
{
    Node *n = lower_node(l, AST_WITH, i);
    n->is_async = lower_has(l, i, SYM_T_ASYNC);
    uint32_t clause = child_of(l, i, SYM_WITH_CLAUSE);
    clause = clause ? unwrapped(l, clause) : 0;
    if (clause) {
        n->with.items = nodes_new(l, lower_count(l, clause));
        for EACH_CHILD(l, clause, k) {
            if (!cst_is_token(l, k)) {
                nodes_push(&n->with.items, with_item(l, k));
            }
        }
    }
    n->with.body = lower_suite(l, i);
    end_with(l, n, &n->with.body);
    return n;
}

static Node *case_clause(Lower *l, uint32_t i)
{
    Node *n = lower_node(l, AST_CASE, i);
    n->case_.pattern = lower_patterns(l, i);
    uint32_t guard = child_of(l, i, SYM_IF_CLAUSE);
    n->case_.guard = guard ? expression_or_error(l, guard, lower_child(l, guard, 0)) : NULL;
    n->case_.body = lower_suite(l, i);
    end_with(l, n, &n->case_.body);
    return n;
}

static Node *match_subject(Lower *l, uint32_t i)
{
    uint32_t n = 0, first = 0, end = 0;
    bool comma = false;
    for EACH_CHILD(l, i, k) {
        if (cst_sym(l, k) == SYM_BLOCK) {
            break;
        }
        if (!cst_is_token(l, k)) {
            first = n++ ? first : k;
        }
        comma |= cst_sym(l, k) == SYM_T_COMMA;
        end = cst_sym(l, k) == SYM_T_COMMA || !cst_is_token(l, k) ? l->cst[k].end : end;
    }
    if (n <= 1 && !comma) {
        return expression_or_error(l, i, first);
    }
    Node *tuple = lower_new(l, AST_TUPLE, l->cst[first].beg, end);
    tuple->sequence.elts = nodes_new(l, n);
    for (uint32_t k = first; tuple->sequence.elts.n < (int)n; k = l->cst[k].next) {
        if (!cst_is_token(l, k)) {
            nodes_push(&tuple->sequence.elts, lower_expression(l, k));
        }
    }
    return tuple;
}

static Node *match_statement(Lower *l, uint32_t i)
{
    Node *n = lower_node(l, AST_MATCH, i);
    n->match.subject = match_subject(l, i);
    uint32_t block = child_of(l, i, SYM_BLOCK);
    if (block) {
        n->match.cases = nodes_new(l, lower_count(l, block));
        for EACH_CHILD(l, block, k) {
            if (cst_sym(l, k) == SYM_CASE_CLAUSE) {
                nodes_push(&n->match.cases, case_clause(l, k));
            }
        }
    }
    end_with(l, n, &n->match.cases);
    return n;
}

// The exception of a handler: its first expression; more of them, without parentheses, are a tuple (PEP 758).
void lower_handler_type(Lower *l, uint32_t i, Node *n)
{
    uint32_t value = lower_child(l, i, 0), count = 0, end = 0;
    bool comma = false, as = lower_has(l, i, SYM_T_AS);
    if (!value || cst_sym(l, value) == SYM_BLOCK) {
        return;
    }
    for (uint32_t k = value; k < l->cst[i].next && cst_sym(l, k) != SYM_BLOCK; k = l->cst[k].next) {
        count += !cst_is_token(l, k);
        comma |= cst_sym(l, k) == SYM_T_COMMA;
        end = cst_is_token(l, k) ? end : l->cst[k].end;
    }
    uint32_t pattern = lower_find_as(l, value), target = 0;
    if (pattern) {
        target = lower_child(l, lower_child(l, pattern, 1), 0);
    } else if (as && count > 1) {
        target = lower_child(l, i, count - 1);
    }
    if (target && cst_sym(l, target) == SYM_IDENTIFIER) {
        n->handler.name = lower_ident(l, target);
    } else if (target) {
        lower_complain(l, cst_span(l, target), T("an except clause can only bind a name"));
    }
    if (comma && as) {
        lower_complain(l, cst_span(l, value), T("multiple exception types must be parenthesized when using 'as'"));
    }
    if (!comma || as) {
        n->handler.type = lower_before_as(l, value, pattern);
        return;
    }
    n->handler.type = lower_new(l, AST_TUPLE, l->cst[value].beg, end);
    n->handler.type->sequence.elts = nodes_new(l, count);
    for (uint32_t k = value; k < l->cst[i].next && cst_sym(l, k) != SYM_BLOCK; k = l->cst[k].next) {
        if (!cst_is_token(l, k)) {
            nodes_push(&n->handler.type->sequence.elts, lower_expression(l, k));
        }
    }
}

static Node *handler(Lower *l, uint32_t i)
{
    Node *n = lower_node(l, AST_HANDLER, i);
    lower_handler_type(l, i, n);
    n->handler.body = lower_suite(l, i);
    end_with(l, n, &n->handler.body);
    return n;
}

static Node *try_statement(Lower *l, uint32_t i)
{
    Node *n = lower_node(l, AST_TRY, i);
    n->try_.body = lower_suite(l, i);
    end_with(l, n, &n->try_.body);
    n->try_.handlers = nodes_new(l, lower_count(l, i));
    for EACH_CHILD(l, i, k) {
        if (cst_sym(l, k) == SYM_EXCEPT_CLAUSE) {
            nodes_push(&n->try_.handlers, handler(l, k));
            n->try_.is_star |= lower_has(l, k, SYM_T_STAR);
        }
    }
    end_with(l, n, &n->try_.handlers);
    lower_check_handlers(l, i);
    n->try_.orelse = else_suite(l, i, n);
    uint32_t finally = child_of(l, i, SYM_FINALLY_CLAUSE);
    if (finally) {
        n->try_.finalbody = lower_suite(l, finally);
        end_with(l, n, &n->try_.finalbody);
    }
    return n;
}

Node *lower_compound(Lower *l, uint32_t i)
{
    switch (cst_sym(l, i)) {
    case SYM_FUNCTION_DEFINITION: return function(l, i, (Nodes){0});
    case SYM_CLASS_DEFINITION: return class(l, i, (Nodes){0});
    case SYM_DECORATED_DEFINITION: return decorated(l, i);
    case SYM_IF_STATEMENT: return if_statement(l, i);
    case SYM_FOR_STATEMENT: return for_statement(l, i);
    case SYM_WHILE_STATEMENT: return while_statement(l, i);
    case SYM_WITH_STATEMENT: return with_statement(l, i);
    case SYM_TRY_STATEMENT: return try_statement(l, i);
    default: return match_statement(l, i);
    }
}
