/* A match says who of the two should talk to whom, in which language, and names nobody who is not for
 * the reader's eyes. */
#include "tests/test.h"
#include "tests/visitor.h"

#define MATCH "/en/organisations/1/partners/2"

static void a_match_says_who_should_talk(struct visitor *v) {
    visitor_sign_in(v, STR("alu@example.org"));
    struct response r = visitor_get(v, STR(MATCH));
    CHECK(r.status == 200);
    CHECK(visitor_sees(&r, STR("Anne Holm (Direktør) and Clara Vogt (Einkauf) should talk.")));
    CHECK(visitor_sees(&r, STR("In English it will work well.")));
    r = visitor_get(v, STR("/de/organisations/1/partners/2"));
    CHECK(visitor_sees(&r, STR("Auf Englisch wird es gut gehen.")));
}

static void what_they_say_themselves_goes_first(struct visitor *v) {
    db_begin(&v->work);
    db_run(&v->work, "INSERT INTO individual (id, languages, created) VALUES (900, 'de C1', 1)");
    db_run(&v->work, "UPDATE person SET individual_id = 900 WHERE id = ?", num(WORLD_BJARNE));
    CHECK(db_end(&v->work));
    struct response r = visitor_get(v, STR(MATCH));
    CHECK(visitor_sees(&r, STR("Bjarne Krogh (Salg) and Clara Vogt (Einkauf) should talk.")));
    CHECK(visitor_sees(&r, STR("In German everything will work, the contract too.")));
}

static void who_left_is_not_named(struct visitor *v) {
    db_begin(&v->work);
    db_run(&v->work, "UPDATE person SET until = '2020-01-01' WHERE id = ?", num(WORLD_BJARNE));
    CHECK(db_end(&v->work));
    struct response r = visitor_get(v, STR(MATCH));
    CHECK(visitor_sees(&r, STR("Anne Holm (Direktør) and Clara Vogt (Einkauf) should talk.")));
}

/* Clara takes back that everybody may see her. */
static void nobody_is_named_who_is_not_to_be_seen(struct visitor *v) {
    db_begin(&v->work);
    db_run(&v->work, "UPDATE person SET consents = '' WHERE id = ?", num(WORLD_CLARA));
    CHECK(db_end(&v->work));
    struct response r = visitor_get(v, STR(MATCH));
    CHECK(r.status == 200 && !visitor_sees(&r, STR("should talk")));
    CHECK(!visitor_sees(&r, STR("Clara Vogt")));
}

int main(void) {
    struct visitor v = {0};
    if (!visitor_open(&v)) {
        return 1;
    }
    a_match_says_who_should_talk(&v);
    what_they_say_themselves_goes_first(&v);
    who_left_is_not_named(&v);
    nobody_is_named_who_is_not_to_be_seen(&v);
    visitor_close(&v);
    return test_failures != 0;
}
