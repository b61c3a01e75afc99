// A command for the shell with a value in it that is not quoted (python/command.h).
#include "lint/rule.h"

CHECK(shell_injection, c, n)
{
    bool of_loop = text_ends(callee_name(c->module, n), T(".subprocess_shell"));
    Node *command = call_argument(n, of_loop, "cmd", NULL), *value = command ? unquoted_value(c->module, command) : NULL;
    if (value) {
        Finding *f = REPORT(c, node_span(command), "", {"value", code_text(c, value)});
        if (!node_within(value, command)) {
            report_related(c, f, node_span(value), "put into the command here");
        }
        if (module_is_test(c->module)) {
            report_severity(c, f, SEVERITY_NOTE);
        }
    }
}
