/* A match says who of the two should talk to whom, in which language, and names nobody who is not for
 * the reader's eyes. */
#include "directory/individual.h"
#include "tests/test.h"
#include "tests/visitor.h"
#include "trust/introduction_off.h"

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

static bool is_asked(struct visitor *v) {
    db_begin(&v->work);
    int64_t id = individual_of_account(&v->work, WORLD_ALU_MANAGER);
    CHECK(db_end(&v->work));
    struct individual one = {0};
    return individual_one(&v->work, id, &one) && one.introduced && !introduction_off(&v->work, id);
}

static bool shown_as_asked(struct visitor *v) {
    struct response r = visitor_get(v, STR("/en/me/languages"));
    CHECK(r.status == 200);
    return visitor_sees(&r, STR("name='introduced' value='yes' checked"));
}

/* What the page says is what holds, wherever else it was said. */
static void being_introduced_is_one_switch(struct visitor *v) {
    CHECK(!is_asked(v) && !shown_as_asked(v));
    (void)visitor_post(v, STR("/en/me/languages"), STR("languages=da+C2&introduced=yes"));
    CHECK(is_asked(v) && shown_as_asked(v));
    (void)visitor_get(v, STR("/en/introductions"));
    (void)visitor_post(v, STR("/en/introductions/off"), STR("off=yes"));
    CHECK(!is_asked(v) && !shown_as_asked(v));
    (void)visitor_post(v, STR("/en/me/languages"), STR("languages=da+C2&introduced=yes"));
    CHECK(is_asked(v) && shown_as_asked(v));
    (void)visitor_post(v, STR("/en/me/languages"), STR("languages=da+C2"));
    CHECK(!is_asked(v) && !shown_as_asked(v));
    struct response r = visitor_get(v, STR("/en/introductions"));
    CHECK(visitor_sees(&r, STR("You are asked for no introductions any more.")));
}

/* Anne is the same human: what she agreed to or objected to at the foundry counts too. */
static void what_an_entry_says_counts_too(struct visitor *v) {
    struct work *w = &v->work;
    db_begin(w);
    db_run(w,
            "UPDATE person SET individual_id = ?, unconfirmed = 0, consents = 'listed;introduced'"
            " WHERE id = ?",
            num(individual_of_account(w, WORLD_ALU_MANAGER)), num(WORLD_ANNE));
    CHECK(db_end(w));
    CHECK(!is_asked(v) && !shown_as_asked(v)); /* the no above */
    (void)visitor_post(v, STR("/en/me/languages"), STR("introduced=yes"));
    CHECK(is_asked(v) && shown_as_asked(v));
    db_begin(w);
    db_run(w, "UPDATE person SET consents = '', objected = 'introduced' WHERE id = ?",
            num(WORLD_ANNE));
    CHECK(db_end(w));
    struct response r = visitor_get(v, STR("/en/me/languages"));
    CHECK(visitor_sees(&r, STR("As a contact person you objected to it")));
    CHECK(!is_asked(v) && !shown_as_asked(v));
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
    being_introduced_is_one_switch(&v);
    what_an_entry_says_counts_too(&v);
    visitor_close(&v);
    return test_failures != 0;
}
