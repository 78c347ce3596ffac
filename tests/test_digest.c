/* What waits for somebody comes in the morning of the day they chose, once, in their language, and
 * holds nothing that is not for their eyes. */
#include "base/buf.h"
#include "db/db.h"
#include "digest/digest_due.h"
#include "digest/digest_feed.h"
#include "digest/digest_wish.h"
#include "directory/ask.h"
#include "directory/individual.h"
#include "job/digester.h"
#include "lang/date.h"
#include "lang/zone.h"
#include "mail/unwanted.h"
#include "match/alert.h"
#include "privacy/consent.h"
#include "tests/asking.h"
#include "tests/test.h"

#include <pthread.h>

enum { DAY = 24 * 3600 };

/* A Monday in winter; Copenhagen and Berlin are an hour ahead. */
#define MONDAY STR("2027-01-18")

static int64_t at(str day, int hour, int minute) {
    return zone_seconds(STR("Europe/Copenhagen"), day, hour * 60 + minute);
}

static struct digest_sender sender_of(struct visitor *v) {
    return (struct digest_sender){&v->house.seal, v->house.address};
}

static int64_t digests(struct visitor *v, const char *mail) {
    return db_number(&v->work,
            "SELECT COUNT(*) FROM letter WHERE kind = 'digest' AND recipient = ?",
            txt(str_of(mail)));
}

static bool turn(struct visitor *v, int64_t now) {
    struct digest_sender sender = sender_of(v);
    v->work.now = now;
    return digester_turn(&v->work, v->house.live, &sender);
}

static struct letter newest(struct visitor *v, const char *mail) {
    struct letter l = {0};
    int64_t id = db_number(&v->work,
            "SELECT COALESCE(MAX(id), 0) FROM letter WHERE kind = 'digest' AND recipient = ?",
            txt(str_of(mail)));
    CHECK(outbox_read(&v->work, &v->house.seal, id, &l));
    return l;
}

static void ends_on(struct visitor *v, int64_t listing, const char *day) {
    db_run(&v->work, "UPDATE listing SET valid_until = ?, status = 'published' WHERE id = ?",
            txt(str_of(day)), num(listing));
}

static void choose(struct visitor *v, int64_t account, const struct digest_wish *wish) {
    db_begin(&v->work);
    digest_wish_save(&v->work, individual_of_account(&v->work, account), wish);
    CHECK(db_end(&v->work));
}

static void see_all(struct visitor *v, int64_t cluster) {
    struct alert_wish any = {0};
    struct alerts all = alert_list(&v->work, v->house.live, cluster, &any);
    db_begin(&v->work);
    alert_see(&v->work, cluster, &all);
    CHECK(db_end(&v->work));
}

/* The first morning only notes that they are there; with nothing to say none comes later either. */
static void with_nothing_to_say_no_letter_comes(struct visitor *v) {
    see_all(v, WORLD_ALU);
    see_all(v, WORLD_AUTO);
    db_run(&v->work, "UPDATE listing SET confirmed = ?", txt(STR("2027-01-01")));
    CHECK(turn(v, at(STR("2027-01-13"), 10, 0)));
    CHECK(digests(v, "alu@example.org") == 0);
    CHECK(turn(v, at(MONDAY, 8, 0)));
    CHECK(digests(v, "alu@example.org") == 0 && digests(v, "auto@example.org") == 0);
    CHECK(db_number(&v->work, "SELECT COUNT(*) FROM digest WHERE told = ?", txt(MONDAY)) == 3);
}

static void it_comes_on_the_morning_they_chose(struct visitor *v) {
    ends_on(v, WORLD_FOUNDRY_OFFER, "2027-02-01");
    ends_on(v, WORLD_PRESS_NEED, "2027-02-01");
    ends_on(v, WORLD_PRESS_OFFER, "2027-02-02");
    CHECK(turn(v, at(STR("2027-01-19"), 8, 0)) && digests(v, "alu@example.org") == 0);
    CHECK(turn(v, at(STR("2027-01-25"), 6, 59)) && digests(v, "alu@example.org") == 0);
    CHECK(turn(v, at(STR("2027-01-25"), 7, 0)));
    CHECK(digests(v, "alu@example.org") == 1 && digests(v, "auto@example.org") == 1);
    CHECK(digests(v, "admin@example.org") == 0 && digests(v, "outsider@example.org") == 0);
    CHECK(turn(v, at(STR("2027-01-25"), 8, 0)) && turn(v, at(STR("2027-01-31"), 8, 0)));
    CHECK(digests(v, "alu@example.org") == 1);
}

/* One in Danish, several in German. */
static void it_speaks_their_language(struct visitor *v) {
    struct letter l = newest(v, "alu@example.org");
    CHECK(l.tongue == DA && l.cluster == WORLD_ALU);
    CHECK(str_has(l.text, STR("Hej Ane")));
    CHECK(str_has(l.text, STR("Ét behov eller tilbud udløber inden for 30 dage.")));
    CHECK(str_has(l.text, STR("Støbegods i aluminium")) && str_has(l.text, STR("1. februar 2027")));
    CHECK(str_has(l.text, STR("\nhttps://handslag.example/da/listings/1\n")));
    CHECK(str_has(l.text, STR("\nhttps://handslag.example/da/me/digest\n")));
    CHECK(!str_has(l.text, STR("Gussteile")));
    l = newest(v, "auto@example.org");
    CHECK(l.tongue == DE && str_has(l.text, STR("Gussteile aus Aluminium")));
    CHECK(str_has(l.text, STR("2 Bedarfe und Angebote laufen")));
    CHECK(str_has(l.text, STR("- Presswerkzeuge (")));
    CHECK(!str_has(l.subject, STR("Gussteile")));
}

/* The machines were off on Monday and Tuesday morning, or it is night there. */
static void a_morning_that_was_missed_comes_later(struct visitor *v) {
    CHECK(turn(v, at(STR("2027-02-02"), 3, 0)) && digests(v, "alu@example.org") == 1);
    CHECK(turn(v, at(STR("2027-02-02"), 21, 0)) && digests(v, "alu@example.org") == 1);
    ends_on(v, WORLD_FOUNDRY_OFFER, "2027-02-20");
    CHECK(turn(v, at(STR("2027-02-03"), 9, 0)) && digests(v, "alu@example.org") == 2);
    CHECK(turn(v, at(STR("2027-02-04"), 9, 0)) && digests(v, "alu@example.org") == 2);
}

static void daily_never_and_without_parts(struct visitor *v) {
    choose(v, WORLD_ALU_MANAGER,
            &(struct digest_wish){.often = DIGEST_DAILY, .weekday = 1, .parts = DIGEST_ALL});
    CHECK(turn(v, at(STR("2027-02-05"), 7, 30)) && digests(v, "alu@example.org") == 3);
    CHECK(turn(v, at(STR("2027-02-06"), 7, 30)) && digests(v, "alu@example.org") == 4);
    choose(v, WORLD_ALU_MANAGER,
            &(struct digest_wish){.often = DIGEST_DAILY,
                    .weekday = 1,
                    .parts = DIGEST_ALL & ~(1U << DIGEST_LISTINGS) & ~(1U << DIGEST_MATCHES)});
    CHECK(turn(v, at(STR("2027-02-07"), 7, 30)) && digests(v, "alu@example.org") == 4);
    choose(v, WORLD_ALU_MANAGER,
            &(struct digest_wish){.often = DIGEST_NEVER, .weekday = 1, .parts = DIGEST_ALL});
    CHECK(turn(v, at(STR("2027-02-08"), 7, 30)) && digests(v, "alu@example.org") == 4);
    choose(v, WORLD_ALU_MANAGER,
            &(struct digest_wish){.often = DIGEST_WEEKLY, .weekday = 3, .parts = DIGEST_ALL});
    CHECK(turn(v, at(STR("2027-02-09"), 7, 30)) && digests(v, "alu@example.org") == 4);
    CHECK(turn(v, at(STR("2027-02-10"), 7, 30)) && digests(v, "alu@example.org") == 5);
}

static void who_ended_them_by_the_letter_gets_none(struct visitor *v) {
    struct unwanted u = {.mail = STR("alu@example.org"), .kind = STR("digest")};
    db_begin(&v->work);
    unwanted_add(&v->work, &v->house.seal, &u);
    CHECK(db_end(&v->work));
    CHECK(turn(v, at(STR("2027-02-17"), 7, 30)) && digests(v, "alu@example.org") == 5);
    db_begin(&v->work);
    unwanted_lift(&v->work, &v->house.seal, u.mail, u.kind);
    CHECK(db_end(&v->work));
    ends_on(v, WORLD_FOUNDRY_OFFER, "2027-03-10");
    CHECK(turn(v, at(STR("2027-02-24"), 7, 30)) && digests(v, "alu@example.org") == 6);
}

/* Clara of the press agreed to it and has no account: what she was asked is answered by one press. */
static void contact_persons_who_agreed_get_it_too(struct visitor *v) {
    int64_t text = WORLD_PRESS_OFFER;
    struct ask a = {.purpose = ASK_CURRENT,
            .cluster = WORLD_AUTO,
            .organisation = WORLD_PRESS,
            .person = WORLD_CLARA,
            .name = STR("Clara Vogt"),
            .mail = STR("Clara@press.example"),
            .tongue = DE};
    db_begin(&v->work);
    ask_add(&v->work, &a, &text, NULL, 1);
    CHECK(db_end(&v->work));
    CHECK(turn(v, at(STR("2027-03-01"), 8, 0)) && digests(v, "clara@press.example") == 0);
    db_run(&v->work, "UPDATE person SET consents = 'listed;digest' WHERE id = ?", num(WORLD_CLARA));
    CHECK(turn(v, at(STR("2027-03-02"), 8, 0)) && turn(v, at(STR("2027-03-08"), 8, 0)));
    CHECK(digests(v, "clara@press.example") == 1);
    struct letter l = newest(v, "clara@press.example");
    CHECK(l.tongue == DE && str_has(l.text, STR("/de/privacy/yours/")));
    str link = asking_link(v, &l);
    CHECK(str_starts(link, STR("/de/asked/")));
    int64_t before = asking_writes(v);
    struct response r = visitor_get(v, link);
    CHECK(r.status == 200 && visitor_sees(&r, STR("Presswerkzeuge")));
    CHECK(asking_writes(v) == before);
    db_run(&v->work, "UPDATE person SET consents = 'listed' WHERE id = ?", num(WORLD_CLARA));
    CHECK(turn(v, at(STR("2027-03-15"), 8, 0)) && digests(v, "clara@press.example") == 1);
}

/* ---- two machines at once, and one that is interrupted */

struct machine {
    struct visitor *v;
    int64_t now;
    pthread_t thread;
};

static void *run(void *arg) {
    struct machine *m = arg;
    struct arena mem = {0};
    struct work w = {.mem = &mem, .now = m->now};
    struct digest_sender sender = sender_of(m->v);
    w.db = db_open(&mem, m->v->fresh.address, &w.fault);
    for (int i = 0; i < 20 && !digester_turn(&w, m->v->house.live, &sender); i++) {
        w = (struct work){.mem = &mem, .db = w.db, .now = m->now};
    }
    db_close(w.db);
    arena_free(&mem);
    return NULL;
}

static void two_machines_tell_once(struct visitor *v) {
    struct machine both[2] = {{.v = v, .now = at(STR("2027-03-24"), 9, 0)},
            {.v = v, .now = at(STR("2027-03-24"), 9, 0)}};
    ends_on(v, WORLD_FOUNDRY_OFFER, "2027-04-10");
    int64_t before = digests(v, "alu@example.org");
    for (size_t i = 0; i < 2; i++) {
        CHECK(pthread_create(&both[i].thread, NULL, run, &both[i]) == 0);
    }
    for (size_t i = 0; i < 2; i++) {
        CHECK(pthread_join(both[i].thread, NULL) == 0);
    }
    CHECK(digests(v, "alu@example.org") == before + 1);
}

/* It breaks where the letter is put into the outbox, and goes on from there the next time. */
static void what_breaks_off_is_neither_lost_nor_repeated(struct visitor *v) {
    struct digest_sender sender = sender_of(v);
    struct work broken = v->work;
    int64_t before = digests(v, "alu@example.org");
    broken.now = at(STR("2027-03-31"), 9, 0);
    db_run(&v->work, "ALTER TABLE letter RENAME TO letter_away");
    CHECK(!digester_turn(&broken, v->house.live, &sender));
    CHECK(broken.trouble == TROUBLE_BROKEN);
    db_run(&v->work, "ALTER TABLE letter_away RENAME TO letter");
    CHECK(digests(v, "alu@example.org") == before);
    CHECK(turn(v, broken.now) && digests(v, "alu@example.org") == before + 1);
    CHECK(turn(v, broken.now) && digests(v, "alu@example.org") == before + 1);
}

/* ---- at the page, and in a feed */

static str made_address(struct visitor *v) {
    struct response r = visitor_post(v, STR("/da/me/digest/feed"), STR(""));
    CHECK(r.status == 200);
    str path = visitor_between(r.body, STR("https://handslag.example"), '\'');
    CHECK(str_starts(path, STR("/da/feeds/")) && str_ends(path, STR("/news.atom")));
    return path;
}

static void the_page_keeps_what_they_choose(struct visitor *v) {
    v->work.now = at(STR("2027-04-01"), 9, 0);
    visitor_sign_in(v, STR("alu%40example.org"));
    struct response r = visitor_get(v, STR("/en/me/digest"));
    CHECK(r.status == 200 && visitor_sees(&r, STR("value='3' selected")));
    CHECK(visitor_sees(&r, STR("value='weekly' checked")));
    r = visitor_post(v, STR("/en/me/digest"), STR("often=daily&weekday=5&matches=yes"));
    CHECK(r.status == 303);
    r = visitor_get(v, STR("/en/me/digest"));
    CHECK(visitor_sees(&r, STR("value='daily' checked")));
    CHECK(visitor_sees(&r, STR("name='matches' value='yes' checked")));
    CHECK(!visitor_sees(&r, STR("name='people' value='yes' checked")));
    r = visitor_post(
            v, STR("/en/me/digest"), STR("often=hourly&weekday=9&listings=yes&people=yes"));
    CHECK(r.status == 303);
    struct digest_wish wish = digest_wish_of(&v->work,
            db_number(&v->work, "SELECT id FROM individual WHERE account_id = ?",
                    num(WORLD_ALU_MANAGER)),
            WORLD_ALU_MANAGER);
    CHECK(wish.often == DIGEST_WEEKLY && wish.weekday == 1);
    CHECK(wish.parts == (1U << DIGEST_LISTINGS | 1U << DIGEST_PEOPLE));
}

static void a_feed_is_read_at_its_address_until_it_is_ended(struct visitor *v) {
    str first = made_address(v);
    str page = v->session;
    v->session = (str){0};
    struct response r = visitor_get(v, first);
    CHECK(r.status == 200);
    CHECK(str_starts(r.type, STR("application/atom+xml")) && r.etag.len > 0);
    CHECK(str_has(r.body, STR("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"da\">")));
    str etag = arena_copy(&v->mem, r.etag);
    r = visitor_get(v, first);
    CHECK(str_eq(r.etag, etag)); /* the same bytes, so that it need not be sent again */
    v->session = page;
    (void)visitor_get(v, STR("/da/me/digest"));
    str second = made_address(v);
    v->session = (str){0};
    CHECK(visitor_get(v, first).status == 404 && visitor_get(v, second).status == 200);
    db_run(&v->work, "UPDATE account SET suspended = 1 WHERE id = ?", num(WORLD_ALU_MANAGER));
    CHECK(visitor_get(v, second).status == 404);
    db_run(&v->work, "UPDATE account SET suspended = 0 WHERE id = ?", num(WORLD_ALU_MANAGER));
    v->session = page;
    (void)visitor_get(v, STR("/da/me/digest"));
    CHECK(visitor_post(v, STR("/da/me/digest/feed/end"), STR("")).status == 303);
    v->session = (str){0};
    CHECK(visitor_get(v, second).status == 404);
    CHECK(db_number(&v->work, "SELECT COUNT(*) FROM digest_feed") == 0);
}

/* The manager of the car cluster agreed before there were such letters, and took it back. */
static void a_consent_taken_back_before_is_honoured_until_they_choose(struct visitor *v) {
    int64_t before = digests(v, "auto@example.org");
    struct consent c = {.account = WORLD_AUTO_MANAGER, .purpose = PURPOSE_DIGEST};
    CHECK(before > 0);
    db_begin(&v->work);
    consent_give(&v->work, &c);
    consent_withdraw(&v->work, &c);
    CHECK(db_end(&v->work));
    ends_on(v, WORLD_PRESS_NEED, "2027-05-01");
    CHECK(turn(v, at(STR("2027-04-05"), 8, 0)) && digests(v, "auto@example.org") == before);
    visitor_sign_in(v, STR("auto%40example.org"));
    struct response r = visitor_get(v, STR("/en/me/digest"));
    CHECK(visitor_sees(&r, STR("value='never' checked")));
    CHECK(visitor_sees(&r, STR("No letter comes.")));
    CHECK(visitor_post(v, STR("/en/me/digest"), STR("often=weekly&weekday=1&listings=yes"))
                    .status == 303);
    CHECK(turn(v, at(STR("2027-04-12"), 8, 0)) && digests(v, "auto@example.org") == before + 1);
}

static void a_no_as_contact_person_is_honoured_too(struct visitor *v) {
    int64_t before = digests(v, "auto@example.org");
    db_run(&v->work,
            "DELETE FROM digest WHERE individual_id IN"
            " (SELECT id FROM individual WHERE account_id = ?)",
            num(WORLD_AUTO_MANAGER));
    db_run(&v->work, "DELETE FROM consent WHERE account_id = ?", num(WORLD_AUTO_MANAGER));
    db_run(&v->work, "UPDATE person SET mail = 'Auto@example.org' WHERE id = ?", num(WORLD_CLARA));
    CHECK(turn(v, at(STR("2027-04-13"), 8, 0)));
    CHECK(turn(v, at(STR("2027-04-19"), 8, 0)) && digests(v, "auto@example.org") == before + 1);
    db_run(&v->work, "UPDATE person SET objected = 'listed;digest' WHERE id = ?", num(WORLD_CLARA));
    CHECK(turn(v, at(STR("2027-04-26"), 8, 0)) && digests(v, "auto@example.org") == before + 1);
    db_run(&v->work, "UPDATE person SET objected = 'listed' WHERE id = ?", num(WORLD_CLARA));
    CHECK(turn(v, at(STR("2027-05-03"), 8, 0)));
}

int main(void) {
    struct visitor v;
    if (!visitor_open(&v)) {
        return 1;
    }
    while (live_fill_lists(&v.work, v.house.live)) {
    }
    with_nothing_to_say_no_letter_comes(&v);
    it_comes_on_the_morning_they_chose(&v);
    it_speaks_their_language(&v);
    a_morning_that_was_missed_comes_later(&v);
    daily_never_and_without_parts(&v);
    who_ended_them_by_the_letter_gets_none(&v);
    contact_persons_who_agreed_get_it_too(&v);
    two_machines_tell_once(&v);
    what_breaks_off_is_neither_lost_nor_repeated(&v);
    the_page_keeps_what_they_choose(&v);
    a_feed_is_read_at_its_address_until_it_is_ended(&v);
    a_consent_taken_back_before_is_honoured_until_they_choose(&v);
    a_no_as_contact_person_is_honoured_too(&v);
    CHECK(work_ok(&v.work));
    visitor_close(&v);
    return test_failures != 0;
}
