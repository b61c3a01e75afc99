#include "measure/assume.h"

#include <math.h>

// Calls that keep the loop, with a median. Orders of magnitude, from "Latency Numbers Every Programmer Should Know" (J. Dean,
// P. Norvig; round trips within a data centre and across a continent) and measurements of CPython 3.11 on a Linux server.
static const struct {
    const char *pattern;
    double cpu;
} blocking[] = {
    {"requests.*", 0.1}, {"urllib.request.urlopen", 0.1}, {"httpx.get", 0.1}, {"httpx.post", 0.1}, {"httpx.request", 0.1},
    {"socket.getaddrinfo", 0.02}, {"socket.gethostbyname", 0.02}, {"socket.create_connection", 0.05},
    {"subprocess.run", 0.05}, {"subprocess.call", 0.05}, {"subprocess.check_call", 0.05},
    {"subprocess.check_output", 0.05}, {"os.system", 0.05}, {"subprocess.Popen", 0.002},
    {"sqlite3.Cursor.execute", 0.001}, {"sqlite3.Connection.execute", 0.001}, {"sqlite3.Connection.commit", 0.005},
    {"builtins.open", 5e-5}, {"io.open", 5e-5}, {"shutil.copytree", 0.1}, {"shutil.rmtree", 0.05},
    {"builtins.input", 1},
};

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
            return (Assumed){e->cpu, e->await, true};
        }
    }
    for (size_t i = 0; i < sizeof blocking / sizeof *blocking; i++) {
        if (text_matches(qualified, text_from(blocking[i].pattern))) {
            return (Assumed){blocking[i].cpu, (double)NAN, false};
        }
    }
    return (Assumed){assume_is_free(qualified) ? (double)NAN : ASSUME_CALL, (double)NAN, false};
}
