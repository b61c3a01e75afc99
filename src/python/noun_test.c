// What names say, one by one.
#include "python/noun.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void each(const char *const *names, Noun noun)
{
    for (; *names; names++) {
        if (noun_of(text_from(*names)) != noun) {
            fail_msg("%s is %d, not %d", *names, (int)noun_of(text_from(*names)), (int)noun);
        }
    }
}

static void heads(void **state)
{
    (void)state;
    each((const char *const[]){"files", "file", "user_messages", "jobQueue_messages", "URLS", "userMessages", "pages", NULL}, NOUN_DATA);
    each((const char *const[]){"link_fields", "post_call", "message_creates", "page_size", "things", "", "_", "execution_order", NULL}, NOUN_PLAIN);
    each((const char *const[]){"plugins", "device", "entities", "event_handlers", "self_registered_agents", NULL}, NOUN_THINGS);
}

static void prepositions(void **state)
{
    (void)state;
    each((const char *const[]){"files_to_process", "urls_by_name", "messages_without_id", "to_urls_of", NULL}, NOUN_DATA);
    each((const char *const[]){"clients_by_url", "to_delete", NULL}, NOUN_PLAIN);
    each((const char *const[]){"servers_with_urls", "devices_by_url", NULL}, NOUN_THINGS);
}

static void stand_ins(void **state)
{
    (void)state;
    each((const char *const[]){"user_ids", "file_info", "url_list", "message_chunks", "ids", "uuids", "row_data", NULL}, NOUN_DATA);
    each((const char *const[]){"group_names", "device_ids", "worker_list", NULL}, NOUN_THINGS);
    each((const char *const[]){"output_ids", "names", "chunks", "keys", "list", "data", NULL}, NOUN_PLAIN);
}

static void passing_data(void **state)
{
    (void)state;
    each((const char *const[]){"server_messages", "tool_requests", "device_rows", NULL}, NOUN_DATA);
    each((const char *const[]){"server_urls", "device_files", "plugin_jobs", "cron_jobs", NULL}, NOUN_THINGS);
}

static void configured(void **state)
{
    (void)state;
    each((const char *const[]){"config", "conf", "config_entries", "settings", "options", "config_files", NULL}, NOUN_CONFIGURED);
}

static void others(void **state)
{
    (void)state;
    assert_true(noun_is_picked(T("users")) && noun_is_picked(T("user_ids")) && noun_is_picked(T("subscribersByName")));
    assert_true(noun_is_picked(T("user_messages")) && noun_is_picked(T("action_events")));
    assert_false(noun_is_picked(T("files")) || noun_is_picked(T("ids")) || noun_is_picked(T("")));
    assert_true(noun_is_nondescript(T("xs")) && noun_is_nondescript(T("items")) && noun_is_nondescript(T("data")));
    assert_false(noun_is_nondescript(T("value")) || noun_is_nondescript(T("obj")));
    assert_true(noun_is_index(T("image_idx")) && noun_is_index(T("i_number")) && !noun_is_index(T("indexed")));
    assert_false(noun_is_nondescript(T("cathedrals")) || noun_is_nondescript(T("elements")));
    assert_true(noun_is_found(T("items")) && noun_is_found(T("results")) && noun_is_found(T("children")));
    assert_false(noun_is_found(T("choices")) || noun_is_found(T("item_count")));
    assert_true(noun_is_identifier(T("id")) && noun_is_identifier(T("plant_id")) && noun_is_identifier(T("userUuid")));
    assert_false(noun_is_identifier(T("identity")) || noun_is_identifier(T("id_of")) || noun_is_identifier(T("")));
    assert_true(noun_is_plural(T("get_categories")) && noun_is_plural(T("get_children")) && noun_is_plural(T("users")));
    assert_false(noun_is_plural(T("status")) || noun_is_plural(T("address")) || noun_is_plural(T("analysis")) || noun_is_plural(T("s")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(heads), cmocka_unit_test(prepositions), cmocka_unit_test(stand_ins), cmocka_unit_test(passing_data),
        cmocka_unit_test(configured), cmocka_unit_test(others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
