#include "python/passing.h"

#include "base/list.h"
#include "base/map.h"
#include "python/word.h"

#include <string.h>

enum { WORDS_MOST = 64 };       // a file with more of them is generated; the others go unseen there

// Goes on behind the next `mark` of the rest; false when there is none.
static bool find_next(Text *rest, Text mark)
{
    ptrdiff_t at = text_find(*rest, mark);
    *rest = at < 0 ? (Text){0} : text_sub(*rest, at + mark.n, rest->n);
    return at >= 0;
}

static Text take_word(Text t)
{
    ptrdiff_t n = 0;
    while (n < t.n && continues_identifier(t.s[n])) {
        n++;
    }
    return text_sub(t, 0, n);
}

static void find_coroutines(Arena *a, Text source, Map *names)
{
    for (Text rest = source; find_next(&rest, T("async def "));) {
        Text name = take_word(rest);
        if (name.n) {
            *map_put(a, names, name) = names;
        }
    }
}

// The call that a return hands on, from `NAME(` or `self.NAME(`; empty when it is another expression.
static Text handed_on(Text rest, const Map *coroutines)
{
    Text own = text_starts(rest, T("self.")) ? T("self.") : text_starts(rest, T("cls.")) ? T("cls.") : T("");
    Text name = take_word(text_sub(rest, own.n, rest.n));
    bool called = own.n + name.n < rest.n && rest.s[own.n + name.n] == '(';
    return called && map_get(coroutines, name) ? text_sub(rest, 0, own.n + name.n + 1) : (Text){0};
}

const char *const *passing_words(Arena *a, Text source, const char *const *words)
{
    Map coroutines = {0}, seen = {0};
    LIST(const char *) all = {0};
    for (; *words; words++) {
        *list_push(a, &all) = *words;
    }
    find_coroutines(a, source, &coroutines);
    Text call;
    for (Text rest = source; all.n < WORDS_MOST && find_next(&rest, T("return "));) {
        if ((call = handed_on(rest, &coroutines)).n && !map_get(&seen, call)) {
            *map_put(a, &seen, call) = &seen;
            *list_push(a, &all) = text_c(a, text_format(a, "return %.*s", PRI(call)));
        }
    }
    *list_push(a, &all) = NULL;
    return all.at;
}
