// Any text as a configuration file, its patterns tried on paths: every mistake has its place within the text, and a text
// whose every byte is quoted is a pattern that matches that text and nothing longer.
//
// Input: the file. `extend` is left out: it would read the fuzzing machine's files.
#include "config/discover.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int count_lines(Text t)
{
    int n = 1;
    for (ptrdiff_t i = 0; i < t.n; i++) {
        n += t.s[i] == '\n' || t.s[i] == '\r' || (unsigned char)t.s[i] == 0x85 || (unsigned char)t.s[i] == 0xa8 ||
             (unsigned char)t.s[i] == 0xa9;     // libyaml takes NEL, LS and PS for line ends
    }
    return n;
}

static void check_problems(const ConfigStore *store, Text content)
{
    for (int i = 0; i < store->problems.n; i++) {
        const ConfigProblem *p = &store->problems.at[i];
        assert_or_trap(p->message.n > 0 && p->path.n > 0 && p->width >= 1);
        assert_or_trap(p->line >= 0 && p->line <= count_lines(content) + 1);
    }
}

static void check_quoting(Arena *a, Text t)
{
    char *quoted = NEW(a, char, 2 * t.n + 1);
    for (ptrdiff_t i = 0; i < t.n; i++) {
        quoted[2 * i] = '\\';
        quoted[2 * i + 1] = t.s[i];
    }
    const char *error;
    Glob g = glob_compile(a, (Text){quoted, 2 * t.n}, &error);
    assert_or_trap(!error && glob_match(&g, t, *a));
    assert_or_trap(!glob_match(&g, text_format(a, "%.*sx", PRI(t)), *a));
}

static void check(Arena *a, Text content)
{
    static const char *const formats[] = {"full", "json", NULL};
    static const char *const paths[] = {"/p/a.py", "/p/tests/unit/test_b.py", "/q/x.py", "/p/\xff.py"};
    ConfigStore store = config_store(a, formats);
    Overrides overrides = {0};
    Resolver resolver = {.arena = a, .overrides = &overrides};
    const Config *c = config_parse(&store, T("/p/.aqlint.yaml"), T("/p"), content);
    check_problems(&store, content);
    int declared[] = {requires_of_pyproject(content), requires_of_setup(content), requires_least(content)};
    for (int i = 0; i < 3; i++) {
        assert_or_trap(declared[i] == 0 || (declared[i] >= 300 && declared[i] < 400));
    }
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        Text path = text_from(paths[i]);
        assert_or_trap(resolve_settings(&resolver, c, path) == resolve_settings(&resolver, c, path));
        discover_excludes(c, &overrides, path, false, *a);
    }
    Text short_text = text_sub(content, 0, 40);
    if (text_find_char(short_text, '\0') < 0 && short_text.n) {
        check_quoting(a, short_text);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena a;
    ArenaHome home;
    jmp_buf exhausted;
    Text content = {(const char *)data, (ptrdiff_t)size};
    if (text_find(content, T("extend:")) >= 0 || !arena_reserve(&a, &home, 256 << 20)) {
        return -1;
    }
    arena_on_exhaustion(&a, &exhausted);
    if (!setjmp(exhausted)) {
        check(&a, content);
    }
    arena_release(&a);
    return 0;
}
