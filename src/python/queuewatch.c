// A queue without a bound may have one that its producer keeps by hand: it looks at qsize() before it puts, and drops, waits or has
// the source paused. The parts of a file that use a queue may not have been parsed, so the text is asked, by the queue's name: in one
// function the length is compared with something else than zero, and something is put. A consumer that takes a batch when enough
// is there compares, too, but does not put.
#include "python/queue.h"
#include "python/shape.h"
#include "python/textual.h"
#include "python/word.h"

#include <string.h>

static bool is_zero(Text operand)
{
    return text_starts(operand, T("0")) && (operand.n == 1 || !continues_identifier(operand.s[1]));
}

// `>= most` behind `queue.qsize()`.
static bool compares_behind(Text t, ptrdiff_t end)
{
    Text rest = text_trim(text_sub(t, end, next_line(t, end)));
    if (!rest.n || !strchr("<>", rest.s[0])) {
        return false;
    }
    ptrdiff_t sign = rest.n > 1 && rest.s[1] == '=' ? 2 : 1;
    return !is_zero(text_trim(text_sub(rest, sign, rest.n)));
}

// `most <=` before `self.queue.qsize()`.
static bool compares_before(Text t, ptrdiff_t beg)
{
    while (beg > 0 && (continues_identifier(t.s[beg - 1]) || t.s[beg - 1] == '.')) {
        beg--;
    }
    Text before = text_trim(text_sub(t, line_start(t, beg), beg));
    ptrdiff_t n = before.n > 0 && before.s[before.n - 1] == '=' ? before.n - 1 : before.n;
    bool compares = n > 0 && strchr("<>", before.s[n - 1]);
    Text word = compares ? word_before(before, n - 1) : (Text){0};
    return compares && !text_eq(word, T("0"));
}

static bool puts_into(Text function, Text name)
{
    for (ptrdiff_t at = 0; identifier_find(function, name, &at); at += name.n) {
        Text rest = text_sub(function, at + name.n, function.n);
        if (text_starts(rest, T(".put(")) || text_starts(rest, T(".put_nowait("))) {
            return true;
        }
    }
    return false;
}

bool queue_is_watched(const Module *m, const Node *call)
{
    Text t = m->source->text, name = queue_name_made_for(call);
    for (ptrdiff_t at = 0; name.n && identifier_find(t, name, &at); at += name.n) {
        ptrdiff_t end = at + name.n + 8;
        bool asks = text_starts(text_sub(t, at + name.n, t.n), T(".qsize()"));
        if (asks && (compares_behind(t, end) || compares_before(t, at)) && puts_into(function_text_around(t, at), name)) {
            return true;
        }
    }
    return false;
}
