// The codes as of ruff 0.17.5, flake8-async 26.8.1, pylint 4.1 and SonarQube's python analyser of August 2026.
#include "lint/peer.h"

#include <stdlib.h>

// `#` stands for a digit.
typedef struct {
    const char *name;
    const char *const *patterns;
} Linter;

static const char *const ruff[] = {"ASYNC100", "ASYNC105", "ASYNC109", "ASYNC110", "ASYNC115", "ASYNC116", "ASYNC119",
    "ASYNC210", "ASYNC212", "ASYNC22#", "ASYNC230", "ASYNC240", "ASYNC25#", "ASYNC401", "RUF###", "PLE####", "PLW####", "B###", "F###", "UP###", "E902",
    "invalid-syntax", NULL};
static const char *const flake8_async[] = {"ASYNC###", NULL};
static const char *const bugbear[] = {"B###", NULL};
static const char *const flake8[] = {"E9##", NULL};
static const char *const pylint[] = {"E####", "W####", NULL};
static const char *const sonar[] = {"S####", NULL};
static const char *const wemake[] = {"WPS###", NULL};
static const char *const mypy[] = {"unused-coroutine", "unused-awaitable", NULL};
static const char *const pyright[] = {"reportUnusedCoroutine", NULL};
static const char *const evloop[] = {"EVL###", NULL};
static const char *const fixit[] = {"UseAsyncSleepInAsyncDef", NULL};
static const char *const vibe_guard[] = {"PYVIBE-###", NULL};

static const Linter linters[] = {
    {"ruff", ruff}, {"flake8-async", flake8_async}, {"flake8-bugbear", bugbear}, {"flake8", flake8},
    {"pylint", pylint}, {"SonarQube", sonar}, {"wemake-python-styleguide", wemake}, {"mypy", mypy},
    {"pyright", pyright}, {"Fixit", fixit}, {"evloop-lint", evloop}, {"python-vibe-guard", vibe_guard},
};

enum { LINTERS = sizeof linters / sizeof linters[0] };

static const PeerGap gaps[] = {
    {"ASYNC102", "trio and anyio only: asyncio delivers a cancellation once, and `finally` may await"},
    {"ASYNC106", "a style of importing; any is followed"},
    {"ASYNC113", "not looked at: a service of a task group that is started before its `__aenter__` ends"},
    {"ASYNC114", "trio and anyio only"},
    {"ASYNC115", "trio and anyio only, which have a checkpoint of their own; for asyncio's `sleep(0)` see AQ201"},
    {"ASYNC116", "trio and anyio only, which have `sleep_forever`"},
    {"ASYNC118", "anyio only"},
    {"ASYNC120", "not looked at: an await in `except` that may lose the exception to a cancellation"},
    {"ASYNC122", "trio and anyio only"},
    {"ASYNC125", "trio and anyio only"},
    {"ASYNC127", "about libraries for trio"},
    {"ASYNC128", "trio and anyio only"},
    {"ASYNC910", "of little use to asyncio, where an await need not yield"},
    {"ASYNC911", "of little use to asyncio, where an await need not yield"},
    {"ASYNC912", "not looked at: a path through a timeout without an await; for those that have none at all see AQ607"},
    {"W0236", "about types of methods in general"},
    {"S7486", "trio and anyio only, which have `sleep_forever`"},
    {"S7491", "trio and anyio only, which have a checkpoint of their own; for asyncio's `sleep(0)` see AQ201"},
    {"WPS217", "how many awaits a function has is no defect"},
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool matches(const char *pattern, Text code)
{
    Text p = text_from(pattern);
    for (ptrdiff_t i = 0; i < p.n && p.n == code.n; i++) {
        bool same = p.s[i] == '#' ? is_digit(code.s[i]) : text_eq_nocase(text_sub(p, i, i + 1), text_sub(code, i, i + 1));
        if (!same) {
            return false;
        }
    }
    return p.n == code.n;
}

static bool has_code(const Linter *l, Text code)
{
    for (const char *const *p = l->patterns; *p; p++) {
        if (matches(*p, code)) {
            return true;
        }
    }
    return false;
}

Texts peer_linters(Arena *a, Text code)
{
    Texts found = {0};
    for (int i = 0; i < LINTERS; i++) {
        if (has_code(&linters[i], code)) {
            *list_push(a, &found) = text_from(linters[i].name);
        }
    }
    return found;
}

static bool is_known(const Linter *l)
{
    for (int i = 0; i < rule_count; i++) {
        for (const char *const *p = rule_table[i].peers; p && *p; p++) {
            if (has_code(l, text_from(*p))) {
                return true;
            }
        }
    }
    return false;
}

Texts peer_all_linters(Arena *a)
{
    Texts found = {0};
    for (int i = 0; i < LINTERS; i++) {
        if (is_known(&linters[i])) {
            *list_push(a, &found) = text_from(linters[i].name);
        }
    }
    return found;
}

static int compare_codes(const void *a, const void *b)
{
    return text_cmp(*(const Text *)a, *(const Text *)b);
}

Texts peer_codes(Arena *a, const bool *has)
{
    Texts all = {0}, once = {0};
    for (int i = 0; i < rule_count; i++) {
        for (const char *const *p = has[i] ? rule_table[i].peers : NULL; p && *p; p++) {
            *list_push(a, &all) = text_from(*p);
        }
    }
    if (all.n) {
        qsort(all.at, (size_t)all.n, sizeof *all.at, compare_codes);
    }
    for (int i = 0; i < all.n; i++) {
        if (i == 0 || !text_eq(all.at[i], all.at[i - 1])) {
            *list_push(a, &once) = all.at[i];
        }
    }
    return once;
}

static bool stands_for(const Rule *r, Text code)
{
    for (const char *const *p = r->peers; p && *p; p++) {
        if (text_eq_nocase(code, text_from(*p))) {
            return true;
        }
    }
    return false;
}

PeerRules peer_rules(Arena *a, Text code)
{
    PeerRules found = {0};
    for (int i = 0; i < rule_count; i++) {
        if (stands_for(&rule_table[i], code)) {
            *list_push(a, &found) = i;
        }
    }
    return found;
}

const PeerGap *peer_gap_at(int *next)
{
    return *next < (int)(sizeof gaps / sizeof gaps[0]) ? &gaps[(*next)++] : NULL;
}

const PeerGap *peer_gap(Text code)
{
    const PeerGap *gap;
    for (int next = 0; (gap = peer_gap_at(&next)) != NULL;) {
        if (text_eq_nocase(code, text_from(gap->code))) {
            return gap;
        }
    }
    return NULL;
}
