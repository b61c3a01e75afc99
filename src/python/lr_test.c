// The quick parser (lr.h) beside tree-sitter's runtime.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/out.h"
#include "python/lexer.h"
#include "python/lr.h"

#include <stdio.h>

static Arena arena;
static ArenaHome home;
static Parser *parser;

typedef struct {
    Tree quick, slow;
} Both;

static Both parse_both(Arena *a, const char *text, const Span *ranges, int count)
{
    Source source = source_read(a, T("x.py"), text_from(text));
    Lexed lexed;
    lex_source(&source, a, a, NEW(a, Ast, 1), &lexed);
    assert_false(lexed.flawed);
    Text view = {lexed.view, source.text.n};
    long budget = 100000;
    Both both = {.quick = lr_parse(parser_grammar(parser), a, view, ranges, count)};
    both.slow = tree_parse(parser, a, view, ranges, count, &budget);
    return both;
}

// All but the place of the module, which nobody asks for.
static void assert_same(const char *text, Both both)
{
    bool same = both.quick.n && both.quick.n == both.slow.n;
    for (uint32_t i = 0; same && i < both.quick.n; i++) {
        const Cst *a = &both.quick.at[i], *b = &both.slow.at[i];
        same = a->sym == b->sym && a->next == b->next && (i == 0 || (a->beg == b->beg && a->end == b->end));
    }
    if (!same) {
        fail_msg("%u nodes, not %u: %s", both.quick.n, both.slow.n, text);
    }
}

static void assert_agree(const char *const *texts)
{
    for (; *texts; texts++) {
        Arena a = arena;
        assert_same(*texts, parse_both(&a, *texts, NULL, 0));
    }
}

static void statements_agree(void **state)
{
    (void)state;
    static const char *const TEXTS[] = {
        "", "\n\n", "   ", "x\n", "x", "pass; pass;\n", "x = 1; y = 2\n", "import a.b as c, d\n", "from . import x\n",
        "from ..a.b import (c as d, e,)\n", "from a import *\n", "from __future__ import annotations\n",
        "assert a, b\n", "return\n", "return 1, 2\n", "del a, b[0]\n", "raise E from e\n", "global a, b\n", "nonlocal a\n",
        "if a:\n    b\nelif c: d\nelse:\n  e\n", "while a:\n\tbreak\nelse:\n\tcontinue\n",
        "for a, (b, c) in d:\n  pass\nelse: pass\n", "for x in *a, b: pass\n", "for [a, b] in c: pass\n",
        "async def f():\n    async for x in y:\n        await z\n    async with a as b, c:\n        pass\n",
        "try:\n  a\nexcept E as e:\n  b\nexcept (F, G):\n  c\nelse:\n  d\nfinally:\n  e\n", "try: a\nexcept* E: b\n",
        "with a: pass\n", "with a as b, c as (d, e): pass\n", "with (a as b, c as d,):\n  pass\n", "with (a): pass\n",
        "@d\n@e.f(1)\nclass C(A, metaclass=M):\n    x: int\n    y: str = ''\n\n    def f(self): ...\n",
        "def f(a, /, b: int, *c, d=1, e: int = 2, **g) -> int: return a\n", "def f(*, a): pass\n", "class A[T: int, *U, **P]: pass\n",
        "def f[T](x: T) -> T: pass\n", "type X[T] = list[T]\n", "match a:\n  case [1, *x, y]: pass\n  case {'a': b, **c} if d:\n    pass\n"
        "  case C(x, y=1) | None: pass\n  case _: pass\n", "print(a)\nprint = 1\nexec = print\nmatch = 2\ntype = 3\nmatch(a)\n",
        "print a, b\n", "exec 'a' in b\n", "print >>f, a\n", "if a:\n    if b:\n        c\n\n\n# x\nd\n", "if a:\n\n\n    b\n  \n",
        "class A:\n    def f(self):\n        pass\n\n\n\n    def g(self):\n        pass\n", "if x:\n\ty\n\fz\n",
        "a = 1 # c\nb = \\\n  2\n(c,\n d) = e\n", NULL,
    };
    assert_agree(TEXTS);
}

static void expressions_agree(void **state)
{
    (void)state;
    static const char *const TEXTS[] = {
        "a.b.c(d, *e, f=g, **h)[1:2, ::3, ...]\n", "a if b else c\n", "lambda x, *y, z=(1, 2): (x, y)\n", "not a and b or c\n",
        "a < b <= c != d is not e not in f in g is h\n", "-a ** -b + ~c // d % e @ f << 1 >> 2 & 3 | 4 ^ 5\n", "(yield)\n",
        "x = yield a\n", "x = yield from b\n", "(a := 1)\n", "f(a := 1, (b := 2))\n", "[x for x in y if z for (a, b) in c]\n",
        "{k: v for k, v in a}\n", "{a for a in b}\n", "(a async for a in b)\n", "f(a for a in b)\n", "{}\n", "()\n", "[]\n",
        "{1: 2, **a}\n", "{1, *a}\n", "[1, *a, b]\n", "(1,)\n", "await a\n", "0x1F + 1_0.5e3j + 0o7 + .5\n", "None, True, False\n",
        "...\n", "a[b](c)[d, e]\n", "a\xC3\xA9 = b\n", "f(*a, **b)\n", "f(*a.b, *c())\n", "return_ = a_for + in_\n", "_ = a\n", NULL,
    };
    assert_agree(TEXTS);
}

// Where the grammar has two readings until an `=` is met.
static void targets_agree(void **state)
{
    (void)state;
    static const char *const TEXTS[] = {
        "a, b = c, d\n", "(a, b) = (c, d)\n", "[a, b] = [c, d]\n", "a = b, c = d\n", "a = [b, c] = d\n", "a = [b, c]\n",
        "a, = b\n", "*a, b = c\n", "a, *b.c, d[0] = e\n", "(a, (b, c)), d = e\n", "a += b, c\n", "a[b, c] = d\n", "a[(b, c)] = (d, e)\n",
        "f(a, b)[c] = d\n", "f((a, b), c=[d, e])\n", "x = f([a, b], c=(d, e))\n", "a = (b, c) == (d, e)\n", "a: T = (b, c)\n",
        "a, b\n", "(a, b)\n", "[a, b]\n", "(), [] = a\n", "a = (), []\n", "a = '=', (b, c)\n", "a = \"'=\", [b, c]\n",
        "a = (b, c); d, e = f\n", "(a, b), c\nd = e\n", "if x: (a, b) = c\n", "a = lambda b=(c, d): (e, f)\n",
        "x = [(a, b) for (a, b) in c if (a, b) in d]\n", "for (a, b), c in d: (e, f)\n", "for a[(b, c)] in d: pass\n",
        "a = *b, c\n", "return *a, b\n", "with a as (b, c): (d, e)\n", NULL,
    };
    assert_agree(TEXTS);
}

static void strings_agree(void **state)
{
    (void)state;
    static const char *const TEXTS[] = {
        "''\n", "'a' \"b\" '''c\nd''' r'\\n'\n", "b'\\x00' u'x' Rb'y' bR\"z\"\n", "f''\n", "f'a{b}c'\n", "f'{a}{b!r}{c:>{d}}{e!s:x}'\n",
        "f'{a.b(c)[1]}'\n", "f'{a=}'\n", "f'{ {1: 2}[1] }'\n", "f'{{a}}{b}}}'\n", "f'{f\"{a}\"}'\n", "f'''{\na\n}'''\n", "t'a{b}'\n",
        "f'{lambda_}' 'x' f\"{y}\"\n", "f'{a:{b}{c}}'\n", "f'{a if b else c}'\n", "x = f'{a}', (b, c)\n", "f'{(lambda x: x)(1)}'\n",
        "f'{await_}'\n", "'''\n  a\n'''\nb\n", "if a:\n  '''x\ny'''\n  b\n", "f(f'a', 'b')\n", "f'{a!r:^{b}}'\n", "f'{a[\"b\"]}'\n",
        "f'{a, b}'\n", "f'{a, self.b, c}-{d}'\n", "f'{f(a, *b)}'\n", "f'{a(*b)}{c.d(e, *f, g=h)}'\n", "f'{*a, b}'\n", "f'{(a, b)}'\n",
        "f'{[a for a, b in c]}'\n", "f'{[a for (a, b) in c]}, {d, e}'\n", "f'{a:{b, c}}'\n", "f'{[a, *b]}'\n", "x = f'{a, b}'\n",
        "f'{x, f\"{a, b}\"}'\n", "for i in f'{a, b}':\n  pass\n", "[f'{a, b}' for a, b in c]\n", "f'{a, b=}'\n", "f'{a, b!r}'\n",
        NULL,
    };
    assert_agree(TEXTS);
}

static void what_it_cannot_tell_is_left_to_the_runtime(void **state)
{
    (void)state;
    static const char *const TEXTS[] = {
        "x = (1 2)\n", "x = = 1\n", "def f(:\n)  pass\n", "a b\n", "import\n", "f'{a b}'\n", "(a): int\n", "x = (lambda a, b)\n",
        "class\n", "return = 1\n", "if a: if b: c\n", NULL,
    };
    for (const char *const *text = TEXTS; *text; text++) {
        Arena a = arena;
        Both both = parse_both(&a, *text, NULL, 0);
        if (both.quick.n) {
            assert_same(*text, both);
        }
    }
}

// Lines that are left out between two ranges leave no trace.
static void ranges_agree(void **state)
{
    (void)state;
    const char *text = "import a\n\ndef f():\n    if x:\n        y\n\nclass C:\n    def g(self):\n        z\n\n    w = 1\n\n\ndef h(): pass\n";
    const Span RANGES[][3] = {
        {{0, 10}, {39, 103}}, {{0, 10}, {39, 49}, {77, 103}}, {{10, 39}, {89, 103}}, {{0, 39}, {49, 77}, {89, 103}}, {{10, 77}},
    };
    for (size_t i = 0; i < sizeof RANGES / sizeof *RANGES; i++) {
        Arena a = arena;
        char name[40];
        snprintf(name, sizeof name, "ranges %zu", i);
        int n = RANGES[i][1].end ? RANGES[i][2].end ? 3 : 2 : 1;
        assert_same(name, parse_both(&a, text, RANGES[i], n));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(statements_agree), cmocka_unit_test(expressions_agree), cmocka_unit_test(targets_agree),
        cmocka_unit_test(strings_agree), cmocka_unit_test(what_it_cannot_tell_is_left_to_the_runtime),
        cmocka_unit_test(ranges_agree),
    };
    parser = parser_new();
    assert_non_null(parser);
    assert_true(arena_reserve(&arena, &home, (size_t)1 << 30));
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    parser_free(parser);
    return failed;
}
