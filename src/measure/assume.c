#include "measure/assume.h"

#include "python/blocking.h"

#include <math.h>

// What an unknown call of somebody else's code takes.
#define ASSUME_CALL 1e-5

static const char *const modules[] = {
    "abc", "argparse", "array", "ast", "asyncio", "base64", "binascii", "bisect", "builtins", "calendar", "codecs",
    "collections", "contextlib", "contextvars", "copy", "dataclasses", "datetime", "decimal", "enum", "errno", "fractions",
    "functools", "gc", "getpass", "hashlib", "heapq", "hmac", "html", "inspect", "io", "ipaddress", "itertools", "json",
    "locale", "logging", "math", "numbers", "operator", "os", "pathlib", "platform", "pprint", "queue", "random", "re",
    "secrets", "select", "shlex", "signal", "stat", "statistics", "string", "struct", "sys", "textwrap", "threading",
    "time", "traceback", "types", "typing", "unicodedata", "unittest", "urllib.parse", "uuid", "warnings", "weakref", NULL,
};

bool assume_is_free(Text qualified)
{
    for (const char *const *m = modules; *m; m++) {
        Text module = text_from(*m);
        if (text_starts(qualified, module) && qualified.n > module.n && qualified.s[module.n] == '.') {
            return true;
        }
    }
    return false;
}

Assumed assume_find(const AssumeTable *t, Text qualified, Text written)
{
    for (int i = 0; t && i < t->entries.n; i++) {
        const Assume *e = &t->entries.at[i];
        if (text_matches(qualified, e->pattern) || text_matches(written, e->pattern)) {
            return (Assumed){.cpu = e->cpu, .await = e->await, .bad = (double)NAN, .by_user = true};
        }
    }
    const BlockingEntry *known = qualified.n ? blocking_find(qualified) : NULL;
    if (known && known->cost->median > 0) {
        return (Assumed){.cpu = known->cost->median, .await = (double)NAN, .bad = known->cost->bad};
    }
    return (Assumed){.cpu = assume_is_free(qualified) ? (double)NAN : ASSUME_CALL, .await = (double)NAN, .bad = (double)NAN};
}
