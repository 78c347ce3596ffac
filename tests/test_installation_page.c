#include "db/backup.h"
#include "tests/test.h"
#include "tests/visitor.h"

static struct response page(struct visitor *v) {
    struct response r = visitor_get(v, STR("/en/installation"));
    CHECK(r.status == 200);
    return r;
}

static void what_is_to_be_done_is_told(struct visitor *v) {
    v->house.address = STR("http://127.0.0.1:8055");
    v->house.posts = false;
    struct response r = page(v);
    CHECK(visitor_sees(&r, STR("Something wants to be done.")));
    CHECK(visitor_sees(&r, STR("No backup has been made yet.")));
    CHECK(visitor_sees(&r, STR("Letters are not sent.")));
    CHECK(visitor_sees(&r, STR("Readers come without encryption")));
    CHECK(visitor_sees(&r, STR("0.0.test")));
}

static void nothing_is_told_where_all_is_well(struct visitor *v) {
    v->house.address = STR("https://clusters.example.org");
    v->house.posts = true;
    backup_note(
            &v->work, &(struct backup){.at = v->work.now - 3600, .bytes = 2500000, .rows = 1234});
    struct response r = page(v);
    CHECK(visitor_sees(&r, STR("All is well")));
    CHECK(visitor_sees(&r, STR("1 hour ago, 2.5 MB, 1,234 rows compared")));
    CHECK(!visitor_sees(&r, STR("What is to be done")));
    db_run(&v->work, "UPDATE backup SET at = ?", num(v->work.now - 3 * 24 * 3600));
    r = page(v);
    CHECK(visitor_sees(&r, STR("The last backup was made 3 days ago.")));
    CHECK(!visitor_sees(&r, STR("Letters are not sent.")));
}

static void it_is_for_administrators(struct visitor *v) {
    visitor_sign_in(v, STR("alu@example.org"));
    CHECK(visitor_get(v, STR("/en/installation")).status == 404);
}

int main(void) {
    struct visitor v;
    if (!visitor_open(&v)) {
        return 1;
    }
    v.house.version = STR("0.0.test");
    visitor_sign_in(&v, STR("admin@example.org"));
    what_is_to_be_done_is_told(&v);
    nothing_is_told_where_all_is_well(&v);
    it_is_for_administrators(&v);
    visitor_close(&v);
    return test_failures != 0;
}
