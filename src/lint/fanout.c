// What the rules about fan-outs say of one, and which of them they talk about.
#include "lint/rule.h"

Text fanout_iterable(const Check *c, const Fanout *f)
{
    if (!f->iterable) {
        return (Text){0};
    }
    Text inner = code_text(c, f->iterable);
    if (!f->outer) {
        return text_format(c->arena, "`%.*s`", PRI(inner));
    }
    Text outer = code_text(c, f->outer);
    return text_format(c->arena, "`%.*s`, for each of `%.*s`", PRI(inner), PRI(outer));
}

Text fanout_coroutine(const Check *c, const Fanout *f)
{
    const Node *n = f->coroutine;
    if (!n) {
        return f->function.node ? f->function.node->function.name.text : code_text(c, f->site);
    }
    const Node *callee = n->kind == AST_CALL ? n->call.func : n;
    bool of_call = callee->kind == AST_ATTRIBUTE && callee->attribute.value->kind == AST_CALL;
    if (!of_call) {
        return code_text(c, callee);
    }
    Text maker = code_text(c, callee->attribute.value->call.func), method = callee->attribute.attr.text;
    return text_format(c->arena, "%.*s(...).%.*s", PRI(maker), PRI(method));
}

Text fanout_count(const Check *c, const Fanout *f)
{
    return text_format(c->arena, "%g", f->width.count);
}

bool fanout_is_large(const Check *c, const Fanout *f)
{
    WidthKind kind = f->width.kind;
    return kind == WIDTH_OPEN || kind == WIDTH_ENDLESS || (kind == WIDTH_CONSTANT && f->width.count > (double)option_int(c, "small"));
}

void report_fanout(Check *c, Finding *finding, const Fanout *f)
{
    if (f->iterable && (f->iterable->beg < f->site->beg || f->iterable->end > f->site->end)) {
        report_related(c, finding, node_span(f->iterable), f->width.kind == WIDTH_CONSTANT ? "%g times" : "one for each of these", f->width.count);
    }
    if (f->outer && (f->outer->beg < f->site->beg || f->outer->end > f->site->end)) {
        report_related(c, finding, node_span(f->outer), "and that for each of these");
    }
    bool is_small_count = f->evidence == EVIDENCE_COUNT && !f->is_firm;
    if (f->evidence < EVIDENCE_ROWS || is_small_count) {
        report_severity(c, finding, SEVERITY_NOTE);
    }
}
