/* What somebody who leaves has under way goes to a colleague, and back as long as nothing happened to
 * it; trust stays theirs. */
#include "directory/individual.h"
#include "project/collaboration.h"
#include "tests/test.h"
#include "tests/world.h"
#include "trust/evidence.h"
#include "trust/hand_over.h"

#include <stdio.h>

enum { DAY = 24 * 3600 };

struct people_of {
    int64_t leaver, heir, clara;
};

static struct people_of people(struct work *w) {
    return (struct people_of){individual_of_account(w, WORLD_ALU_MANAGER),
            individual_of_account(w, WORLD_OUTSIDER), individual_of_person(w, WORLD_CLARA)};
}

static int64_t approach(struct work *w, const struct people_of *k, const char *state) {
    static const int64_t partners[] = {WORLD_PRESS, WORLD_SAWMILL, WORLD_SHARED};
    int64_t made = db_number(w, "SELECT COUNT(*) FROM approach");
    return db_number(w,
            "INSERT INTO approach (cluster_id, own_id, partner_id, asker_id, speaker_id, asked_id,"
            " reason, lang, deadline, days, state, created)"
            " VALUES (?, ?, ?, ?, ?, ?, 'Talk', 'en', '2027-02-01', 14, ?, ?) RETURNING id",
            num(WORLD_ALU), num(WORLD_FOUNDRY), num(partners[made % 3]), num(k->leaver),
            num(k->leaver), num(k->clara), txt(str_of(state)), num(w->now));
}

static int64_t meeting(struct work *w, const struct people_of *k, const char *state, str said) {
    int64_t id = db_number(w,
            "INSERT INTO encounter (cluster_id, partner_cluster_id, starts, ends, zone, day, how,"
            " title, state, account_id, created, updated)"
            " VALUES (?, ?, ?, ?, 'UTC', '2027-01-20', 'person', 'Visit', ?, 1, 0, 0) RETURNING id",
            num(WORLD_ALU), num(WORLD_AUTO), num(w->now + DAY), num(w->now + 2 * DAY),
            txt(str_of(state)));
    db_run(w,
            "INSERT INTO encounter_person (encounter_id, individual_id, side, reply, said)"
            " VALUES (?, ?, 'ours', 'coming', ?), (?, ?, 'theirs', '', ?)",
            num(id), num(k->leaver), txt(said), num(id), num(k->clara), txt(said));
    return id;
}

static int64_t at_meeting(struct work *w, int64_t id, int64_t individual) {
    return db_number(w,
            "SELECT COUNT(*) FROM encounter_person WHERE encounter_id = ? AND individual_id = ?",
            num(id), num(individual));
}

static bool give(struct work *w, const struct people_of *k, struct hand_over *h) {
    *h = (struct hand_over){
            .cluster = WORLD_ALU, .from = k->leaver, .to = k->heir, .note = STR("Ring først")};
    return hand_over_make(w, h);
}

static void what_is_under_way_goes(struct work *w) {
    struct people_of k = people(w);
    struct hand_over h;
    int64_t open = approach(w, &k, "open");
    int64_t closed = approach(w, &k, "closed");
    int64_t planned = meeting(w, &k, "planned", STR(""));
    int64_t held = meeting(w, &k, "held", STR("met"));
    CHECK(hand_over_items(w, WORLD_ALU, WORLD_ALU_MANAGER).count == 3);
    CHECK(hand_over_items(w, WORLD_AUTO, WORLD_ALU_MANAGER).count == 0);
    CHECK(give(w, &k, &h) && h.items == 3);
    CHECK(db_number(w, "SELECT asker_id FROM approach WHERE id = ?", num(open)) == k.heir);
    CHECK(db_number(w, "SELECT speaker_id FROM approach WHERE id = ?", num(open)) == k.heir);
    CHECK(db_number(w, "SELECT asker_id FROM approach WHERE id = ?", num(closed)) == k.leaver);
    CHECK(at_meeting(w, planned, k.heir) == 1 && at_meeting(w, planned, k.leaver) == 0);
    CHECK(at_meeting(w, held, k.leaver) == 1 && at_meeting(w, held, k.heir) == 0);
    CHECK(hand_over_items(w, WORLD_ALU, WORLD_ALU_MANAGER).count == 0);
    struct hand_overs all = hand_over_list(w, WORLD_ALU);
    CHECK(all.count == 1 && all.at[0].items == 3 && !all.at[0].undone);
    SAME(all.at[0].note, "Ring først");
    CHECK(hand_over_list(w, WORLD_AUTO).count == 0);
    CHECK(!give(w, &k, &h)); /* nothing is left */
}

static void it_goes_back_while_nothing_happened(struct work *w) {
    struct people_of k = people(w);
    struct hand_over h;
    struct hand_over undone;
    int64_t open = approach(w, &k, "open");
    int64_t planned = meeting(w, &k, "planned", STR(""));
    CHECK(give(w, &k, &h));
    CHECK(!hand_over_undo(w, WORLD_AUTO, h.id, &undone)); /* not theirs */
    CHECK(hand_over_undo(w, WORLD_ALU, h.id, &undone));
    CHECK(db_number(w, "SELECT asker_id FROM approach WHERE id = ?", num(open)) == k.leaver);
    CHECK(at_meeting(w, planned, k.leaver) == 1 && at_meeting(w, planned, k.heir) == 0);
    CHECK(!hand_over_undo(w, WORLD_ALU, h.id, &undone)); /* once */
}

static void after_an_answer_it_stays(struct work *w) {
    struct people_of k = people(w);
    struct hand_over h;
    struct hand_over undone;
    int64_t open = approach(w, &k, "open");
    int64_t planned = meeting(w, &k, "planned", STR(""));
    CHECK(give(w, &k, &h));
    db_run(w, "UPDATE encounter_person SET reply = 'coming' WHERE individual_id = ?", num(k.heir));
    CHECK(!hand_over_undo(w, WORLD_ALU, h.id, &undone));
    CHECK(db_number(w, "SELECT asker_id FROM approach WHERE id = ?", num(open)) == k.heir);
    CHECK(at_meeting(w, planned, k.heir) == 1);
}

static void who_is_there_already_is_there_once(struct work *w) {
    struct people_of k = people(w);
    struct hand_over h;
    int64_t planned = meeting(w, &k, "planned", STR(""));
    db_run(w,
            "INSERT INTO encounter_person (encounter_id, individual_id, side)"
            " VALUES (?, ?, 'ours')",
            num(planned), num(k.heir));
    CHECK(give(w, &k, &h) && h.items == 0);
    CHECK(at_meeting(w, planned, k.leaver) == 1 && at_meeting(w, planned, k.heir) == 1);
}

static void trust_stays_theirs(struct work *w) {
    struct people_of k = people(w);
    struct hand_over h;
    (void)approach(w, &k, "open");
    (void)meeting(w, &k, "held", STR("met"));
    (void)meeting(w, &k, "held", STR("not-met"));
    evidence_add_both(w, &(struct evidence){.giver = k.leaver,
                                 .receiver = k.clara,
                                 .kind = EVIDENCE_MET,
                                 .day = STR("2027-01-20"),
                                 .source = SOURCE_ENCOUNTER,
                                 .source_id = 1});
    CHECK(give(w, &k, &h));
    CHECK(evidence_of(w, k.leaver, k.clara).count == 1 && evidence_of(w, k.heir, 0).count == 0);
    struct hand_over_knowns known = hand_over_known(w, WORLD_ALU, k.leaver);
    CHECK(known.count == 1 && known.at[0].individual == k.clara);
    CHECK(hand_over_known(w, WORLD_AUTO, k.leaver).count == 0);
    CHECK(hand_over_known(w, WORLD_ALU, k.heir).count == 0);
}

static int64_t answers_for(struct work *w, int64_t collaboration) {
    return db_number(w,
            "SELECT account_id FROM collaboration_side WHERE collaboration_id = ?"
            " AND cluster_id = ?",
            num(collaboration), num(WORLD_ALU));
}

static void a_collaboration_is_written_down(struct work *w) {
    struct people_of k = people(w);
    struct hand_over h;
    struct hand_over undone;
    struct collaboration c = {.ours = WORLD_ALU,
            .theirs = WORLD_AUTO,
            .account = WORLD_ALU_MANAGER,
            .title = STR("Fælles stand"),
            .lang = STR("da")};
    CHECK(collaboration_save(w, &c) == SAVED_NEW);
    CHECK(hand_over_items(w, WORLD_AUTO, WORLD_ALU_MANAGER).count == 0);
    CHECK(give(w, &k, &h) && h.items == 1);
    struct hand_over_items moved = hand_over_moved(w, h.id);
    CHECK(moved.count == 1 && moved.at[0].part == HAND_OVER_COLLABORATION);
    CHECK(moved.at[0].object == c.id);
    CHECK(!hand_over_undo(w, WORLD_ALU, h.id, &undone)); /* it was not moved */
    collaboration_give(w, &c, WORLD_CLARA, WORLD_OUTSIDER);
    CHECK(answers_for(w, c.id) == WORLD_ALU_MANAGER); /* it was not theirs */
    collaboration_give(w, &c, WORLD_ALU_MANAGER, WORLD_OUTSIDER);
    CHECK(answers_for(w, c.id) == WORLD_OUTSIDER);
    CHECK(hand_over_undo(w, WORLD_ALU, h.id, &undone) && undone.from == k.leaver);
    collaboration_close(w, &c, true);
    CHECK(hand_over_items(w, WORLD_ALU, WORLD_OUTSIDER).count == 0);
}

/* Whose role ended stands there as long as something is under way; members of firms never do. */
static void who_left_already_is_found(struct work *w) {
    struct people_of k = people(w);
    struct hand_over h;
    (void)approach(w, &k, "open");
    CHECK(hand_over_leavers(w, WORLD_ALU).count == 0);
    db_run(w, "DELETE FROM role WHERE account_id = ?", num(WORLD_ALU_MANAGER));
    struct hand_over_leavers left = hand_over_leavers(w, WORLD_ALU);
    CHECK(left.count == 1 && left.at[0].account == WORLD_ALU_MANAGER && left.at[0].name.len);
    CHECK(hand_over_leavers(w, WORLD_AUTO).count == 0);
    CHECK(give(w, &k, &h) && h.items == 2);
    left = hand_over_leavers(w, WORLD_ALU);
    CHECK(left.count == 1 && left.at[0].account == WORLD_OUTSIDER); /* has no role either */
    (void)meeting(w, &k, "planned", STR(""));
    CHECK(hand_over_leavers(w, WORLD_ALU).count == 2);
}

static void who_is_suspended_is_found(struct work *w) {
    struct people_of k = people(w);
    (void)approach(w, &k, "open");
    CHECK(hand_over_leavers(w, WORLD_ALU).count == 0);
    db_run(w, "UPDATE account SET suspended = ? WHERE id = ?", num(w->now), num(WORLD_ALU_MANAGER));
    struct hand_over_leavers left = hand_over_leavers(w, WORLD_ALU);
    CHECK(left.count == 1 && left.at[0].account == WORLD_ALU_MANAGER);
}

int main(void) {
    static void (*const tests[])(struct work *) = {what_is_under_way_goes,
            it_goes_back_while_nothing_happened, after_an_answer_it_stays,
            who_is_there_already_is_there_once, who_left_already_is_found,
            who_is_suspended_is_found, a_collaboration_is_written_down, trust_stays_theirs};
    for (size_t i = 0; i < sizeof(tests) / sizeof(tests[0]); i++) {
        struct arena mem = {0};
        struct work w = {
                .mem = &mem, .now = WORLD_NOW, .actor = WORLD_ALU_MANAGER, .db = world_open()};
        if (!w.db) {
            return 1;
        }
        db_begin(&w);
        tests[i](&w);
        CHECK(db_end(&w));
        if (!work_ok(&w)) {
            printf("fault: %.*s\n", (int)w.fault.len, w.fault.at);
        }
        db_close(w.db);
        arena_free(&mem);
    }
    return test_failures != 0;
}
