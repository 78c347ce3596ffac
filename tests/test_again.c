/* What happens to somebody's page when the database is lost, busy, or somebody else was quicker. On
 * SQLite, which cannot be lost, only the last. */
#include "directory/organisation.h"
#include "tests/fresh.h"
#include "tests/test.h"
#include "tests/visitor.h"

#include <stdio.h>

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
    CHECK(visitor_sees(&r, STR("action='/da/organisations/1/edit'")));
    CHECK(visitor_sees(&r, STR("name='name' value='Støberiet &lt;Nord&gt;'")));
    db_forget(&other);
    SAME(name_now(v), "Støberiet Syd");
    r = visitor_post(v, STR("/da/organisations/1/edit"), str_of(form));
    CHECK(r.status == 303);
    SAME(name_now(v), "Støberiet <Nord>");
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
    visitor_close(&v);
    return test_failures != 0;
}
