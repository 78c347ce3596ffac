/* What happens to somebody's page when the database is lost, busy, or somebody else was quicker. On
 * SQLite, which cannot be lost, only the last. And what happens when the same form comes twice. */
#include "db/once.h"
#include "directory/organisation.h"
#include "tests/fresh.h"
#include "tests/test.h"
#include "tests/visitor.h"

#include <stdio.h>
#include <time.h>

static const char organisation_form[] =
        "name=St%C3%B8beriet+Syd&kind=company&language=da&country=DK&visibility=public&version=1";

/* Statements of this test alone, in the words of one database. */
static int64_t ask_server(struct visitor *v, const char *sql) {
    return db_number_text(&v->work, sql, (struct args){0});
}

static void lose_connections(struct visitor *v) {
    CHECK(ask_server(v, "SELECT COUNT(*) FROM (SELECT pg_terminate_backend(pid) AS ended"
                        " FROM pg_stat_activity"
                        " WHERE application_name = current_setting('application_name')"
                        " AND pid <> pg_backend_pid()) AS all_of_them WHERE ended") > 0);
}

static str name_now(struct visitor *v) {
    struct organisation o = {0};
    (void)organisation_stored(&v->work, WORLD_FOUNDRY, &o);
    return o.name;
}

static void a_lost_connection_is_not_noticed(struct visitor *v) {
    visitor_sign_in(v, STR("alu@example.org"));
    lose_connections(v);
    struct response r = visitor_get(v, STR("/en/organisations/1"));
    CHECK(r.status == 200 && visitor_sees(&r, STR("Støberiet A/S")));
    r = visitor_get(v, STR("/en/organisations/1/edit"));
    CHECK(r.status == 200);
    lose_connections(v);
    r = visitor_post(v, STR("/en/organisations/1/edit"), str_of(organisation_form));
    CHECK(r.status == 303);
    SAME(name_now(v), "Støberiet Syd");
    CHECK(db_number(&v->work, "SELECT version FROM organisation WHERE id = ?",
                  num(WORLD_FOUNDRY)) == 2);
}

/* A worker whose connection waits for others a third of a second instead of 15. */
static bool grow_impatient(struct visitor *v) {
    static char address[600];
    (void)snprintf(address, sizeof(address), "%s%%20-c%%20lock_timeout%%3D300", v->fresh.address);
    answer_close(v->worker);
    v->house.database = address;
    v->worker = answer_open(&v->house, 0);
    return v->worker != NULL;
}

static void what_was_typed_waits_for_a_busy_database(struct visitor *v) {
    static const char form[] = "name=St%C3%B8beriet+%3CNord%3E&kind=company&language=da&country=DK"
                               "&visibility=public&version=2";
    struct work other = {.mem = &v->mem, .db = v->work.db, .now = v->work.now};
    CHECK(grow_impatient(v));
    struct response r = visitor_get(v, STR("/da/organisations/1/edit"));
    db_begin(&other);
    db_run(&other, "UPDATE organisation SET remark = 'x' WHERE id = ?", num(WORLD_FOUNDRY));
    r = visitor_post(v, STR("/da/organisations/1/edit"), str_of(form));
    CHECK(r.status == 503 && visitor_sees(&r, STR("Databasen er optaget")));
    CHECK(r.note.fault.len && r.note.event.len == 0);
    CHECK(visitor_sees(&r, STR("action='/da/organisations/1/edit'")));
    CHECK(visitor_sees(&r, STR("name='name' value='Støberiet &lt;Nord&gt;'")));
    db_forget(&other);
    SAME(name_now(v), "Støberiet Syd");
    r = visitor_post(v, STR("/da/organisations/1/edit"), str_of(form));
    CHECK(r.status == 303);
    SAME(name_now(v), "Støberiet <Nord>");
}

static int64_t needs_called(struct visitor *v, const char *title) {
    return db_number(&v->work, "SELECT COUNT(*) FROM listing WHERE title = ?", txt(str_of(title)));
}

static struct response send_need(struct visitor *v, const char *title, const char *once) {
    char form[300];
    (void)snprintf(form, sizeof(form),
            "side=need&kind=business&title=%s&language=en&visibility=public%s%s", title,
            *once ? "&once=" : "", once);
    return visitor_post(v, STR("/en/organisations/1/listings/new"), str_of(form));
}

/* As a browser does whose reader presses "again" when the answer did not come. */
static void a_form_that_comes_again_is_stored_once(struct visitor *v) {
    visitor_sign_in(v, STR("alu@example.org"));
    CHECK(send_need(v, "Twice", "a").status == 303 && needs_called(v, "Twice") == 1);
    struct response r = send_need(v, "Twice", "a");
    CHECK(r.status == 200 && visitor_sees(&r, STR("This is stored already")));
    CHECK(needs_called(v, "Twice") == 1);
    CHECK(send_need(v, "Twice", "b").status == 303 && needs_called(v, "Twice") == 2);
    CHECK(send_need(v, "Twice", "").status == 303 && needs_called(v, "Twice") == 3);
}

static void a_form_that_was_changed_is_another_one(struct visitor *v) {
    CHECK(send_need(v, "First", "c").status == 303 && send_need(v, "Second", "c").status == 303);
    CHECK(needs_called(v, "First") == 1 && needs_called(v, "Second") == 1);
}

static void a_form_that_was_refused_may_come_again(struct visitor *v) {
    int64_t before = db_number(&v->work, "SELECT COUNT(*) FROM submission");
    CHECK(send_need(v, "", "d").status >= 400 && send_need(v, "", "d").status >= 400);
    CHECK(db_number(&v->work, "SELECT COUNT(*) FROM submission") == before);
}

static void a_form_names_the_request_that_showed_it(struct visitor *v) {
    struct response r = visitor_get(v, STR("/en/organisations/1/listings/new"));
    SAME(visitor_between(r.body, STR("name='once' value='"), '\''), "test");
    v->session = (str){0};
    r = visitor_get(v, STR("/en/sign-in"));
    CHECK(r.status == 200 && !visitor_sees(&r, STR("name='once'")));
}

static void after_a_week_nobody_sends_it_again(struct visitor *v) {
    struct work later = {.mem = &v->mem, .db = v->work.db, .now = (int64_t)time(NULL)};
    int64_t known = db_number(&later, "SELECT COUNT(*) FROM submission");
    once_sweep(&later);
    CHECK(known > 0 && db_number(&later, "SELECT COUNT(*) FROM submission") == known);
    later.now += 8 * 24 * 3600;
    db_begin(&later);
    once_sweep(&later);
    CHECK(db_end(&later) && db_number(&later, "SELECT COUNT(*) FROM submission") == 0);
}

int main(void) {
    struct visitor v;
    if (!visitor_open(&v)) {
        return 1;
    }
    if (fresh_on_server()) {
        a_lost_connection_is_not_noticed(&v);
        what_was_typed_waits_for_a_busy_database(&v);
    }
    a_form_that_comes_again_is_stored_once(&v);
    a_form_that_was_changed_is_another_one(&v);
    a_form_that_was_refused_may_come_again(&v);
    a_form_names_the_request_that_showed_it(&v);
    after_a_week_nobody_sends_it_again(&v);
    visitor_close(&v);
    return test_failures != 0;
}
