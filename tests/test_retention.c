/* Exactly what is past its day goes, by itself, and nothing else: the time is moved. */
#include "account/account.h"
#include "base/buf.h"
#include "mail/outbox.h"
#include "privacy/processing.h"
#include "privacy/retention.h"
#include "tests/test.h"
#include "tests/world.h"
#include "trust/encounter_answer.h"

#include <stdio.h>

enum { DAY = 24 * 3600 };

static int64_t add_account(struct work *w, const char *mail, int64_t created, int64_t seen) {
    return db_number(w,
            "INSERT INTO account (mail, name, password, created, seen)"
            " VALUES (?, 'X Y', '', ?, ?) RETURNING id",
            txt(str_of(mail)), num(created), num(seen));
}

static bool has_account(struct work *w, int64_t id) {
    struct account a = {0};
    return account_one(w, id, &a);
}

static int64_t apply(struct work *w, enum retention_rule rule) {
    db_begin(w);
    int64_t gone = retention_apply(w, rule);
    CHECK(db_end(w));
    return gone;
}

static size_t tell(struct work *w) {
    db_begin(w);
    struct retention_ids all = retention_to_tell(w);
    for (size_t i = 0; i < all.count; i++) {
        retention_note_told(w, all.at[i]);
    }
    CHECK(db_end(w));
    return all.count;
}

/* Everybody of the world comes every day, so that only the two are at stake. */
static void come(struct work *w) {
    db_run(w, "UPDATE account SET seen = ? WHERE id <= 4", num(w->now));
}

static void an_unused_account_goes_after_two_years_and_a_letter(struct work *w) {
    int64_t start = WORLD_NOW;
    int64_t gone = add_account(w, "gone@x.example", start - 100 * DAY, start);
    int64_t back = add_account(w, "back@x.example", start - 100 * DAY, start);
    w->now = start + 700 * DAY - 3600;
    come(w);
    CHECK(tell(w) == 0 && retention_due(w, RETENTION_ACCOUNT) == 0);
    w->now = start + 700 * DAY + 60;
    CHECK(tell(w) == 2 && tell(w) == 0);
    CHECK(apply(w, RETENTION_ACCOUNT) == 0);
    w->now = start + 710 * DAY;
    db_run(w, "UPDATE account SET seen = ? WHERE id = ?", num(w->now), num(back));
    w->now = start + 730 * DAY;
    come(w);
    CHECK(retention_due(w, RETENTION_ACCOUNT) == 0 && apply(w, RETENTION_ACCOUNT) == 0);
    w->now = start + 730 * DAY + 120;
    CHECK(retention_due(w, RETENTION_ACCOUNT) == 1);
    CHECK(apply(w, RETENTION_ACCOUNT) == 1);
    CHECK(!has_account(w, gone) && has_account(w, back) && has_account(w, WORLD_OUTSIDER));
    CHECK(apply(w, RETENTION_ACCOUNT) == 0);
    /* who came back is told anew two years after that, and not before */
    w->now = start + (710 + 700) * DAY - 3600;
    come(w);
    CHECK(tell(w) == 0);
    w->now = start + (710 + 700) * DAY + 3600;
    CHECK(tell(w) == 1);
    w->now += 31 * (int64_t)DAY;
    come(w);
    CHECK(apply(w, RETENTION_ACCOUNT) == 1 && !has_account(w, back));
}

/* Without the letter nothing goes, however long ago it was. */
static void without_a_letter_nobody_goes(struct work *w) {
    int64_t id = add_account(
            w, "untold@x.example", w->now - 3000 * (int64_t)DAY, w->now - 2000 * (int64_t)DAY);
    CHECK(retention_due(w, RETENTION_ACCOUNT) == 0 && apply(w, RETENTION_ACCOUNT) == 0);
    CHECK(has_account(w, id));
    CHECK(tell(w) == 1);
    w->now += 29 * (int64_t)DAY;
    come(w);
    CHECK(apply(w, RETENTION_ACCOUNT) == 0);
    w->now += 2 * (int64_t)DAY;
    CHECK(apply(w, RETENTION_ACCOUNT) == 1 && !has_account(w, id));
}

/* An account that somebody made is none, even if its owner never came. */
static void an_unanswered_invitation_goes_after_a_month(struct work *w) {
    int64_t start = w->now;
    int64_t never = add_account(w, "never@x.example", start, 0);
    db_run(w,
            "INSERT INTO invitation (mail, name, tongue, kind, cluster_id, invited_by, created, sent)"
            " VALUES ('asked@x.example', 'X', 'en', 'manager', 1, ?, ?, 0)",
            num(WORLD_ADMIN), num(start));
    w->now = start + 30 * (int64_t)DAY;
    CHECK(retention_due(w, RETENTION_INVITATION) == 0);
    CHECK(apply(w, RETENTION_INVITATION) == 0);
    w->now++;
    CHECK(retention_due(w, RETENTION_INVITATION) == 1);
    CHECK(apply(w, RETENTION_INVITATION) == 1);
    CHECK(db_number(w, "SELECT COUNT(*) FROM invitation") == 0);
    CHECK(has_account(w, never));
}

static void an_unconfirmed_contact_goes_after_a_month(struct work *w) {
    int64_t start = w->now;
    db_run(w, "UPDATE person SET unconfirmed = ? WHERE id = ?", num(start), num(WORLD_BJARNE));
    w->now = start + 30 * (int64_t)DAY;
    CHECK(apply(w, RETENTION_CONTACT) == 0);
    w->now++;
    CHECK(retention_due(w, RETENTION_CONTACT) == 1 && apply(w, RETENTION_CONTACT) == 1);
    CHECK(db_number(w, "SELECT COUNT(*) FROM person") == 2);
    CHECK(db_number(w, "SELECT COUNT(*) FROM person WHERE id = ?", num(WORLD_BJARNE)) == 0);
}

static void a_letter_is_forgotten_once_it_went(struct work *w) {
    int64_t start = w->now;
    db_run(w,
            "INSERT INTO letter (kind, recipient, tongue, sealed, state, created, due, tries, fault)"
            " VALUES ('x', 'a@x.example', 'en', '', 'sent', ?, 0, 1, ''),"
            " ('x', 'b@x.example', 'en', '', 'failed', ?, 0, 1, ''),"
            " ('x', 'c@x.example', 'en', '', 'waiting', ?, 0, 1, ''),"
            " ('x', 'd@x.example', 'en', '', 'sent', ?, 0, 1, '')",
            num(start), num(start), num(start), num(start + DAY));
    w->now = start + 30 * (int64_t)DAY + 1;
    CHECK(retention_due(w, RETENTION_LETTER) == 2 && apply(w, RETENTION_LETTER) == 2);
    CHECK(db_number(w, "SELECT COUNT(*) FROM letter") == 2);
    CHECK(db_number(w, "SELECT COUNT(*) FROM letter WHERE recipient IN"
                       " ('c@x.example', 'd@x.example')") == 2);
}

static void an_administrator_may_choose_other_days(struct work *w) {
    CHECK(retention_days(w, RETENTION_LETTER) == 30);
    CHECK(!retention_set(w, RETENTION_LETTER, 0) && !retention_set(w, RETENTION_LETTER, 91));
    CHECK(!retention_set(w, RETENTION_CONTACT, 31)); /* the law's month */
    CHECK(retention_set(w, RETENTION_LETTER, 7) && retention_set(w, RETENTION_LETTER, 8));
    CHECK(retention_days(w, RETENTION_LETTER) == 8);
    CHECK(retention_days(w, RETENTION_ACCOUNT) == 730);
}

/* What is done with meetings stands in another folder: the record says the same days. */
static void who_never_answered_is_kept_as_long_as_the_record_says(struct work *w) {
    struct buf days = {.mem = w->mem};
    bool met = false;
    buf_num(&days, ENCOUNTER_TYPED_DAYS);
    buf_add(&days, STR(" days."));
    for (size_t i = 0; i < PROCESSINGS; i++) {
        struct processing one = processing_one(w, i);
        met = met || (str_has(one.people, STR("who met")) && str_ends(one.kept, buf_str(&days)));
    }
    CHECK(met);
}

int main(void) {
    struct arena mem = {0};
    struct work w = {.mem = &mem, .now = WORLD_NOW};
    w.db = world_open();
    if (!w.db) {
        return 1;
    }
    an_unused_account_goes_after_two_years_and_a_letter(&w);
    without_a_letter_nobody_goes(&w);
    an_unanswered_invitation_goes_after_a_month(&w);
    an_unconfirmed_contact_goes_after_a_month(&w);
    a_letter_is_forgotten_once_it_went(&w);
    an_administrator_may_choose_other_days(&w);
    who_never_answered_is_kept_as_long_as_the_record_says(&w);
    if (!work_ok(&w)) {
        printf("fault: %.*s\n", (int)w.fault.len, w.fault.at);
    }
    CHECK(work_ok(&w));
    db_close(w.db);
    arena_free(&mem);
    return test_failures > 0;
}
