// Tasks kept in a container that nothing takes them out of.
#include "lint/rule.h"

CHECK(task_set_leak, c, n)
{
    Node *container = task_set_that_grows(c->module, n);
    if (!container) {
        return;
    }
    bool is_set = ref_is_instance(ref_of(c->module, container), "builtins.set");
    Text name = code_text(c, container);
    Finding *f = REPORT(c, node_span(n), "", {"container", name}, {"remove", is_set ? T("discard") : T("remove")});
    if (!node_within(container, n->parent->parent)) {
        report_related(c, f, node_span(container), "kept here");
    }
    if (!task_set_grows_fast(c->module, n, container) || module_is_test(c->module)) {
        report_severity(c, f, SEVERITY_NOTE);
    }
}
