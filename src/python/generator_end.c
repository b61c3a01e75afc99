// What becomes of the block that a generator holds open: whether its end can be late, and whether anybody leaves it late.
#include "python/flow.h"
#include "python/generator.h"
#include "python/shape.h"
#include "python/textual.h"
#include "python/word.h"

#include <string.h>

// -- the block --------------------------------------------------------------------------------------------------------

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

static bool item_matters(Module *m, const Node *with, const Node *item)
{
    const Node *context = item->with_item.context;
    return sets_context(m, context) || (with->is_async && !reads_file(m, context));
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

// -- who iterates it --------------------------------------------------------------------------------------------------

// Where the dotted name begins that ends before `at`: `self._rows` for `_rows`.
static ptrdiff_t dotted_begin(Text t, ptrdiff_t at)
{
    while (at > 0 && (t.s[at - 1] == '.' || continues_identifier(t.s[at - 1]))) {
        at--;
    }
    return at;
}

static bool has_word(Text line, const char *word)
{
    ptrdiff_t at = 0;
    return identifier_find(line, text_from(word), &at);
}

static bool may_leave(Text line)
{
    static const char *const words[] = {"break", "return", "raise", "await", "yield", "async", "assert", "exit", "throw"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (has_word(line, words[i])) {
            return true;
        }
    }
    return false;
}

// Nothing in the block below the line, whose header ends at `at`, leaves it or waits.
static bool block_finishes(Text t, ptrdiff_t start, ptrdiff_t at)
{
    ptrdiff_t outer = indentation(t, start), colon = part_end(t, at, ":");
    if (may_leave(text_sub(t, colon + 1, next_line(t, colon)))) {
        return false;
    }
    for (ptrdiff_t line = next_line(t, colon); line < t.n && (line_at(t, line).n == 0 || indentation(t, line) > outer); line = next_line(t, line)) {
        if (may_leave(line_at(t, line))) {
            return false;
        }
    }
    return true;
}

static Consumers consumer_at(Text t, ptrdiff_t at, ptrdiff_t end)
{
    ptrdiff_t beg = dotted_begin(t, at), start = line_start(t, at);
    Text before = text_trim(text_sub(t, start, beg)), line = line_at(t, start);
    if (end >= t.n || t.s[end] != '(') {
        return CONSUMERS_UNKNOWN;
    }
    if (text_ends(before, T("losing("))) {
        return CONSUMERS_CLOSE;         // aclosing(, Aclosing(
    }
    bool iterates = text_ends(before, T(" in")) && text_find(before, T("async for ")) >= 0;
    if (iterates && text_starts(line, T("async for "))) {
        return block_finishes(t, start, end) ? CONSUMERS_FINISH : CONSUMERS_UNKNOWN;
    }
    return iterates && !has_word(line, "await") ? CONSUMERS_FINISH : CONSUMERS_UNKNOWN;     // a comprehension
}

// In a comment, or in a string that begins on the line.
static bool is_no_code(Text t, ptrdiff_t at)
{
    char quote = 0;
    for (ptrdiff_t i = line_start(t, at); i < at; i++) {
        if (quote && t.s[i] == '\\') {
            i++;
        } else if (quote) {
            quote = t.s[i] == quote ? 0 : quote;
        } else if (t.s[i] == '#') {
            return true;
        } else if (t.s[i] == '"' || t.s[i] == '\'') {
            quote = t.s[i];
        }
    }
    return quote != 0;
}

Consumers consumers_of(const Module *m, const Node *function)
{
    Text t = m->source->text, name = function->function.name.text;
    bool nested = function->parent->kind != AST_MODULE && function->parent->kind != AST_CLASS;
    Consumers all = CONSUMERS_CLOSE;
    int n = 0;
    if (!nested && (!text_starts(name, T("_")) || text_starts(name, T("__")))) {
        return CONSUMERS_UNKNOWN;
    }
    for (ptrdiff_t at = 0; identifier_find(t, name, &at); at += name.n) {
        if ((uint32_t)at != function->function.name.span.beg && !is_no_code(t, at)) {
            Consumers one = consumer_at(t, at, at + name.n);
            all = one < all ? one : all;
            n++;
        }
    }
    return n ? all : CONSUMERS_UNKNOWN;
}
