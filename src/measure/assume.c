#include "measure/assume.h"

#include "python/blocking.h"

#include <math.h>

// What an unknown call of somebody else's code takes.
#define ASSUME_CALL 1e-5

static const Text modules[] = {
    T("abc"), T("argparse"), T("array"), T("ast"), T("asyncio"), T("base64"), T("binascii"), T("bisect"), T("builtins"), T("calendar"), T("codecs"),
    T("collections"), T("contextlib"), T("contextvars"), T("copy"), T("dataclasses"), T("datetime"), T("decimal"), T("enum"), T("errno"), T("fractions"),
    T("functools"), T("gc"), T("getpass"), T("hashlib"), T("heapq"), T("hmac"), T("html"), T("inspect"), T("io"), T("ipaddress"), T("itertools"), T("json"),
    T("locale"), T("logging"), T("math"), T("numbers"), T("operator"), T("os"), T("pathlib"), T("platform"), T("pprint"), T("queue"), T("random"), T("re"),
    T("secrets"), T("select"), T("shlex"), T("signal"), T("stat"), T("statistics"), T("string"), T("struct"), T("sys"), T("textwrap"), T("threading"),
    T("time"), T("traceback"), T("types"), T("typing"), T("unicodedata"), T("unittest"), T("urllib.parse"), T("uuid"), T("warnings"), T("weakref"),
};

bool assume_is_free(Text qualified)
{
    for (size_t i = 0; i < sizeof modules / sizeof *modules; i++) {
        const Text *m = &modules[i];
        if (qualified.n > m->n && qualified.s[m->n] == '.' && qualified.s[0] == m->s[0] && text_starts(qualified, *m)) {
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
