#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "python/lexer.h"

#include <string.h>

static Arena arena;
static ArenaHome home;

typedef struct {
    Source source;
    Ast ast;
    Lexed lexed;
} Result;

static Result *lex(const char *text)
{
    Result *r = NEW(&arena, Result, 1);
    r->source = source_read(&arena, T("x.py"), text_from(text));
    lex_source(&r->source, &arena, &arena, &r->ast, &r->lexed);
    return r;
}

// In the expected views `~` stands for a form feed.
static void views_leave_nothing_to_guess(void **state)
{
    (void)state;
    static const struct { const char *text, *view; } CASES[] = {
        {"x = 'it\\'s' # c\n", "x = 'xxxxx'    \n"},
        {"f(a, # b\n  'c')\n", "f(a,       'x')\n"},
        {"a + \\\n b\n", "a +    b\n"},
        {"'''a\nb'''\n", "'''xxx'''\n"},
        {"f'a{b!r:>{w}}{{c}}'\n", "f'x{b!r:x{w}}xxxxx'\n"},
        {"f'{x:=5}{(y:=6)}'\n", "f'{x:xx}{(y:=6)}'\n"},
        {"f\"{d[\"k\"]}\"\n", "f\"{d[\"x\"]}\"\n"},
        {"f'{\na}'\n", "f'{ a}'\n"},
        {"\xC3\xA9 = 1\n", "xx = 1\n"},
        {"if a:\n\tb\n", "if a:\n\tb\n"},
        {"if a:\n  \tb\n", "if a:\n~~\tb\n"},
        {"if a:\n \\\n  b\n", "if a:\n~~~~ b\n"},
        {"a\r\nb\rc\n", "a \nb\nc\n"},
        {"  # c\n\t\nx\n", "     \n \nx\n"},
        {"type = type(x).print\n", "typX = typX(x).prinX\n"},
        {"type X = 1; type(X)\n", "type X = 1; typX(X)\n"},
        {"match x:\n  case 1: pass\n", "match x:\n  case 1: pass\n"},
        {"match(x)\nmatch = 2\n", "matcX(x)\nmatcX = 2\n"},
        {"match x:\n  y\n", "matcX x:\n  y\n"},
        {"print 'a'; print('a')\n", "print 'x'; prinX('x')\n"},
        {"print >>f, x\n", "prinX >>f, x\n"},
        {"exec c in d; exec(c)\n", "exec c in d; exeX(c)\n"},
        {"def f[T = A[B, C], U](): pass\n", "def f[T          , U](): pass\n"},
        {"type A[*T = *B] = C\n", "type A[*T     ] = C\n"},
        {"return a, *[b], *c\n", "return a, +[b], *c\n"},
        {"x = *(a), *b; *-c, d\n", "x = +(a), *b; +-c, d\n"},
        {"a = b * [c]; d ** (e); x == *[y]\n", "a = b * [c]; d ** (e); x == *[y]\n"},
        {"f(*[a]); [*[b]]; yield *await c\n", "f(*[a]); [*[b]]; yield +await c\n"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        Result *r = lex(CASES[i].text);
        Text view = text_copy(&arena, (Text){r->lexed.view, r->source.text.n});
        for (char *c = (char *)view.s; c < view.s + view.n; c++) {
            *c = *c == '\f' ? '~' : *c;
        }
        assert_string_equal(view.s, CASES[i].view);
    }
}

// Each line as its level and marks: `:` opens, `!` flawed, `?` astray, `.` lacks its colon.
static void lines_have_levels(void **state)
{
    (void)state;
    static const struct { const char *text, *lines; } CASES[] = {
        {"a\nb\n", "0 0"},
        {"if a:\n  b\nelse:\n  c\nd\n", "0: 1 0: 1 0"},
        {"def f(\n a,\n):\n  return (1,\n2)\n", "0: 1"},
        {"# c\n\n  # d\na\n", "0"},
        {"if a:\n  if b:\n    c\n  d\n", "0: 1: 2 1"},
        {"a\n  b\nc\n", "0 0 0"},
        {"if a:\n    b\n  c\nd\n", "0: 1 1? 0"},
        {"if a\n  b\n", "0. 1"},
        {"x = (1\ndef f(): pass\n", "0! 0"},
        {"x = 'a\ny\n", "0! 0"},
        {"class A(B:\n  def f(): pass\n", "0!. 1"},
        {"else:\n  a\n", "0:! 1"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        Result *r = lex(CASES[i].text);
        Text all = {0};
        for (int k = 0; k < r->lexed.lines.n; k++) {
            const Line *line = &r->lexed.lines.at[k];
            all = text_format(&arena, "%.*s%s%d%s%s%s%s", PRI(all), k ? " " : "", line->level, line->opens ? ":" : "",
                              line->flawed ? "!" : "", line->colonless ? "." : "", line->astray ? "?" : "");
        }
        assert_string_equal(text_c(&arena, all), CASES[i].lines);
    }
}

static void blocks_too_deep_are_one_error(void **state)
{
    (void)state;
    enum { DEPTH = 130 };
    char *text = NEW(&arena, char, DEPTH * (DEPTH + 8)), *end = text;
    for (int i = 0; i < DEPTH; i++) {
        memset(end, ' ', (size_t)i);
        memcpy(end + i, "if a:\n", 6);
        end += i + 6;
    }
    memcpy(end - 6, "b    \n", 6);
    Result *r = lex(text);
    assert_int_equal(r->ast.errors.n, 1);
    assert_int_equal(source_line(&r->source, r->ast.errors.at[0].span.beg), 102);
    assert_int_equal(r->lexed.lines.n, DEPTH);
}

static void comments_are_kept_apart(void **state)
{
    (void)state;
    Result *r = lex("# a\nx # b\n'#'  #c\nf(  # d\n # e\n)\n'''\n# no\n'''\nf'{x # f\n}'#\n");
    static const struct { const char *text; bool own; } WANTED[] = {
        {"# a", true}, {"# b", false}, {"#c", false}, {"# d", false}, {"# e", true}, {"# f", false}, {"#", false},
    };
    assert_int_equal(r->ast.comments.n, sizeof WANTED / sizeof *WANTED);
    for (int i = 0; i < r->ast.comments.n; i++) {
        const Comment *c = &r->ast.comments.at[i];
        assert_string_equal(text_c(&arena, source_span_text(&r->source, c->span)), WANTED[i].text);
        assert_int_equal(c->own_line, WANTED[i].own);
    }
}

static void a_line_can_be_read_again(void **state)
{
    (void)state;
    Result *r = lex("x\ny = f'{a}' + b\n");
    Tokens t = lex_line(&r->source, &arena, &r->lexed.lines.at[1]);
    static const TokenKind KINDS[] = {TOKEN_NAME, TOKEN_OP, TOKEN_STRING, TOKEN_OP, TOKEN_NAME};
    assert_int_equal(t.n, 5);
    for (int i = 0; i < t.n; i++) {
        assert_int_equal(t.at[i].kind, KINDS[i]);
    }
    assert_int_equal(t.at[2].end - t.at[2].beg, 6);
    assert_int_equal(lex_word(T("nonlocal")), WORD_STATEMENT);
    assert_int_equal(lex_word(T("nonlocals")), WORD_NAME);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(views_leave_nothing_to_guess), cmocka_unit_test(lines_have_levels),
        cmocka_unit_test(blocks_too_deep_are_one_error),
        cmocka_unit_test(comments_are_kept_apart),      cmocka_unit_test(a_line_can_be_read_again),
    };
    assert_true(arena_reserve(&arena, &home, (size_t)1 << 28));
    return cmocka_run_group_tests(tests, NULL, NULL);
}
