// A class derived from ExceptionGroup or BaseExceptionGroup in which, and in whose bases, nothing defines derive (PEP 654).
#include "lint/rule.h"

CHECK(exception_group_derive, c, n)
{
    Module *m = c->module;
    for (int i = n->id + 1; i <= n->last; i++) {
        Node *d = m->ast->nodes[i];
        if (d->kind != AST_CLASS) {
            continue;
        }
        Ref r = {.kind = REF_CLASS, .module = m, .node = d};
        Member member;
        bool group = class_derives_from(r, "builtins.ExceptionGroup") || class_derives_from(r, "builtins.BaseExceptionGroup");
        if (group && !class_has_unknown_base(r) && !class_member(r, T("derive"), &member) && !class_member_is_unread(r, T("derive"))) {
            REPORT(c, d->class_.name.span, "", {"name", d->class_.name.text});
        }
    }
}
