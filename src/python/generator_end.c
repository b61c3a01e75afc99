// What becomes of the block that a generator holds open: whether it matters that its end is late.
#include "python/flow.h"
#include "python/generator.h"
#include "python/shape.h"
#include "python/word.h"

#include <string.h>

// "wb", "r+": a mode that writes.
static bool is_writing_mode(Module *m, Node *argument)
{
    Constant c = constant_of(m, argument);
    bool writes = false;
    for (ptrdiff_t i = 0; c.kind == CONSTANT_TEXT && i < c.text.n; i++) {
        writes = writes || (c.text.s[i] && strchr("wax+", c.text.s[i]));
        if (!c.text.s[i] || !strchr("rwaxbt+", c.text.s[i])) {
            return false;               // a path
        }
    }
    return writes;
}

// aiofiles.open(path), await anyio.open_file(path), await path.open("rb"): without a mode that writes.
static bool reads_file(Module *m, const Node *opened)
{
    static const char *const opens[] = {"open", "open_file", NULL};
    const Node *call = opened->kind == AST_AWAIT ? opened->value.value : opened;
    if (call->kind != AST_CALL || !name_in(last_name(call->call.func), opens)) {
        return false;
    }
    Node *mode = call_argument(call, -1, "mode", NULL);
    bool writes = mode && (is_writing_mode(m, mode) || constant_of(m, mode).kind == CONSTANT_UNKNOWN);
    for (int i = 0; i < call->call.args.n && i < 2; i++) {
        bool is_mode = i == 1 || call->call.args.n == 1;
        writes = writes || (is_mode && (is_writing_mode(m, call->call.args.at[i]) || (i == 1 && constant_of(m, call->call.args.at[i]).kind == CONSTANT_UNKNOWN)));
    }
    return !writes;
}

// OpenTelemetry's blocks, and those of the project whose end is `variable.reset(token)`.
static bool sets_context(Module *m, const Node *call)
{
    Ref r = call->kind == AST_CALL ? ref_of(m, call->call.func) : (Ref){0};
    if (call->kind == AST_CALL && text_eq(last_name(call->call.func), T("start_as_current_span"))) {
        return true;
    }
    for (int i = r.kind == REF_FUNCTION ? r.node->id + 1 : 1; r.kind == REF_FUNCTION && i <= r.node->last; i++) {
        const Node *d = r.module->ast->nodes[i];
        if (is_method_call(d, "reset") && d->call.args.n == 1) {
            return true;
        }
    }
    return false;
}

// A block of the project by @asynccontextmanager, which waits for nothing behind its yield.
static bool ends_at_once(Module *m, const Node *context)
{
    Ref r = context->kind == AST_CALL ? ref_of(m, context->call.func) : (Ref){0};
    if (r.kind != REF_FUNCTION || !function_has_decorator(r.module, r.node, "contextlib.asynccontextmanager")) {
        return false;
    }
    const Node *yield = NULL;
    for (int i = r.node->id + 1; !yield && i <= r.node->last; i++) {
        const Node *d = r.module->ast->nodes[i];
        yield = d->kind == AST_YIELD && node_owner(r.module, d) == r.node ? d : NULL;
    }
    for (int i = r.node->id + 1; yield && i <= r.node->last; i++) {
        const Node *d = r.module->ast->nodes[i];
        if (is_awaiting(d) && (d->id > yield->id || node_within(yield, d))) {
            return false;
        }
    }
    return yield != NULL;
}

static bool item_matters(Module *m, const Node *with, const Node *item)
{
    const Node *context = item->with_item.context;
    return sets_context(m, context) || (with->is_async && !reads_file(m, context) && !ends_at_once(m, context));
}

bool late_end_matters(Module *m, const Node *block)
{
    for (int i = 0; block->kind == AST_WITH && i < block->with.items.n; i++) {
        if (item_matters(m, block, block->with.items.at[i])) {
            return true;
        }
    }
    for (int i = 0; block->kind == AST_TRY && i < block->try_.finalbody.n; i++) {
        const Node *statement = block->try_.finalbody.at[i];
        for (int k = statement->id; k <= statement->last; k++) {
            const Node *d = m->ast->nodes[k];
            if (is_awaiting(d) || (is_method_call(d, "reset") && d->call.args.n == 1)) {
                return true;
            }
        }
    }
    return false;
}
