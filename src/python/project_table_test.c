#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "python/project_table.h"

enum { SIZE = 1 << 24, MUCH = 64 << 20 };

typedef struct {
    ProjectReader reader;
    Arena arenas[2];
    ArenaHome homes[2];
} Worker;

static Worker one, two;
static Project *project;

static void start(Worker *w)
{
    for (int i = 0; i < 2; i++) {
        assert_true(arena_reserve(&w->arenas[i], &w->homes[i], SIZE));
        w->reader.modules[i] = &w->arenas[i];
    }
    assert_true(project_set_reader(project, &w->reader));
}

static void stop(Worker *w)
{
    arena_release(&w->arenas[0]);
    arena_release(&w->arenas[1]);
}

static int begin(void **state)
{
    (void)state;
    project = project_new(NULL, 0, 1 << 20, SIZE);
    start(&one);
    start(&two);
    return project ? 0 : -1;
}

static int end(void **state)
{
    (void)state;
    project_free(project);
    stop(&one);
    stop(&two);
    return 0;
}

static Module *read_as(Worker *w, const char *name, unsigned asked)
{
    Module *m = NEW(table_arena(&w->reader, false), Module, 1);
    return table_put(project, &project->files, text_from(name), (Known){.module = m, .path = text_from(name), .asked = asked, .found = true}, &w->reader);
}

static Known ask(const Worker *w, const char *name)
{
    return table_get(project, &project->files, text_from(name), &w->reader);
}

static void the_first_module_stays(void **state)
{
    (void)state;
    project_enter(project, &one.reader);
    project_enter(project, &two.reader);
    assert_false(ask(&one, "a").found);
    Module *m = read_as(&one, "a", ASKED_TELLING);
    assert_ptr_equal(read_as(&two, "a", ASKED_TELLING), m);
    assert_ptr_equal(ask(&two, "a").module, m);
    assert_int_equal(ask(&two, "a").asked, ASKED_TELLING);
}

static void a_worker_sees_its_generation_until_its_file_ends(void **state)
{
    (void)state;
    project_enter(project, &one.reader);
    project_enter(project, &two.reader);
    Module *m = read_as(&one, "a", ASKED_TELLING);
    table_grown(project, &one.reader, MUCH, false);
    project_leave(project, &one.reader);
    project_enter(project, &one.reader);
    assert_int_not_equal(one.reader.generation, two.reader.generation);

    // to `one` the module must be read again, and that it is there is known
    Known known = ask(&one, "a");
    assert_true(known.found && !known.module && known.asked == 0 && text_eq(known.path, T("a")));
    Module *again = read_as(&one, "a", ASKED_TELLING);
    assert_ptr_not_equal(again, m);
    assert_ptr_equal(ask(&one, "a").module, again);
    assert_ptr_equal(ask(&two, "a").module, m);

    // a third generation waits for `two`, whose memory stays until then
    table_grown(project, &one.reader, MUCH, false);
    project_leave(project, &one.reader);
    project_enter(project, &one.reader);
    assert_ptr_equal(ask(&one, "a").module, again);
    assert_ptr_not_equal(one.arenas[0].beg, one.homes[0].base);
    project_leave(project, &two.reader);
    assert_ptr_equal(one.arenas[0].beg, one.homes[0].base);
    assert_ptr_equal(ask(&one, "a").module, again);
    project_leave(project, &one.reader);
    project_enter(project, &one.reader);
    assert_null(ask(&one, "a").module);
}

static void what_is_no_module_stays_known(void **state)
{
    (void)state;
    project_enter(project, &one.reader);
    table_put(project, &project->files, T("dull"), (Known){.path = T("dull"), .asked = ASKED_TELLING, .found = true}, &one.reader);
    table_put(project, &project->files, T("none"), (Known){.asked = ASKED_TELLING, .found = true}, &one.reader);
    table_grown(project, &one.reader, MUCH, false);
    project_leave(project, &one.reader);
    project_enter(project, &one.reader);
    assert_int_equal(ask(&one, "dull").asked, ASKED_TELLING);
    assert_true(ask(&one, "none").found && ask(&one, "none").path.n == 0);

    // what was answered by a module for one question was not for the other
    read_as(&one, "dull", ASKED_WHOLE);
    table_grown(project, &one.reader, MUCH, false);
    project_leave(project, &one.reader);
    project_enter(project, &one.reader);
    assert_int_equal(ask(&one, "dull").asked, ASKED_TELLING);
}

static void next_generation(void)
{
    table_grown(project, &one.reader, MUCH, false);
    project_leave(project, &one.reader);
    project_enter(project, &one.reader);
}

static void what_is_read_again_and_again_stays(void **state)
{
    (void)state;
    Arena kept;
    ArenaHome home;
    assert_true(arena_reserve(&kept, &home, SIZE));
    project_enter(project, &one.reader);
    assert_false(table_keeps(project, &one.reader, 100));       // there is no memory for it
    one.reader.kept = &kept;
    for (int i = 0; i < 2; i++) {
        assert_false(table_keeps(project, &one.reader, ask(&one, "a").readings));
        read_as(&one, "a", ASKED_TELLING);
        read_as(&one, "a", ASKED_TELLING);                      // two at once are one reading
        assert_int_equal(ask(&one, "a").readings, i + 1);
        next_generation();
    }
    assert_null(ask(&one, "a").module);
    assert_true(table_keeps(project, &one.reader, ask(&one, "a").readings));
    Module *m = NEW(table_arena(&one.reader, true), Module, 1);
    assert_true((char *)m >= home.base && (char *)m < home.base + SIZE);
    table_put(project, &project->files, T("a"), (Known){.module = m, .path = T("a"), .asked = ASKED_TELLING, .found = true, .kept = true}, &one.reader);
    for (int i = 0; i < 3; i++) {
        next_generation();
        assert_ptr_equal(ask(&one, "a").module, m);
    }
    table_grown(project, &one.reader, MUCH, true);              // no more than so much
    assert_false(table_keeps(project, &one.reader, 100));
    arena_release(&kept);
    one.reader.kept = NULL;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_first_module_stays, begin, end),
        cmocka_unit_test_setup_teardown(a_worker_sees_its_generation_until_its_file_ends, begin, end),
        cmocka_unit_test_setup_teardown(what_is_no_module_stays_known, begin, end),
        cmocka_unit_test_setup_teardown(what_is_read_again_and_again_stays, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
