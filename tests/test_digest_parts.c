/* Each part of a digest says what waits, for one and for several, in the reader's language; and what
 * comes of a request is told to whoever asked in the same words whether it was refused or not. */
#include "base/buf.h"
#include "db/db.h"
#include "digest/digest_feed.h"
#include "digest/digest_letter.h"
#include "directory/individual.h"
#include "lang/date.h"
#include "mail/outbox.h"
#include "tests/asking.h"
#include "tests/test.h"

enum { DAY = 24 * 3600 };

/* Individuals: the two managers, and Clara of the press. */
struct three {
    int64_t alu, autos, clara;
};

static struct three people_of(struct visitor *v) {
    db_begin(&v->work);
    struct three all = {.alu = individual_of_account(&v->work, WORLD_ALU_MANAGER),
            .autos = individual_of_account(&v->work, WORLD_AUTO_MANAGER),
            .clara = individual_of_person(&v->work, WORLD_CLARA)};
    CHECK(db_end(&v->work));
    return all;
}

static str in_days(struct visitor *v, int64_t days) {
    return date_of(&v->mem, v->work.now + days * DAY);
}

/* All that one part says to them, a line each. */
static str said(struct visitor *v, int64_t account, enum tongue t, enum digest_part part) {
    struct digest_reader reader = {0};
    struct buf out = {.mem = &v->mem};
    v->work.tongue = t;
    v->work.actor = account;
    CHECK(digest_reader_of(&v->work, account, &reader));
    struct digest all = digest_gather(&v->work, v->house.live, &reader, 1U << part);
    for (size_t i = 0; i < all.count; i++) {
        buf_add(&out, all.at[i].title);
        buf_add(&out, STR("\n"));
        buf_add(&out, all.at[i].list);
        buf_add(&out, STR("\n"));
    }
    CHECK(work_ok(&v->work));
    return buf_str(&out);
}

#define HAS(text, part) CHECK(str_has((text), STR(part)))

static int64_t asks(struct visitor *v, const struct three *all) {
    int64_t id = db_number(&v->work,
            "INSERT INTO approach (cluster_id, partner_cluster_id, asker_id, speaker_id, asked_id,"
            " reason, lang, deadline, days, created, confirmed)"
            " VALUES (?, ?, ?, ?, ?, 'x', 'en', ?, 14, ?, 1) RETURNING id",
            num(WORLD_ALU), num(WORLD_AUTO), num(all->alu), num(all->alu), num(all->autos),
            txt(in_days(v, 14)), num(v->work.now));
    db_run(&v->work, "INSERT INTO approach_answer (approach_id, individual_id) VALUES (?, ?)",
            num(id), num(all->autos));
    return id;
}

static void contact_requests(struct visitor *v, const struct three *all) {
    int64_t id = asks(v, all);
    str text = said(v, WORLD_AUTO_MANAGER, DE, DIGEST_APPROACHES);
    HAS(text, "möchte mit Ihnen in Kontakt kommen.");
    HAS(text, "Eine Antwort wird bis ");
    str before = said(v, WORLD_ALU_MANAGER, EN, DIGEST_APPROACHES);
    CHECK(before.len == 0);
    db_run(&v->work, "UPDATE approach_answer SET answer = 'no', at = ? WHERE approach_id = ?",
            num(v->work.now), num(id));
    CHECK(str_eq(said(v, WORLD_ALU_MANAGER, EN, DIGEST_APPROACHES), before));
    CHECK(said(v, WORLD_AUTO_MANAGER, DE, DIGEST_APPROACHES).len == 0);
    db_run(&v->work, "UPDATE approach SET state = 'closed', told = ? WHERE id = ?",
            num(v->work.now), num(id));
    str refused = said(v, WORLD_ALU_MANAGER, EN, DIGEST_APPROACHES);
    HAS(refused, "One contact request has ended without a contact.");
    db_run(&v->work, "UPDATE approach_answer SET answer = '', at = 0 WHERE approach_id = ?",
            num(id));
    CHECK(str_eq(said(v, WORLD_ALU_MANAGER, EN, DIGEST_APPROACHES), refused));
    db_run(&v->work, "UPDATE approach SET state = 'yes' WHERE id = ?", num(id));
    HAS(said(v, WORLD_ALU_MANAGER, ZH, DIGEST_APPROACHES), "1个联系请求获得同意。");
}

static int64_t meets(struct visitor *v, const struct three *all, int64_t starts) {
    int64_t id = db_number(&v->work,
            "INSERT INTO encounter (cluster_id, partner_cluster_id, starts, ends, zone, day, how,"
            " place, title, state, account_id, created, updated)"
            " VALUES (?, ?, ?, ?, 'Europe/Copenhagen', ?, 'person', 'Hal 4', '', 'planned', ?, ?, ?)"
            " RETURNING id",
            num(WORLD_ALU), num(WORLD_AUTO), num(starts), num(starts + 3600),
            txt(date_of(&v->mem, starts)), num(WORLD_ALU_MANAGER), num(v->work.now),
            num(v->work.now));
    db_run(&v->work,
            "INSERT INTO encounter_person (encounter_id, individual_id, side, invited)"
            " VALUES (?, ?, 'ours', 1), (?, ?, 'theirs', 1)",
            num(id), num(all->alu), num(id), num(all->autos));
    return id;
}

static void meetings(struct visitor *v, const struct three *all) {
    int64_t past = meets(v, all, v->work.now - 2 * (int64_t)DAY);
    str text = said(v, WORLD_AUTO_MANAGER, DE, DIGEST_ENCOUNTERS);
    HAS(text, "Haben Sie ");
    text = said(v, WORLD_ALU_MANAGER, EN, DIGEST_ENCOUNTERS);
    HAS(text, "Did you meet Auto Bayern on ");
    db_run(&v->work, "UPDATE encounter_person SET said = 'met' WHERE encounter_id = ?", num(past));
    CHECK(said(v, WORLD_ALU_MANAGER, EN, DIGEST_ENCOUNTERS).len == 0);
    (void)meets(v, all, v->work.now + 2 * (int64_t)DAY);
    text = said(v, WORLD_ALU_MANAGER, DA, DIGEST_ENCOUNTERS);
    HAS(text, "Kommer du til mødet med Auto Bayern?");
    HAS(text, "Ét møde er inden for de næste syv dage.");
    (void)meets(v, all, v->work.now + 3 * (int64_t)DAY);
    HAS(said(v, WORLD_ALU_MANAGER, DE, DIGEST_ENCOUNTERS),
            "2 Treffen sind in den nächsten sieben Tagen.");
    CHECK(said(v, WORLD_OUTSIDER, EN, DIGEST_ENCOUNTERS).len == 0);
}

static void introductions(struct visitor *v, const struct three *all) {
    int64_t id = db_number(&v->work,
            "INSERT INTO introduction (cluster_id, asker_id, aim, aim_id, reason, lang, created,"
            " expires) VALUES (?, ?, 'cluster', ?, 'x', 'en', ?, ?) RETURNING id",
            num(WORLD_ALU), num(all->alu), num(WORLD_WOOD), num(v->work.now),
            num(v->work.now + 60 * (int64_t)DAY));
    db_run(&v->work,
            "INSERT INTO introduction_link (introduction_id, chain, place, individual_id, state,"
            " asked) VALUES (?, 1, 1, ?, 'asked', ?)",
            num(id), num(all->autos), num(v->work.now));
    HAS(said(v, WORLD_AUTO_MANAGER, DE, DIGEST_INTRODUCTIONS),
            "Sie werden um eine Vermittlung gebeten.");
    str open = said(v, WORLD_ALU_MANAGER, EN, DIGEST_INTRODUCTIONS);
    CHECK(open.len == 0);
    db_run(&v->work, "UPDATE introduction_link SET state = 'no', answered = ?", num(v->work.now));
    CHECK(str_eq(said(v, WORLD_ALU_MANAGER, EN, DIGEST_INTRODUCTIONS), open));
    CHECK(said(v, WORLD_AUTO_MANAGER, DE, DIGEST_INTRODUCTIONS).len == 0);
    db_run(&v->work, "UPDATE introduction SET expires = ?", num(v->work.now - 1));
    str refused = said(v, WORLD_ALU_MANAGER, EN, DIGEST_INTRODUCTIONS);
    HAS(refused, "One introduction you asked for came to nothing.");
    db_run(&v->work, "UPDATE introduction_link SET state = 'lapsed', answered = 0");
    CHECK(str_eq(said(v, WORLD_ALU_MANAGER, EN, DIGEST_INTRODUCTIONS), refused));
    db_run(&v->work, "UPDATE introduction SET state = 'over'");
    CHECK(str_eq(said(v, WORLD_ALU_MANAGER, EN, DIGEST_INTRODUCTIONS), refused));
}

static void next_steps(struct visitor *v) {
    int64_t id = db_number(&v->work,
            "INSERT INTO collaboration (cluster_id, partner_cluster_id, title, lang, state,"
            " account_id, created) VALUES (?, ?, 'Pilot', 'en', 'invited', ?, ?) RETURNING id",
            num(WORLD_ALU), num(WORLD_AUTO), num(WORLD_ALU_MANAGER), num(v->work.now));
    db_run(&v->work,
            "INSERT INTO collaboration_side (collaboration_id, cluster_id, next_step, next_day)"
            " VALUES (?, ?, 'Send prøver', ?), (?, ?, 'Hemmeligt', ?)",
            num(id), num(WORLD_ALU), txt(in_days(v, 3)), num(id), num(WORLD_AUTO),
            txt(in_days(v, 3)));
    str text = said(v, WORLD_ALU_MANAGER, DA, DIGEST_STEPS);
    HAS(text, "Ét næste skridt i et samarbejde skal tages inden for en uge.");
    HAS(text, "Send prøver (Pilot), til ");
    CHECK(!str_has(text, STR("Hemmeligt")));
    text = said(v, WORLD_AUTO_MANAGER, EN, DIGEST_STEPS);
    HAS(text, "One cluster abroad invites you to work together.");
    CHECK(!str_has(text, STR("Send prøver")) && !str_has(text, STR("Hemmeligt")));
    db_run(&v->work, "UPDATE collaboration_side SET next_day = ?", txt(in_days(v, 30)));
    CHECK(said(v, WORLD_ALU_MANAGER, DA, DIGEST_STEPS).len == 0);
}

static void people_not_met_for_long(struct visitor *v, const struct three *all) {
    db_run(&v->work,
            "INSERT INTO evidence (giver_id, receiver_id, kind, day, source, source_id, made)"
            " VALUES (?, ?, 'met', ?, 'encounter', 1, 0), (?, ?, 'met', ?, 'encounter', 2, 0)",
            num(all->alu), num(all->clara), txt(in_days(v, -400)), num(all->alu), num(all->autos),
            txt(in_days(v, -100)));
    str text = said(v, WORLD_ALU_MANAGER, EN, DIGEST_PEOPLE);
    HAS(text, "You have not met one person for more than a year.\nClara Vogt, last on ");
    CHECK(said(v, WORLD_AUTO_MANAGER, EN, DIGEST_PEOPLE).len == 0);
}

static void new_matches_for_one_and_for_several(struct visitor *v) {
    db_run(&v->work, "DELETE FROM match_seen");
    struct alert_wish any = {0};
    size_t count = alert_list(&v->work, v->house.live, WORLD_ALU, &any).count;
    CHECK(count > 0);
    str text = said(v, WORLD_ALU_MANAGER, EN, DIGEST_MATCHES);
    CHECK(str_has(text, count == 1 ? STR("One strong match abroad is new.")
                                   : STR(" strong matches abroad are new.")));
    HAS(text, "Støberiet A/S: ");
    CHECK(!str_has(text, STR("Press"))); /* who is on the other side stands on the page alone */
}

/* The links in it are good, each for one thing and its reader. */
static void a_letter_answers_by_one_press(struct visitor *v, const struct three *all) {
    struct digest_reader reader = {0};
    struct digest_sender sender = {&v->house.seal, v->house.address};
    struct letter l = {0};
    struct link link = {0};
    int64_t meeting = meets(v, all, v->work.now - 3 * (int64_t)DAY);
    int64_t individual = 0;
    v->work.tongue = DE;
    CHECK(digest_reader_of(&v->work, WORLD_AUTO_MANAGER, &reader));
    struct digest found = digest_gather(&v->work, v->house.live, &reader, 1U << DIGEST_ENCOUNTERS);
    db_begin(&v->work);
    digest_letter_send(&v->work, &sender, &reader, &found);
    CHECK(db_end(&v->work) && asking_letter(v, &l));
    str token = visitor_between(l.text, STR("https://handslag.example/de/met/"), '\n');
    CHECK(link_open(&v->work, token, LINK_MET, &link));
    CHECK(link.object == meeting && str_num(link.detail, &individual) && individual == all->autos);
    SAME(link.mail, "auto@example.org");
    token = visitor_between(l.text, STR("https://handslag.example/de/invited/"), '\n');
    CHECK(link_open(&v->work, token, LINK_INVITED, &link) && link.object != meeting);
    CHECK(db_number(&v->work, "SELECT COUNT(*) FROM encounter_person WHERE said <> ''") == 2);
}

static void the_calendar_has_ones_meetings(struct visitor *v, const struct three *all) {
    struct buf target = {.mem = &v->mem};
    db_begin(&v->work);
    str token = digest_feed_make(&v->work, all->autos);
    CHECK(db_end(&v->work));
    buf_add(&target, STR("/de/feeds/"));
    buf_add(&target, token);
    buf_add(&target, STR("/meetings.ics"));
    v->session = (str){0};
    struct response r = visitor_get(v, buf_str(&target));
    CHECK(r.status == 200 && str_starts(r.type, STR("text/calendar")) && r.etag.len > 0);
    CHECK(str_starts(r.body, STR("BEGIN:VCALENDAR\r\n")) && str_has(r.body, STR("BEGIN:VEVENT")));
    CHECK(str_has(r.body, STR("@handslag.example")) && str_has(r.body, STR("Hal 4")));
    CHECK(!str_has(r.body, STR("ATTENDEE")));
}

int main(void) {
    struct visitor v;
    if (!visitor_open(&v)) {
        return 1;
    }
    while (live_fill_lists(&v.work, v.house.live)) {
    }
    struct three all = people_of(&v);
    contact_requests(&v, &all);
    meetings(&v, &all);
    introductions(&v, &all);
    next_steps(&v);
    people_not_met_for_long(&v, &all);
    new_matches_for_one_and_for_several(&v);
    a_letter_answers_by_one_press(&v, &all);
    the_calendar_has_ones_meetings(&v, &all);
    CHECK(work_ok(&v.work));
    visitor_close(&v);
    return test_failures != 0;
}
