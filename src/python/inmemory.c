// What works on memory waits for nobody. It shows in what a call is given: `io.BytesIO(data)`, also as `cast(BinaryIO, buffer)`, the
// address ":memory:" or "file:name?mode=memory", also put together by a helper, an object whose write() only appends to a list.
#include "python/inmemory.h"

#include "python/blocking.h"
#include "python/shape.h"
#include "python/word.h"

enum { DEPTH = 4 };     // of names and helpers followed

static bool is_address(Text t)
{
    return text_find(t, T(":memory:")) >= 0 || text_find(t, T("mode=memory")) >= 0;
}

static bool is_address_in_memory(Module *m, Node *n, int depth);

// All that the helper returns is such an address.
static bool returns_address(Ref helper, int depth)
{
    int returned = 0;
    for (int i = helper.node->id + 1; i <= helper.node->last; i++) {
        Node *d = helper.module->ast->nodes[i];
        if (opens_definition(d)) {
            i = d->last;
        } else if (d->kind == AST_RETURN) {
            returned++;
            if (!d->value.value || !is_address_in_memory(helper.module, d->value.value, depth)) {
                return false;
            }
        }
    }
    return returned > 0;
}

static bool is_address_in_memory(Module *m, Node *n, int depth)
{
    Constant c = constant_of(m, n);
    if (c.kind == CONSTANT_TEXT) {
        return is_address(c.text);
    }
    if (depth-- == 0) {
        return false;
    }
    if (n->kind == AST_NAME) {
        Node *value = blocking_path_named(m, n);
        return value && is_address_in_memory(m, value, depth);
    }
    Ref helper = n->kind == AST_CALL ? ref_of(m, n->call.func) : (Ref){0};
    return n->kind == AST_FSTRING ? is_address(text_sub(m->source->text, n->beg, n->end))
         : helper.kind == REF_FUNCTION && !helper.node->is_async && returns_address(helper, depth);
}

// write() of a class of the project calls nothing but what keeps its argument in memory.
static bool is_collector(Ref r)
{
    static const char *const keeping[] = {"append", "extend", "len", "bytes", "bytearray", "memoryview", "isinstance", NULL};
    Member member;
    bool is_own = r.kind == REF_INSTANCE && r.node && class_member(r, T("write"), &member) && member.binding->defs.n == 1;
    const Node *write = is_own && member.binding->defs.at[0].kind == DEF_FUNCTION ? member.binding->defs.at[0].node : NULL;
    bool keeps = false;
    for (int i = write ? write->id + 1 : 1; write && i <= write->last; i++) {
        const Node *d = member.module->ast->nodes[i];
        if (is_awaiting(d) || (d->kind == AST_CALL && !name_in(last_name(d->call.func), keeping))) {
            return false;
        }
        keeps |= is_method_call(d, "append") || is_method_call(d, "extend");
    }
    return keeps;
}

bool is_in_memory(Module *m, Node *n)
{
    if (n->kind == AST_CALL && n->call.args.n == 2 && text_eq(callee_name(m, n), T("typing.cast"))) {
        return is_in_memory(m, n->call.args.at[1]);
    }
    if (is_address_in_memory(m, n, DEPTH)) {
        return true;
    }
    Ref r = ref_of(m, n);
    return ref_is_instance(r, "io.BytesIO") || ref_is_instance(r, "io.StringIO") || ref_is_instance(r, "builtins.bytes") || is_collector(r);
}
