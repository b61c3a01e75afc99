// StreamReader.read() to the end of what a peer sends. A process's output is somebody else's business.
#include "lint/rule.h"

static bool is_of_process(const Node *reader)
{
    Text name = reader->kind == AST_ATTRIBUTE ? reader->attribute.attr.text : (Text){0};
    return text_eq(name, T("stdout")) || text_eq(name, T("stderr"));
}

CHECK(read_without_limit, c, n)
{
    if (n->call.func->kind != AST_ATTRIBUTE) {
        return;
    }
    Node *reader = n->call.func->attribute.value;
    bool unsure;
    Node *size = call_argument(n, 0, "n", &unsure);
    Constant limit = size ? constant_of(c->module, size) : (Constant){.kind = CONSTANT_NUMBER, .number = -1};
    if (unsure || limit.kind != CONSTANT_NUMBER || limit.number >= 0 || is_of_process(reader) || !stream_is_reader(c->module, reader)) {
        return;
    }
    Finding *f = REPORT(c, node_span(n), "", {"reader", code_text(c, reader)});
    if (module_is_test(c->module)) {
        report_severity(c, f, SEVERITY_NOTE);
    }
}
