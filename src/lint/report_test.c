// What a check says, and what it is told: texts and their placeholders, severities, places, options.
#include "lint/filerun.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const RuleText texts[] = {
    {"", "{call} and {n}: {{literal}} {call}", "use {other}"},
    {"second", "no placeholder", ""},
};
static const char *const entries[] = {"requests.*", "*.get", "time.sleep", "a*b*c", NULL};
static const RuleOption options[] = {
    {.name = "limit", .kind = OPTION_INT, .fallback = 10},
    {.name = "strict", .kind = OPTION_BOOL, .fallback = 1},
    {.name = "extra", .kind = OPTION_LIST, .list = entries},
    {.name = "empty", .kind = OPTION_LIST},
};
static const Rule rule = {.code = "AQ999", .name = "made-up", .severity = SEVERITY_WARNING, .texts = texts,
    .text_count = 2, .options = options, .option_count = 4};

static Arena arena;
static ArenaHome home;

typedef struct {
    Check check;
    FileRun run;
    RunOptions options;
    Settings settings;
    Source source;
    Module module;
    Findings findings;
} Fixture;

static Fixture *fixture(const char *text)
{
    Fixture *f = NEW(&arena, Fixture, 1);
    f->source = source_read(&arena, T("a.py"), text_copy(&arena, text_from(text)));
    f->options.excerpts = true;
    f->run = (FileRun){.arena = &arena, .source = &f->source, .findings = &f->findings, .options = &f->options};
    f->module.source = &f->source;
    f->check = (Check){.rule = &rule, .rule_index = 7, .module = &f->module, .arena = &arena, .settings = &f->settings, .run = &f->run};
    return f;
}

static void words_are_filled_in(void **state)
{
    (void)state;
    Fixture *f = fixture("x = 1\ny = 2\n");
    Finding *a = REPORT(&f->check, ((Span){6, 7}), "", {"n", T("2 {call}")}, {"other", T("that")}, {"call", T("f()")});
    Finding *b = REPORT(&f->check, ((Span){0, 5}), "second");
    assert_int_equal(f->findings.n, 2);
    assert_ptr_equal(f->findings.at[0], a);
    assert_ptr_equal(f->findings.at[1], b);
    assert_true(text_eq(a->message, T("f() and 2 {call}: {literal} f()")));
    assert_true(text_eq(a->help, T("use that")));
    assert_true(text_eq(b->message, T("no placeholder")));
    assert_int_equal(b->help.n, 0);
    assert_ptr_equal(a->rule, &rule);
    assert_int_equal(a->at.beg.line, 2);
    assert_int_equal(a->at.line_count, 2);
    assert_true(text_eq(a->at.path, T("a.py")));
}

static void severity_is_the_users_then_the_checks_then_the_rules(void **state)
{
    (void)state;
    Fixture *f = fixture("x\n");
    Finding *a = REPORT(&f->check, ((Span){0, 1}), "second");
    assert_int_equal(a->severity, SEVERITY_WARNING);
    report_severity(&f->check, a, SEVERITY_NOTE);
    assert_int_equal(a->severity, SEVERITY_NOTE);
    f->settings.severity[7] = SEVERITY_ERROR;
    Finding *b = REPORT(&f->check, ((Span){0, 1}), "second");
    report_severity(&f->check, b, SEVERITY_NOTE);
    assert_int_equal(b->severity, SEVERITY_ERROR);
}

static void related_places_have_files_and_words(void **state)
{
    (void)state;
    Fixture *f = fixture("x = 1\n");
    Source other = source_read(&arena, T("b.py"), T("\n\ndef g(): ...\n"));
    Finding *a = REPORT(&f->check, ((Span){0, 1}), "second");
    report_related(&f->check, a, (Span){4, 5}, "%d of %s", 1, "%s");
    report_related_in(&f->check, a, &other, (Span){6, 7}, "there");
    assert_int_equal(a->related.n, 2);
    assert_true(text_eq(a->related.at[0].label, T("1 of %s")));
    assert_true(text_eq(a->related.at[0].path, T("a.py")));
    assert_int_equal(a->related.at[0].beg.column, 5);
    assert_true(text_eq(a->related.at[1].path, T("b.py")));
    assert_int_equal(a->related.at[1].beg.line, 3);
    assert_int_equal(a->related.at[1].line_count, 1);
}

static void options_fall_back(void **state)
{
    (void)state;
    Fixture *f = fixture("");
    const Check *c = &f->check;
    assert_int_equal(option_int(c, "limit"), 10);
    assert_int_equal(option_int(c, "strict"), 1);
    assert_true(option_has(c, "extra", T("requests.api.get")));
    assert_true(option_has(c, "extra", T("x.get")));
    assert_true(option_has(c, "extra", T("time.sleep")));
    assert_true(option_has(c, "extra", T("aXbbXc")));
    assert_false(option_has(c, "extra", T("time.sleeps")));
    assert_false(option_has(c, "extra", T("aXbbXcd")));
    assert_false(option_has(c, "extra", T("requests")));
    assert_false(option_has(c, "extra", T("")));
    assert_false(option_has(c, "empty", T("")));
}

static void what_is_found_in_copies_is_a_note(void **state)
{
    (void)state;
    Fixture *f = fixture("x = 1\n");
    f->source.path = T("package/_vendor/library/a.py");
    assert_int_equal(REPORT(&f->check, ((Span){0, 5}), "second")->severity, SEVERITY_NOTE);
    f->source.path = T("package/vendors/a.py");
    assert_int_equal(REPORT(&f->check, ((Span){0, 5}), "second")->severity, rule.severity);
    f->settings.severity[7] = SEVERITY_ERROR;
    f->source.path = T("third_party/a.py");
    assert_int_equal(REPORT(&f->check, ((Span){0, 5}), "second")->severity, SEVERITY_ERROR);
}

static void options_are_configured(void **state)
{
    (void)state;
    Fixture *f = fixture("");
    OptionValue *values = NEW(&arena, OptionValue, 4);
    f->settings.options[7] = values;
    values[0] = (OptionValue){.set = true, .integer = -3};
    values[2].set = true;
    *list_push(&arena, &values[2].list) = T("*");
    assert_int_equal(option_int(&f->check, "limit"), -3);
    assert_int_equal(option_int(&f->check, "strict"), 1);
    assert_true(option_has(&f->check, "extra", T("anything")));
    assert_true(option_has(&f->check, "extra", T("")));
    values[2].list.n = 0;
    assert_false(option_has(&f->check, "extra", T("time.sleep")));
}

// Whether `work` dies of a trap.
static bool traps(void (*work)(const Check *c), const Check *c)
{
    int status = 0;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        signal(SIGILL, SIG_DFL);        // x86: not cmocka's handler
        signal(SIGTRAP, SIG_DFL);       // elsewhere
        work(c);
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) && (WTERMSIG(status) == SIGILL || WTERMSIG(status) == SIGTRAP);
}

static void say_nothing(const Check *c)
{
    (void)c;
}

static void leave_placeholder(const Check *c)
{
    REPORT((Check *)c, ((Span){0, 0}), "", {"call", T("f")});
}

static void choose_unknown_variant(const Check *c)
{
    REPORT((Check *)c, ((Span){0, 0}), "third");
}

static void ask_for_unknown_option(const Check *c)
{
    option_int(c, "limits");
}

static void ask_list_for_number(const Check *c)
{
    option_int(c, "extra");
}

static void bugs_of_checks_trap(void **state)
{
    (void)state;
    const Check *c = &fixture("")->check;
    assert_false(traps(say_nothing, c));
    assert_true(traps(leave_placeholder, c));
    assert_true(traps(choose_unknown_variant, c));
    assert_true(traps(ask_for_unknown_option, c));
    assert_true(traps(ask_list_for_number, c));
}

static int set_up(void **state)
{
    (void)state;
    return arena_reserve(&arena, &home, 64 << 20) ? 0 : 1;
}

static int tear_down(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_filled_in),
        cmocka_unit_test(severity_is_the_users_then_the_checks_then_the_rules),
        cmocka_unit_test(related_places_have_files_and_words),
        cmocka_unit_test(options_fall_back),
        cmocka_unit_test(options_are_configured),
        cmocka_unit_test(what_is_found_in_copies_is_a_note),
        cmocka_unit_test(bugs_of_checks_trap),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
