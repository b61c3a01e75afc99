// The length of a list that somebody typed is limited by the patience of who typed it, whatever the list is called: the urls of a
// configuration, the files of a command line. So is what a call gives that is told how much
// is wanted. A number behind a variable counts as small: nobody asks for ten thousand at once by a parameter called `limit`.
#include "python/written.h"

#include "python/noun.h"
#include "python/shape.h"
#include "python/word.h"

enum { FEW = 32 };      // AQ301's default of `small`

bool name_is_written(Text name)
{
    static const char *const namespaces[] = {"args", "arguments", "opts", "cli_args", "parsed_args", "namespace", NULL};
    return noun_of(name) == NOUN_CONFIGURED || name_in(name, namespaces);
}

bool holder_is_written(const Node *holder)
{
    return name_is_written(last_name(holder));
}

// `@cli.command()`, `@click.argument("urls", nargs=-1)`
static bool is_command(const Node *function)
{
    static const char *const names[] = {"command", "argument", "option", NULL};
    Nodes decorators = function->function.decorators;
    for (int i = 0; i < decorators.n; i++) {
        const Node *d = decorators.at[i];
        if (name_in(last_name(d->kind == AST_CALL ? d->call.func : d), names)) {
            return true;
        }
    }
    return false;
}

bool parameter_is_written(const Node *parameter)
{
    return parameter->parent->kind == AST_FUNCTION && is_command(parameter->parent);
}

// limit, max_results, top_k, num_pages: how many of something. max_retries and max_depth count no elements.
static bool names_limit(Text name)
{
    static const char *const whole[] = {"k", "limit", NULL};
    static const char *const first[] = {"max", "top", "num", "limit", NULL};
    static const char *const other[] = {"retry", "attempt", "token", "worker", "thread", "depth", "wait", "time", "timeout", "delay", "age",
                                        "length", "size", "connection", "concurrency", "concurrent", "rate", "char", "byte", NULL};
    NameWords words = name_words(name);
    bool counts = words.n > 1 && (word_in(words.at[0], first) || text_eq(words.at[words.n - 1], T("limit")));
    return name_in(name, whole) || (counts && !name_has_word(name, other));
}

// A number that is there and too large for a few is no limit; None is none.
static bool is_small(Module *m, Node *number)
{
    Constant c = constant_of(m, number);
    bool none = number->kind == AST_CONSTANT && number->constant.kind == CONST_NONE;
    return !none && (c.kind != CONSTANT_NUMBER || (c.number >= 0 && c.number <= FEW));
}

static bool is_limited(Module *m, const Node *call)
{
    for (int i = 0; i < call->call.keywords.n; i++) {
        const Node *k = call->call.keywords.at[i];
        if (names_limit(k->keyword.name.text) && is_small(m, k->keyword.value)) {
            return true;
        }
    }
    for (int i = 0; i < call->call.args.n; i++) {
        Node *argument = call->call.args.at[i];
        if (names_limit(last_name(argument)) && is_small(m, argument)) {
            return true;
        }
    }
    return false;
}

static bool reads_configuration(Module *m, const Node *call)
{
    static const char *const methods[] = {"parse_args", "parse_known_args", "parse_intermixed_args", NULL};
    static const char *const modules[] = {"yaml.", "tomllib.", "tomli.", "toml.", "configparser.", "docopt.", NULL};
    if (name_in(last_name(call->call.func), methods)) {
        return true;
    }
    Text name = callee_name(m, call);
    for (int i = 0; name.n && modules[i]; i++) {
        if (text_starts(name, text_from(modules[i]))) {
            return true;
        }
    }
    return false;
}

bool call_gives_few(Module *m, Node *call)
{
    bool part = call->parent->kind == AST_AWAIT && noun_is_part(last_name(call->call.func));    // chunk(xs) gives many chunks
    return part || reads_configuration(m, call) || is_limited(m, call);
}
