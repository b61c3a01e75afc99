// functools' caches, and cachetools', on a coroutine function; decorators below them must leave it one.
#include "lint/rule.h"

static bool is_cache(Module *m, Node *decorator)
{
    static const char *const names[] = {"functools.lru_cache", "functools.cache", "functools.cached_property", "cachetools.cached",
                                        "cachetools.cachedmethod", "methodtools.lru_cache", "django.utils.functional.cached_property"};
    Ref r = ref_of(m, decorator->kind == AST_CALL ? decorator->call.func : decorator);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (ref_is_name(r, names[i])) {
            return true;
        }
    }
    return false;
}

CHECK(cached_coroutine, c, n)
{
    Module *m = c->module;
    int last = n->function.decorators.n - 1;
    if (last < 0 || !is_cache(m, n->function.decorators.at[last])) {
        return;
    }
    Node *decorator = n->function.decorators.at[last];
    // a function that returns a coroutine keeps one as well
    Ref returned = n->is_async ? (Ref){0} : ref_of_return(m, n);
    if (n->is_async || returned.kind == REF_COROUTINE) {
        REPORT(c, n->function.name.span, "", {"decorator", code_text(c, decorator->kind == AST_CALL ? decorator->call.func : decorator)},
               {"function", n->function.name.text});
    }
}
