/* What is about to end is asked about once, kept or withdrawn by one press, and lapses by itself. */
#include "base/buf.h"
#include "db/db.h"
#include "directory/ask_due.h"
#include "directory/ask_reply.h"
#include "job/asker.h"
#include "lang/date.h"
#include "tests/asking.h"
#include "tests/test.h"

enum { DAY = 24 * 3600 };

static str in_days(struct visitor *v, int64_t days) {
    return date_of(&v->mem, v->work.now + days * DAY);
}

static void ends_on(struct visitor *v, int64_t listing, str day) {
    db_run(&v->work, "UPDATE listing SET valid_until = ?, status = 'published' WHERE id = ?",
            txt(day), num(listing));
}

/* Three of the press end within two weeks or were never confirmed; one letter asks about all. */
static void what_is_about_to_end_is_asked_about_once(struct visitor *v, str *link) {
    struct asker asker = {&v->house.seal, v->house.address};
    struct letter l = {0};
    db_run(&v->work, "UPDATE listing SET confirmed = ?, valid_until = ''", txt(in_days(v, -10)));
    ends_on(v, WORLD_PRESS_NEED, in_days(v, 14));
    db_run(&v->work, "UPDATE listing SET confirmed = ? WHERE id = ?", txt(in_days(v, -366)),
            num(WORLD_PRESS_OFFER));
    int64_t before = asking_letters(v);
    CHECK(asker_turn(&v->work, &asker));
    CHECK(asking_letters(v) == before + 1 && asking_letter(v, &l));
    SAME(l.to, "clara@press.example");
    SAME(l.kind, "still-current");
    CHECK(l.tongue == DE && l.cluster == WORLD_AUTO);
    CHECK(str_has(l.text, STR("Gussteile")) && str_has(l.text, STR("Presswerkzeuge")));
    CHECK(asker_turn(&v->work, &asker) && asking_letters(v) == before + 1);
    *link = asking_link(v, &l);
    ends_on(v, WORLD_SAWMILL_NEED, in_days(v, 15)); /* far enough; and nobody to ask */
    ends_on(v, WORLD_FOUNDRY_OFFER, in_days(v, 15));
    CHECK(asker_turn(&v->work, &asker) && asking_letters(v) == before + 1);
    db_begin(&v->work);
    ask_set_rule(&v->work, WORLD_ALU, 20);
    ask_set_rule(&v->work, WORLD_AUTO, 0);
    CHECK(db_end(&v->work));
    CHECK(asker_turn(&v->work, &asker) && asking_letters(v) == before + 2);
    CHECK(asking_letter(v, &l) && str_has(l.text, STR("Støbegods")));
}

/* Otto of the sawmill keeps it himself, with an account as its member. */
static void whoever_wrote_it_with_an_account_is_asked(struct visitor *v) {
    struct asker asker = {&v->house.seal, v->house.address};
    struct letter l = {0};
    db_run(&v->work,
            "INSERT INTO role (account_id, kind, organisation_id, reach) VALUES (?, 'member', ?, 0)",
            num(WORLD_OUTSIDER), num(WORLD_SAWMILL));
    visitor_sign_in(v, STR("outsider@example.org"));
    (void)visitor_get(v, STR("/en/listings/7"));
    struct response r = visitor_post(v, STR("/en/listings/7/confirm"), STR(""));
    CHECK(r.status == 303);
    r = visitor_post(v, STR("/en/listings/7/publish"), STR(""));
    CHECK(r.status == 404);
    CHECK(listing_owner_said(&v->work, WORLD_SAWMILL_NEED) > 0);
    ends_on(v, WORLD_SAWMILL_NEED, in_days(v, 5));
    CHECK(asker_turn(&v->work, &asker) && asking_letter(v, &l));
    SAME(l.to, "outsider@example.org");
    CHECK(l.tongue == EN && str_has(l.text, STR("Otto")));
}

static void one_press_keeps_it_another_withdraws_it(struct visitor *v, str link) {
    v->session = (str){0};
    int64_t before = asking_writes(v);
    struct response r = visitor_get(v, link);
    CHECK(r.status == 200 && asking_writes(v) == before);
    r = visitor_post(v, link, asking_reply(v, WORLD_PRESS_NEED, "&answer=yes&until=2020-01-01"));
    CHECK(r.status == 422);
    r = visitor_post(v, link, asking_reply(v, WORLD_PRESS_NEED, "&answer=yes&until=2990-01-01"));
    CHECK(r.status == 422);
    struct buf form = {.mem = &v->mem};
    buf_add(&form, asking_reply(v, WORLD_PRESS_NEED, "&answer=yes&until="));
    buf_add(&form, in_days(v, 200));
    r = visitor_post(v, link, buf_str(&form));
    CHECK(r.status == 303);
    CHECK(str_eq(asking_stored(v, WORLD_PRESS_NEED).valid_until, in_days(v, 200)));
    CHECK(str_eq(asking_stored(v, WORLD_PRESS_NEED).confirmed, in_days(v, 0)));
    r = visitor_post(v, link, asking_reply(v, WORLD_PRESS_OFFER, "&answer=no&reason="));
    CHECK(r.status == 303 && asking_is(v, WORLD_PRESS_OFFER, "withdrawn"));
    CHECK(listing_owner_said(&v->work, WORLD_PRESS_NEED) > 0);
}

static void what_nobody_confirms_lapses_on_its_day(struct visitor *v) {
    ends_on(v, WORLD_FOUNDRY_OFFER, in_days(v, -1));
    db_begin(&v->work);
    CHECK(listing_expire(&v->work, in_days(v, 0)) == 1);
    CHECK(db_end(&v->work));
    CHECK(asking_is(v, WORLD_FOUNDRY_OFFER, "expired"));
    struct listing_record record = listing_record(&v->work, WORLD_FOUNDRY_OFFER);
    CHECK(record.count > 0 && record.at[0].act == LISTING_EXPIRED && record.at[0].by == BY_CLOCK);
}

/* Two connections send at once: the end that was asked about stands there once. */
static void two_machines_ask_once(struct visitor *v) {
    int64_t listing = WORLD_FOUNDRY_NEED;
    str due = in_days(v, 3);
    ends_on(v, listing, due);
    struct ask a = {.purpose = ASK_CURRENT,
            .cluster = WORLD_ALU,
            .organisation = WORLD_FOUNDRY,
            .name = STR("x"),
            .mail = STR("x@example.org")};
    db_begin(&v->work);
    ask_add(&v->work, &a, &listing, &due, 1);
    CHECK(db_end(&v->work));
    struct work second = {.mem = &v->mem, .db = v->work.db, .now = v->work.now};
    db_begin(&second);
    ask_add(&second, &a, &listing, &due, 1);
    CHECK(!db_end(&second));
}

static void the_language_of_a_letter_is_the_one_they_speak_best(void) {
    CHECK(ask_tongue(STR("da B1;de C2;en C1"), STR("sv")) == DE);
    CHECK(ask_tongue(STR("pl C2;fr A1"), STR("sv")) == FR);
    CHECK(ask_tongue(STR(""), STR("sv")) == SV);
    CHECK(ask_tongue(STR("pl C2"), STR("xx")) == EN);
    CHECK(ask_tongue(STR("nb"), STR("sv")) == SV);
}

int main(void) {
    struct visitor v;
    str link = {0};
    if (!visitor_open(&v)) {
        return 1;
    }
    what_is_about_to_end_is_asked_about_once(&v, &link);
    one_press_keeps_it_another_withdraws_it(&v, link);
    whoever_wrote_it_with_an_account_is_asked(&v);
    what_nobody_confirms_lapses_on_its_day(&v);
    two_machines_ask_once(&v);
    the_language_of_a_letter_is_the_one_they_speak_best();
    CHECK(work_ok(&v.work));
    visitor_close(&v);
    return test_failures != 0;
}
