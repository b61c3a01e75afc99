// Lines and their indentation tell which statements follow a call: those at its depth, then those further out. What is indented deeper
// may run. `else`, `elif`, `except` and `case` behind it do not, and a `finally` is clean-up.
#include "python/aftercall.h"

#include "python/closing.h"
#include "python/textual.h"
#include "python/word.h"

enum { CALLERS_DEPTH = 4 };

typedef enum {
    FOLLOWS_NOTHING,    // the function comes to its end, and may have callers
    FOLLOWS_WORK,
    FOLLOWS_END         // it leaves on purpose: return, raise, break; or nobody can tell, in a finally
} Follows;

typedef struct {
    Text t;
    ptrdiff_t at;       // the start of a line
    ptrdiff_t level;    // how deep the flow stands
    ptrdiff_t outer;    // how deep the function's header stands
} Walk;

static bool opens(Text line, const char *word)
{
    Text w = text_from(word);
    return text_starts(line, w) && (line.n == w.n || !continues_identifier(line.s[w.n]));
}

static bool is_code(Text line)
{
    return line.n > 0 && !text_starts(line, T("#"));
}

// The line waits for what is not a call that closes something, nor a task by its name, nor asyncio's waiting for such.
static bool line_waits(Text line)
{
    static const char *const joins[] = {"gather", "wait", "wait_for", "shield", NULL};
    if (text_starts(line, T("async for ")) || text_starts(line, T("async with "))) {
        return true;
    }
    ptrdiff_t at = 0;
    if (!is_code(line) || !identifier_find(line, T("await"), &at)) {
        return false;
    }
    ptrdiff_t end = at += 5;
    while (end < line.n && line.s[end] != '(') {
        end++;
    }
    Text callee = text_trim(text_sub(line, at, end)), last = word_before(callee, callee.n);
    return end < line.n && is_dotted(callee) && !name_closes(last) && !(text_starts(callee, T("asyncio.")) && name_in(last, joins));
}

// The line of the innermost block around that one of `words` opens, or -1.
static ptrdiff_t block_around(Text t, ptrdiff_t line, ptrdiff_t outer, const char *const *words)
{
    ptrdiff_t level = indentation(t, line);
    while (line > 0 && level > outer) {
        line = line_start(t, line - 1);
        Text text = line_at(t, line);
        if (is_code(text) && indentation(t, line) < level) {
            level = indentation(t, line);
            for (int i = 0; words[i]; i++) {
                if (opens(text, words[i])) {
                    return line;
                }
            }
        }
    }
    return -1;
}

static void skip_block(Walk *w, ptrdiff_t level)
{
    while (w->at < w->t.n && (!is_code(line_at(w->t, w->at)) || indentation(w->t, w->at) > level)) {
        w->at = next_line(w->t, w->at);
    }
}

static bool is_passed_over(Text line)
{
    static const char *const words[] = {"else", "elif", "except", "case", "finally", "def", "async def", "class", NULL};
    for (int i = 0; words[i]; i++) {
        if (opens(line, words[i])) {
            return true;
        }
    }
    return false;
}

static Follows follow(Walk *w)
{
    while (w->at < w->t.n) {
        Text line = line_at(w->t, w->at);
        ptrdiff_t level = indentation(w->t, w->at);
        if (!is_code(line)) {
            w->at = next_line(w->t, w->at);
            continue;
        }
        if (level <= w->outer) {
            return FOLLOWS_NOTHING;
        }
        w->at = next_line(w->t, w->at);
        if (is_passed_over(line)) {
            w->level = level < w->level ? level : w->level;
            skip_block(w, level);
        } else if (line_waits(line)) {
            return FOLLOWS_WORK;
        } else if (level <= w->level) {
            w->level = level;
            if (opens(line, "raise") || opens(line, "return") || opens(line, "break")) {
                return FOLLOWS_END;
            }
            if (opens(line, "continue")) {
                return FOLLOWS_NOTHING;
            }
        }
    }
    return FOLLOWS_NOTHING;
}

static Follows after_call(Text t, ptrdiff_t call, ptrdiff_t definition)
{
    static const char *const finals[] = {"finally", NULL}, *const loops[] = {"while", NULL};
    ptrdiff_t line = line_start(t, call);
    Walk w = {t, next_line(t, line), indentation(t, line), indentation(t, definition)};
    if (opens(line_at(t, line), "return") || block_around(t, line, w.outer, finals) >= 0) {
        return FOLLOWS_END;
    }
    Follows f = follow(&w);
    bool turns = line_waits(line_at(t, line)) && block_around(t, line, w.outer, loops) >= definition;    // a loop that closes ends, as a rule
    return f == FOLLOWS_NOTHING && turns ? FOLLOWS_WORK : f;
}

// Where a method's callers stand, or all of the file.
typedef struct {
    Text t;
    ptrdiff_t beg, end;
    bool method;
} Callers;

// The next `await f(`, or `await self.f(` of a method, at or behind *at.
static bool next_awaited(const Callers *p, Text name, ptrdiff_t *at)
{
    for (; identifier_find(p->t, name, at) && *at < p->end; *at += name.n) {
        ptrdiff_t end = *at + name.n, beg = *at;
        while (beg > 0 && (p->t.s[beg - 1] == '.' || continues_identifier(p->t.s[beg - 1]))) {
            beg--;
        }
        Text receiver = text_sub(p->t, beg, *at);
        bool same = p->method ? text_eq(receiver, T("self.")) || text_eq(receiver, T("cls.")) : receiver.n == 0;
        bool awaited = text_eq(word_before(p->t, beg), T("await")) && end < p->t.n && p->t.s[end] == '(';
        if (same && awaited && is_code(line_at(p->t, line_start(p->t, beg)))) {
            return true;
        }
    }
    return false;
}

static Text defined_name(Text header)
{
    ptrdiff_t open = text_find_char(header, '(');
    return open < 0 ? (Text){0} : word_before(header, open);
}

static bool is_entry(Text name)
{
    return text_eq(name, T("main")) || text_eq(name, T("amain")) || text_starts(name, T("test_"));
}

// Behind the yield of what is a context manager or a lifespan by its decorator or its name.
static bool is_behind_yield(Text t, ptrdiff_t definition, ptrdiff_t call)
{
    Text above = line_at(t, definition > 0 ? line_start(t, definition - 1) : 0);
    bool context = text_find(above, T("contextmanager")) >= 0 || name_contains(defined_name(line_at(t, definition)), "lifespan");
    ptrdiff_t at = 0;
    return context && identifier_find(text_sub(t, definition, call), T("yield"), &at);
}

static bool goes_on(const Callers *p, Text name, int depth)
{
    for (ptrdiff_t at = p->beg; depth > 0 && next_awaited(p, name, &at); at += name.n) {
        ptrdiff_t definition = definition_around(p->t, at);
        Text caller = definition < 0 ? (Text){0} : defined_name(line_at(p->t, definition));
        if (!caller.n || is_entry(caller) || text_eq(caller, name) || is_behind_yield(p->t, definition, at)) {
            continue;
        }
        Follows f = name_closes(caller) ? FOLLOWS_NOTHING : after_call(p->t, at, definition);
        if (f == FOLLOWS_WORK || (f == FOLLOWS_NOTHING && goes_on(p, caller, depth - 1))) {
            return true;
        }
    }
    return false;
}

bool callers_go_on(const Module *m, const Node *function)
{
    const Node *c = function_class(m, function);
    Callers p = {m->source->text, c ? (ptrdiff_t)c->beg : 0, c ? (ptrdiff_t)c->end : m->source->text.n, c != NULL};
    return goes_on(&p, function->function.name.text, CALLERS_DEPTH);
}

// `with anyio.CancelScope(shield=True):` around the call.
static bool is_shielded_call(Text t, ptrdiff_t call)
{
    static const char *const withs[] = {"with", "async with", NULL};
    ptrdiff_t definition = definition_around(t, call), line = line_start(t, call);
    while (definition >= 0 && (line = block_around(t, line, indentation(t, definition), withs)) > definition) {
        if (text_find(line_at(t, line), T("shield=True")) >= 0) {
            return true;
        }
    }
    return false;
}

// run_until_complete(f( of a new loop.
static bool is_run_alone(Text t, ptrdiff_t beg)
{
    while (beg > 0 && (t.s[beg - 1] == '.' || continues_identifier(t.s[beg - 1]))) {
        beg--;
    }
    return text_ends(text_trim(text_sub(t, 0, beg)), T("run_until_complete(")) && text_find(function_text_around(t, beg), T("new_event_loop(")) >= 0;
}

bool callers_forbid_cancelling(const Module *m, const Node *function)
{
    const Node *around = function->parent;
    while (around && around->kind != AST_FUNCTION) {
        around = around->parent;
    }
        // what stands in a function is known there only
    ptrdiff_t beg = around ? (ptrdiff_t)around->beg : 0, end = around ? (ptrdiff_t)around->end : m->source->text.n;
    Text t = m->source->text, name = function->function.name.text;
    int forbidding = 0;
    for (ptrdiff_t at = beg; identifier_find(t, name, &at) && at < end; at += name.n) {
        if ((uint32_t)at == function->function.name.span.beg) {
            continue;
        }
        if (!is_run_alone(t, at) && !is_shielded_call(t, at)) {
            return false;
        }
        forbidding++;
    }
    return forbidding > 0;
}
