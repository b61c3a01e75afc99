// The names of calls tell how much they give: `listdir` all files of a folder, `fetchall` all rows, `get_users` as many users as
// there are. These are the names of the standard library and of the usual database and network clients, known or not.
#include "python/listing.h"

#include "python/noun.h"
#include "python/shape.h"
#include "python/word.h"

// Calls whose very name says that they give the files there are.
bool call_lists_files(const Node *call)
{
    static const char *const names[] = {"listdir", "scandir", "walk", "glob", "iglob", "rglob", "iterdir", "readlines", "splitlines", NULL};
    return name_in(last_name(call->call.func), names);
}

// A part of the rows, by number: zrange(key, start, end), fetchmany(100), find_many(take=10).
bool call_limits_rows(const Node *call)
{
    static const char *const ranges[] = {"zrange", "lrange", NULL};
    static const char *const limits[] = {"limit", "take", "length", "count", "size", NULL};
    Text name = last_name(call->call.func);
    for (int i = 0; i < call->call.keywords.n; i++) {
        if (name_in(call->call.keywords.at[i]->keyword.name.text, limits)) {
            return true;
        }
    }
    bool to_end = false;            // -1 is the last one
    for (int i = 0; i < call->call.args.n + call->call.keywords.n; i++) {
        int k = i - call->call.args.n;
        const Node *value = k < 0 ? call->call.args.at[i] : call->call.keywords.at[k]->keyword.value;
        to_end = to_end || (value->kind == AST_UNARY_OP && value->op == OP_NEGATE);
    }
    return text_eq(name, T("fetchmany")) || (name_in(name, ranges) && !to_end);
}

// The rows of a table; all() of what another call gave: scalars(...).all()
bool call_lists_rows(const Node *call)
{
    static const char *const names[] = {"fetchall", "fetchmany", "fetch_all", "find_all", "findall", "find_many", "select_all", "scan_iter",
                                        "zrange", "lrange", "smembers", "hgetall", "mget", "to_list", "scalars", NULL};
    const Node *func = call->call.func;
    Text name = last_name(func);
    return name_in(name, names) || (text_eq(name, T("all")) && func->kind == AST_ATTRIBUTE && func->attribute.value->kind == AST_CALL);
}

// Awaited calls that ask for many: fetch, list_users. What get_... gives may be a handful, and a scheme has few parts.
bool call_asks_for_many(const Node *call)
{
    static const char *const alone[] = {"list", "find", "search", "scan", "query", "select", "fetch", "all", "keys", NULL};
    static const char *const verbs[] = {"list", "find", "search", "scan", "query", "select", "fetch", "retrieve", "collect",
                                        "download", "crawl", "discover", NULL};
    static const char *const of_scheme[] = {"index", "indice", "field", "column", "schema", "alias", NULL};
    Text name = last_name(call->call.func);
    NameWords words = name_words(name);
    if (words.n > 1 && word_or_plural_in(words.at[words.n - 1], of_scheme)) {
        return false;
    }
    int first = words.n > 1 && text_eq(words.at[0], T("async")) ? 1 : 0;
    if (words.n <= first) {
        return false;
    }
    return words.n == first + 1 ? word_in(words.at[first], alone)
                                : word_in(words.at[first], verbs) && (noun_is_plural(name) || text_eq(words.at[first], T("list")));
}

// What the call is given is what it gives, in another form.
bool call_passes_on(const Node *call)
{
    static const char *const names[] = {"list", "tuple", "set", "frozenset", "sorted", "reversed", "enumerate", "zip", "filter", "iter",
                                        "chain", "from_iterable", "fromkeys", "cast", "sum", "range", "len", "product", "map", "groupby",
                                        "islice", "permutations", "combinations", "dict", NULL};
    return name_in(last_name(call->call.func), names);
}

bool call_is_view(const Node *call)
{
    static const char *const names[] = {"items", "values", "keys", "copy", NULL};
    return call->call.func->kind == AST_ATTRIBUTE && call->call.args.n == 0 && name_in(call->call.func->attribute.attr.text, names);
}
