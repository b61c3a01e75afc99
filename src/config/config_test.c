#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "config/discover.h"
#include "config/schema.h"

static const char *const FORMATS[] = {"full", "json", NULL};

static void reserve(Arena *a, ArenaHome *home)
{
    assert_true(arena_reserve(a, home, 64 << 20));
}

static bool matches(Arena *a, const char *pattern, const char *subject)
{
    const char *error;
    Glob g = glob_compile(a, text_from(pattern), &error);
    return glob_match(&g, text_from(subject), *a);
}

static void globs_match_as_in_git(void **state)
{
    (void)state;
    static const struct {
        const char *pattern, *yes, *no;
    } CASES[] = {
        {"a", "a", "b"},
        {"*.py", "x.py", "x.pyc"},
        {"*.py", ".py", "a/x.py"},
        {"a*b*c", "axxbxxc", "axxcxxb"},
        {"a?c", "abc", "a/c"},
        {"**/x", "a/b/x", "a/b/xx"},
        {"**/x", "x", "yx"},
        {"a/**", "a/b/c", "a"},
        {"a/**/b", "a/b", "ab"},
        {"a/**/b", "a/x/y/b", "a/x/yb"},
        {"a**b", "axxb", "ax/xb"},
        {"foo**/bar", "foo/x/bar", "fo/bar"},
        {"[a-c]x", "bx", "dx"},
        {"[!a-c]x", "dx", "bx"},
        {"[^a]", "b", "/"},
        {"[]a]", "]", "b"},
        {"[z-a]", "z", "m"},
        {"[[:digit:]x]", "5", "y"},
        {"\\*", "*", "a"},
        {"a\\", "", "a\\"},
        {"\xff?", "\xff\xfe", "\xfe\xff"},
    };
    Arena a;
    ArenaHome home;
    reserve(&a, &home);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        bool never = *CASES[i].yes == 0;
        if (matches(&a, CASES[i].pattern, CASES[i].yes) == never || matches(&a, CASES[i].pattern, CASES[i].no)) {
            fail_msg("%s", CASES[i].pattern);
        }
    }
    arena_release(&a);
}

static void hostile_globs_end(void **state)
{
    (void)state;
    Arena a;
    ArenaHome home;
    reserve(&a, &home);
    const char *stars = "*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*ab";
    Text subject = text_format(&a, "%0200d", 0);
    for (ptrdiff_t i = 0; i < subject.n; i++) {
        ((char *)subject.s)[i] = 'a';
    }
    assert_false(matches(&a, stars, subject.s));
    assert_true(matches(&a, stars, text_join(&a, subject, T("b")).s));
    assert_false(matches(&a, "**/a/**/a/**/a/**/a/**/a/**/a/**/b", "a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/c"));
    arena_release(&a);
}

static bool is_on(const char *select, const char *ignore, const char *later_select, const char *later_ignore)
{
    static RuleLayer layers[2];
    layers[0] = layers[1] = (RuleLayer){0};
    RuleLayer *all[] = {&layers[0], &layers[1]};
    const char *words[] = {select, ignore, later_select, later_ignore};
    for (int i = 0; i < 4; i++) {
        RuleLayer *l = &layers[i / 2];
        if (words[i]) {
            l->has_select = l->has_select || i % 2 == 0;
            assert_true((i % 2 ? layer_ignore : layer_select)(l, text_from(words[i])));
        }
    }
    bool enabled[RULES_MAX];
    layers_apply(all, 2, enabled);
    return enabled[rule_index(rule_find(T("AQ101")))];
}

static void layers_add_up(void **state)
{
    (void)state;
    assert_true(is_on(NULL, NULL, NULL, NULL));
    assert_true(is_on("AQ1", NULL, NULL, NULL));
    assert_false(is_on("AQ4", NULL, NULL, NULL));
    assert_false(is_on(NULL, "AQ1", NULL, NULL));
    assert_true(is_on("AQ101", "AQ1", NULL, NULL));
    assert_false(is_on("AQ101", "unbounded-queue", NULL, NULL));
    assert_false(is_on("AQ1", NULL, "AQ4", NULL));
    assert_false(is_on(NULL, "AQ101", "AQ1", NULL));
    assert_true(is_on(NULL, "AQ101", "AQ101", NULL));
    assert_true(is_on(NULL, "AQ1", "AQ1", NULL));
    assert_false(is_on("AQ101", NULL, NULL, "AQ1"));
    assert_false(is_on("ALL", "ALL", NULL, NULL));
    assert_false(is_on(NULL, "AQ101", NULL, "AQ4"));
}

static const char RICH[] = "select: [ALL]\nignore: [AQ2, nothing]\nseverity: {AQ1: error, sleep-zero: off}\n"
                           "per-file-ignores:\n  'test_[ab]*.py': [AQ4]\n  '!**/src/*': [AQ5]\n"
                           "extend-exclude: [a, 'b/**/c', '*.txt']\nsrc: [lib]\ntarget-version: py311\n"
                           "rules: {too-many-workers: {most: 3, mots: 4}}\njobs: x\n";

static void read_rich(Arena *a)
{
    ConfigStore store = config_store(a, FORMATS);
    Overrides overrides = {0};
    Resolver resolver = {.arena = a, .overrides = &overrides};
    const Config *c = config_parse(&store, T("/p/.aqlint.yaml"), T("/p"), T(RICH));
    const Settings *s = resolve_settings(&resolver, c, T("/p/src/test_a.py"));
    assert_int_equal(store.problems.n, 3);
    assert_int_equal(s->target_version, 311);
    assert_false(s->enabled[rule_index(rule_find(T("AQ401")))]);
    assert_true(s->enabled[rule_index(rule_find(T("AQ501")))]);
    assert_int_equal(s->severity[rule_index(rule_find(T("AQ101")))], SEVERITY_ERROR);
    assert_true(discover_excludes(c, &overrides, T("/p/b/x/c/d.py"), false, *a));
    assert_false(discover_excludes(c, &overrides, T("/p/b/x/d.py"), false, *a));
}

// Whichever allocation fails, reading unwinds to the handler: libyaml's and PCRE2's memory is given back (leaks are the
// sanitizers' to see).
static void every_allocation_may_fail(void **state)
{
    (void)state;
    Arena a;
    ArenaHome home;
    reserve(&a, &home);
    Arena empty = a;
    volatile long n = 0;
    volatile bool done = false;
    while (!done) {
        jmp_buf exhausted;
        a = empty;
        arena_on_exhaustion(&a, &exhausted);
        home.fail_after = n++;
        if (!setjmp(exhausted)) {
            read_rich(&a);
            done = true;
        }
    }
    assert_true(n > 100);
    arena_release(&a);
}

static void versions_are_read(void **state)
{
    (void)state;
    static const char *const words[] = {"py311", "3.11", "311", "py39", "3.9", "py3", "2.7", "3.", "py", "3.x", "3.111", "4.1"};
    static const int versions[] = {311, 311, 311, 309, 309, 0, 0, 0, 0, 0, 0, 0};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        int version = 0;
        bool good = target_version_read(text_from(words[i]), &version);
        assert_int_equal(good ? version : 0, versions[i]);
    }
}

static void requirements_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *specifier;
        int least;
    } cases[] = {
        {">=3.8", 308}, {">= 3.10, <4", 310}, {"<4,>=3.11", 311}, {"~=3.9", 309}, {"==3.11.*", 311}, {">3.8", 308}, {"^3.9", 309},
        {"~3.12", 312}, {">=3.9.1", 309}, {"!=3.9.*,>=3.8", 308}, {">=3.8,>=3.10", 310}, {"^3.9 || ^3.8", 308}, {"3.11", 311},
        {"", 0}, {"*", 0}, {"<4", 0}, {">=3", 0}, {">=2.7", 0}, {">=3.x", 0}, {">=2.7 || >=3.8", 0}, {">=", 0}, {"||", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(requires_least(text_from(cases[i].specifier)), cases[i].least);
    }
}

static void projects_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int pyproject, setup;
    } cases[] = {
        {"[project]\nname = 'x'\nrequires-python = '>=3.11'\n", 311, 0},
        {"[ project ] # it\r\n\"requires-python\"=\">=3.9\" # that\r\n", 309, 0},
        {"project.requires-python = '>=3.9'\n", 309, 0},
        {"[tool.poetry.dependencies]\npython = '^3.10'\n", 310, 0},
        {"[tool.poetry.dependencies]\npython = '^3.10'\n[project]\nrequires-python = '>=3.12'", 312, 0},
        {"[tool.flit.metadata]\nmodule = 'x'\nrequires-python = '>=3.8.1'\n", 308, 0},
        {"[tool.x]\nrequires-python = '>=3.9'\n", 0, 0},
        {"[project]\ndescription = \"\"\"\nrequires-python = '>=3.9'\n\"\"\"\n", 0, 0},
        {"[project]\nreadme = '''x''' # '''\nrequires-python = '>=3.9'\n'''\n", 0, 0},
        {"[project]\nrequires-python = >=3.9\n", 0, 0},
        {"[project]\nrequires-python = '>=3.9\n", 0, 0},
        {"[options]\npython_requires = >=3.8\n", 0, 308},
        {"[options]\npython_requires =\n    >=3.8, <4\n", 0, 308},
        {"[metadata]\npython_requires = >=3.8\n", 0, 0},
        {"[options]\npython_requires =", 0, 0},
        {"[", 0, 0},
        {"", 0, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(requires_of_pyproject(text_from(cases[i].text)), cases[i].pyproject);
        assert_int_equal(requires_of_setup(text_from(cases[i].text)), cases[i].setup);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(globs_match_as_in_git),     cmocka_unit_test(hostile_globs_end),
        cmocka_unit_test(layers_add_up),             cmocka_unit_test(every_allocation_may_fail),
        cmocka_unit_test(versions_are_read),         cmocka_unit_test(requirements_are_read),
        cmocka_unit_test(projects_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
