// Names are read as English compounds: the noun that counts is the last one (`link_fields` are fields, `user_messages`
// messages), up to a preposition (`files_to_process`, `clients_by_name`). A word that stands for something else passes the
// question on to what stands before it: there are as many `user_ids` and `file_results` as users and files. A few nouns of
// data are passed along by things (`server_messages`); of others there are as few as of the thing that they belong to
// (`device_files`, `plugin_jobs`).
//
// The tables hold words of general use. What no table knows says nothing, which is the usual case.
#include "python/noun.h"

#include "python/word.h"

// Things of which a program has a handful.
static const char *const THINGS[] = {
    // parts of a program
    "worker", "plugin", "addon", "consumer", "producer", "listener", "handler", "sink", "server", "service", "component",
    "extension", "cog", "middleware", "tool", "toolset", "backend", "watcher", "hook", "integration", "provider", "platform",
    "adapter", "callback", "cb", "agent", "subsystem", "exporter", "transport", "observer", "signal", "bridge", "runner",
    "module", "deployment", "manager", "monitor", "coordinator", "database", "pool", "updater", "bot", "timer", "source", "dashboard", "cron",
    "trigger", "model",
    // of a network
    "peer", "connection", "conn", "shard", "node", "replica", "broker", "sentinel", "interface", "broadcast", "socket", "cluster", "partition",
    // of an installation
    "credential", "certificate", "cert", "domain", "device", "entity", "sensor", "camera", "lock", "door", "room", "home", "vehicle",
    "car", "player", "battery", "meter", "gateway", "hub", "light", "endpoint", "plant", "inverter", "charger", "appliance", "thermostat",
    // of an organisation
    "team", "group", "region", "zone", "role", "tenant", "choice",
    // of one message
    "attachment",
    // awaitables somebody else made
    "coro", "coroutine", "aw", "awaitable", "future", "fut", NULL};

static const char *const CONFIGURED[] = {"config", "conf", "configuration", "cfg", "setting", "option", "preference", "section",
                                         "argv", "environ", NULL};

// Data, singular.
static const char *const DATA[] = {
    "file", "filename", "filepath", "path", "url", "uri", "link", "hash", "digest", "row", "record", "line", "doc", "document",
    "packet", "transaction", "tx", "image", "photo", "video", "article", "tweet", "email", "product", "comment", "page", NULL};

// Data, too, in a table; but as many as somebody has picked where a caller passes them: people, and what belongs to one turn, one
// request or one batch.
static const char *const PICKED[] = {"user", "participant", "subscriber", "customer", "text", "prompt", "message", "msg", "job", "request",
                                     "response", "result", "event", NULL};

// Data whatever it belongs to.
static const char *const PASSING[] = {"message", "msg", "request", "response", "row", "record", "line", "packet", "email",
                                      "transaction", "tx", NULL};

static const char *const IDENTIFIERS[] = {"id", "uid", "uuid", "guid", "sid", "pk", NULL};

// Stands for what is named before it.
static const char *const STANDING_FOR[] = {"id", "uid", "uuid", "guid", "sid", "pk", "name", "key", "index", "idx", "number", "code",
                                           "tag", "slug", "ref", "info", "data", "tuple", "pair", "meta", "metadata", "list", "set", "map", "dict", "array", "sequence", "seq", "iter", "iterator", "table",
                                           "collection", "all", "chunk", "batch", NULL};

static const char *const PREPOSITIONS[] = {"to", "for", "by", "of", "from", "with", "in", "on", "per", "at", "without", "as", "not", NULL};

static bool is_reference(Text word)
{
    return word_or_plural_in(word, STANDING_FOR);
}

// The number of words up to a preposition, words that stand for others left out at the end while there are others.
static int words_to_head(const NameWords *words)
{
    int n = 1;
    while (n < words->n && !word_in(words->at[n], PREPOSITIONS)) {
        n++;
    }
    while (n > 1 && is_reference(words->at[n - 1])) {
        n--;
    }
    return words->n ? n : 0;
}

static bool belongs_to(const NameWords *words, int n, const char *const *table)
{
    for (int i = 0; i < n; i++) {
        if (word_or_plural_in(words->at[i], table)) {
            return true;
        }
    }
    return false;
}

Noun noun_of(Text identifier)
{
    NameWords words = name_words(identifier);
    int n = words_to_head(&words);
    if (n == 0) {
        return NOUN_PLAIN;
    }
    Text head = words.at[n - 1];
    bool passing = word_or_plural_in(head, PASSING);
    if (!passing && belongs_to(&words, n, THINGS)) {
        return NOUN_THINGS;
    }
    if (!passing && belongs_to(&words, n, CONFIGURED)) {
        return NOUN_CONFIGURED;
    }
    bool plain_ids = words.n == 1 && word_or_plural_in(head, IDENTIFIERS);
    bool picked = word_or_plural_in(head, PICKED);
    return passing || plain_ids || picked || word_or_plural_in(head, DATA) ? NOUN_DATA : NOUN_PLAIN;
}

bool noun_is_picked(Text identifier)
{
    NameWords words = name_words(identifier);
    int n = words_to_head(&words);
    return n > 0 && word_or_plural_in(words.at[n - 1], PICKED);
}

bool noun_is_nondescript(Text identifier)
{
    static const char *const names[] = {"items", "values", "things", "args", "iterable", "seq", "sequence", "collection",
                                        "data", "stuff", "objs", "arr", "array", "todo", "todos", "inputs", NULL};
    return identifier.n <= 2 || word_in(identifier, names);
}

bool noun_is_found(Text identifier)
{
    static const char *const names[] = {"item", "value", "result", "hit", "match", "entry", "record", "row", "object", "element", "data",
                                        "list", "child", "children", NULL};
    return word_or_plural_in(identifier, names);
}

bool noun_is_identifier(Text identifier)
{
    NameWords words = name_words(identifier);
    return words.n && word_in(words.at[words.n - 1], IDENTIFIERS);
}

bool noun_is_index(Text identifier)
{
    static const char *const names[] = {"index", "idx", "number", NULL};
    NameWords words = name_words(identifier);
    return words.n && word_in(words.at[words.n - 1], names);
}

bool noun_is_part(Text identifier)
{
    static const char *const parts[] = {"chunk", "batch", "page", "window", "slice", NULL};
    NameWords words = name_words(identifier);
    for (int i = 0; i < words.n; i++) {
        if (word_in(words.at[i], parts)) {
            return true;
        }
    }
    return false;
}

bool noun_is_plural(Text identifier)
{
    static const char *const irregular[] = {"children", "data", "media", "all", "many", "list", "people", NULL};
    NameWords words = name_words(identifier);
    Text last = words.n ? words.at[words.n - 1] : (Text){0};
    if (word_in(last, irregular)) {
        return true;
    }
    char before = last.n > 2 ? last.s[last.n - 2] : 's';
    return last.n > 2 && (last.s[last.n - 1] == 's' || last.s[last.n - 1] == 'S') && before != 's' && before != 'u' && before != 'i';
}
