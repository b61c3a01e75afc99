#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/out.h"
#include "python/cst.h"
#include "python/dump.h"

#include <string.h>

static Arena arena, scratch;
static ArenaHome home, scratch_home;
static Parser *parser;

static Ast *parse(Arena *a, Text text)
{
    Source *s = NEW(a, Source, 1);
    *s = source_read(a, T("x.py"), text);
    return ast_parse(parser, a, s);
}

static Text dumped(Arena *a, Text text)
{
    Source s = source_read(a, T("x.py"), text);
    Out o = out_to_memory(a);
    dump_ast(&o, &s, ast_parse(parser, a, &s));
    return out_text(&o);
}

static Text repeated(const char *before, const char *part, int n, const char *between, const char *after, int m)
{
    Out o = out_to_memory(&arena);
    out_c(&o, before);
    for (int i = 0; i < n; i++) {
        out_c(&o, part);
    }
    out_c(&o, between);
    for (int i = 0; i < m; i++) {
        out_c(&o, after);
    }
    out_char(&o, '\n');
    return out_text(&o);
}

static void what_is_too_deep_is_no_error(void **state)
{
    (void)state;
    enum { N = 100000 };
    const Text TEXTS[] = {
        repeated("x = ", "[", N, "", "]", N), repeated("x = ", "not ", N, "y", "", 0),
        repeated("x = ", "-", N, "y", "", 0), repeated("x = a", "+a", 50000, "", "", 0),
        repeated("x = a", ".b", N, "", "", 0), repeated("x = a", "()", N, "", "", 0),
        repeated("x = ", "lambda: ", N, "0", "", 0), repeated("x = ", "{1: ", N, "2", "}", N),
        repeated("x = a", " & b ^ c", 50000, "", "", 0), repeated("x: ", "A[", N, "B", "]", N),
    };
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
        Ast *ast = parse(&arena, TEXTS[i]);
        int deep = 0, depth = 0;
        for (int k = 0; k < ast->n; k++) {
            deep += ast->nodes[k]->kind == AST_ERROR && ast->nodes[k]->too_deep;
        }
        for (Node *n = ast->nodes[ast->n - 1]; n; n = n->parent) {
            depth++;
        }
        assert_int_equal(ast->errors.n, 0);
        assert_true(deep >= 1 && depth <= AST_MAX_DEPTH + 1);
    }
}

static void what_is_only_long_is_whole(void **state)
{
    (void)state;
    enum { N = 30000 };
    const struct { Text text; int nodes; } CASES[] = {
        {repeated("x = ", "(", N, "1", ")", N), 4}, {repeated("x = a", " and a", N, "", "", 0), 3 + N + 2},
        {repeated("if a: b", "\nelif c: d", N, "", "", 0), 2 + 4 * (N + 1)}, {repeated("x = '' ", "'a' ", N, "", "", 0), 4},
        {repeated("", "x = ", N, "1", "", 0), 3 + N}, {repeated("", "\\\n", N, "x", "", 0), 3},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        Ast *ast = parse(&arena, CASES[i].text);
        assert_int_equal(ast->errors.n, 0);
        assert_int_equal(ast->n, CASES[i].nodes);
    }
}

static const char SMALL[] = "class A(B):\n    def f(self, x: int = 1) -> [y]:\n        return f'{x!r:{w}}' + \"a\\n\"\n"
                            "def g[T = int](): \xC3\xA9 = 1\nwith (a as b, c): x = = 2\nif a\n    b\n[1\n# end\n";

// Parses with a failure that `arrange` has prepared; false when it came to pass.
static bool survives(Text text, Text wanted)
{
    Arena a = arena;
    jmp_buf handler, *before = arena_on_exhaustion(&arena, &handler);
    if (setjmp(handler)) {
        arena_on_exhaustion(&arena, before);
        return false;
    }
    Text got = dumped(&a, text);
    arena_on_exhaustion(&arena, before);
    assert_true(text_eq(got, wanted));
    return true;
}

// Every request for memory fails once: each time it unwinds, and the parser works as before afterwards.
static void sweep(void (*arrange)(long n), long least)
{
    Text text = T(SMALL), wanted = dumped(&arena, text);
    long n = 0;
    for (;; n++) {
        arrange(n);
        bool survived = survives(text, wanted);
        arrange(-1);
        assert_true(survives(text, wanted));
        if (survived) {
            break;
        }
    }
    assert_true(n >= least);
}

static void fail_pool(long n)
{
    parser_fail_after(parser, n);
}

static void fail_arena(long n)
{
    home.fail_after = n;
}

static void every_failure_of_the_library_unwinds(void **state)
{
    (void)state;
    sweep(fail_pool, 200);
}

static void every_failure_of_the_arena_unwinds(void **state)
{
    (void)state;
    sweep(fail_arena, 60);
}

// Scratch memory of n times 16 bytes.
static void cut_scratch(long n)
{
    scratch.end = n < 0 ? scratch_home.base + scratch_home.reserved : scratch.beg + n * 16;
}

static void scratch_memory_of_its_own_unwinds(void **state)
{
    (void)state;
    parser_set_scratch(parser, &scratch);
    sweep(fail_arena, 60);
    sweep(cut_scratch, 60);
    parser_set_scratch(parser, NULL);
}

typedef struct {
    Arena *arena;
    Text names;
} Names;

static void add_name(void *context, Node *child)
{
    Names *n = context;
    n->names = text_format(n->arena, "%.*s %s", PRI(n->names), ast_kind_name(child));
}

static void children_come_in_source_order(void **state)
{
    (void)state;
    Ast *ast = parse(&arena, T("@d\nclass C(a, k=1, *b): pass\nf(a, k=1, *b, **c)\nx if y else 1\n{a: 1, **b}\n"));
    static const char *const WANTED[] = {" Name Name keyword Starred Pass", " Call", " IfExp", " Dict"};
    static const char *const INNER[] = {NULL, " Name Name keyword Starred keyword", " Name Name Constant", " Name Constant Name"};
    Nodes body = ast->module->module.body;
    assert_int_equal(body.n, 4);
    for (int i = 0; i < 4; i++) {
        Names n = {&arena, {0}};
        ast_children(body.at[i], add_name, &n);
        assert_string_equal(text_c(&arena, n.names), WANTED[i]);
        if (INNER[i]) {
            n.names = (Text){0};
            ast_children(body.at[i]->value.value, add_name, &n);
            assert_string_equal(text_c(&arena, n.names), INNER[i]);
        }
    }
    assert_true(ast_is_statement(body.at[1]) && ast_is_expression(body.at[1]->value.value));
    assert_false(ast_is_statement(body.at[1]->value.value) || ast_is_expression(body.at[1]));
}

static void values_are_read(void **state)
{
    (void)state;
    Ast *ast = parse(&arena, T("0xFF; 1_000; 99999999999999999999; 1e3; 2j; 'a\\u00e9' \"b\"; b'\\xff'; \xEF\xAC\x81\n"));
    Node *v[8];
    for (int i = 0; i < 8; i++) {
        v[i] = ast->module->module.body.at[i]->value.value;
    }
    assert_int_equal(v[0]->constant.integer, 255);
    assert_int_equal(v[1]->constant.integer, 1000);
    assert_true(v[2]->constant.overflow && !v[1]->constant.overflow);
    assert_true(v[3]->constant.kind == CONST_FLOAT && v[3]->constant.real >= 1000 && v[3]->constant.real <= 1000);
    assert_int_equal(v[4]->constant.kind, CONST_COMPLEX);
    assert_true(text_eq(v[5]->constant.text, T("a\xC3\xA9" "b")));
    assert_true(v[6]->constant.kind == CONST_BYTES && text_eq(v[6]->constant.text, T("\xFF")));
    assert_true(text_eq(v[7]->name.id, T("fi")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_too_deep_is_no_error),         cmocka_unit_test(what_is_only_long_is_whole),
        cmocka_unit_test(every_failure_of_the_library_unwinds), cmocka_unit_test(every_failure_of_the_arena_unwinds),
        cmocka_unit_test(scratch_memory_of_its_own_unwinds),    cmocka_unit_test(children_come_in_source_order),
        cmocka_unit_test(values_are_read),
    };
    parser = parser_new();
    assert_non_null(parser);
    assert_true(arena_reserve(&arena, &home, (size_t)1 << 34) && arena_reserve(&scratch, &scratch_home, (size_t)1 << 34));
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    parser_free(parser);
    return failed;
}
