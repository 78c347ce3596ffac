/* Meetings: a claim is nothing until both sides say that they met, and either may take it back. */
#include "db/db.h"
#include "directory/individual.h"
#include "tests/test.h"
#include "tests/world.h"
#include "trust/encounter_answer.h"
#include "trust/encounter_cost.h"
#include "trust/encounter_known.h"
#include "trust/encounter_list.h"
#include "trust/encounter_note.h"
#include "trust/evidence.h"

enum { HOUR = 3600, DAY = 24 * HOUR };

/* Two of ours, two of theirs: the managers of two clusters, and a contact person of each. */
struct cast {
    int64_t ane, bjarne, uwe, clara;
};

static int64_t rows(struct work *w) {
    return db_number(w, "SELECT COUNT(*) FROM evidence");
}

static struct encounter of_yesterday(int64_t offset) {
    return (struct encounter){.cluster = WORLD_ALU,
            .partner_cluster = WORLD_AUTO,
            .partner = WORLD_PRESS,
            .starts = WORLD_NOW - DAY + offset,
            .ends = WORLD_NOW - DAY + HOUR + offset,
            .zone = STR("Europe/Copenhagen"),
            .day = STR("2027-01-14"),
            .how = STR("person"),
            .place = STR("Ingolstadt"),
            .title = STR("Crash boxes")};
}

static int64_t store(struct work *w, const struct cast *c, struct encounter *e) {
    struct encounter_person who[] = {{.individual = c->ane, .side = SIDE_OURS},
            {.individual = c->bjarne, .side = SIDE_OURS},
            {.individual = c->uwe, .side = SIDE_THEIRS},
            {.individual = c->clara, .side = SIDE_THEIRS}};
    db_begin(w);
    CHECK(encounter_save(w, e, &(struct encounter_people){who, 4}) == SAVED_NEW);
    CHECK(db_end(w) && e->id);
    return e->id;
}

static enum encounter_answered say_it(struct work *w, int64_t id, int64_t who, bool met) {
    db_begin(w);
    enum encounter_answered got = encounter_say(w, id, who, met);
    CHECK(db_end(w));
    return got;
}

static enum encounter_answered part(struct work *w, int64_t id, int64_t who) {
    db_begin(w);
    enum encounter_answered got = encounter_part(w, id, who);
    CHECK(db_end(w));
    return got;
}

static struct encounter stored(struct work *w, int64_t id) {
    struct encounter e = {0};
    CHECK(encounter_one(w, id, &e));
    return e;
}

static void a_claim_counts_nowhere_until_the_other_side_says_so(
        struct work *w, const struct cast *c) {
    struct encounter e = of_yesterday(0);
    int64_t id = store(w, c, &e);
    struct encounter_people all = encounter_people(w, id);
    CHECK(all.count == 4 && stored(w, id).state == ENCOUNTER_HELD);
    CHECK(str_eq(encounter_person_of(&all, c->ane)->said, STR("met"))); /* who wrote it down */
    CHECK(encounter_person_of(&all, c->bjarne)->said.len == 0);
    CHECK(!stored(w, id).confirmed && rows(w) == 0);
    CHECK(say_it(w, id, c->bjarne, true) == ENCOUNTER_ANSWERED);
    CHECK(!stored(w, id).confirmed && rows(w) == 0);
    struct encounter_list list = encounter_list(w, GROUP_CLAIMED, 0, 0);
    CHECK(list.count == 1 && list.held == 0 && list.at[0].group == GROUP_CLAIMED);
    SAME(list.at[0].people, "Anton;Clara Vogt");
    CHECK(encounter_changeable(&e, &all));
    CHECK(say_it(w, id, c->clara, false) == ENCOUNTER_ANSWERED);
    CHECK(!stored(w, id).confirmed && rows(w) == 0 && stored(w, id).state == ENCOUNTER_HELD);
    CHECK(say_it(w, id, c->uwe, true) == ENCOUNTER_ANSWERED);
    CHECK(stored(w, id).confirmed && rows(w) == 4); /* two of ours with one of theirs, both ways */
    CHECK(evidence_of(w, c->uwe, c->ane).count == 1 && evidence_of(w, c->ane, c->uwe).count == 1);
    CHECK(evidence_of(w, c->ane, c->clara).count == 0 &&
            evidence_of(w, c->ane, c->bjarne).count == 0);
    CHECK(say_it(w, id, c->clara, true) == ENCOUNTER_ANSWERED && rows(w) == 8);
    list = encounter_list(w, GROUP_HELD, 0, 0);
    CHECK(list.count == 1 && list.held == 1);
    all = encounter_people(w, id);
    CHECK(!encounter_changeable(&e, &all));
    db_begin(w);
    CHECK(!encounter_remove(w, &e) && !encounter_cancel(w, &e, STR("")));
    CHECK(db_end(w));
}

static void either_takes_it_back_alone_and_at_once(struct work *w, const struct cast *c) {
    struct encounter e = of_yesterday(-2 * HOUR);
    int64_t before = rows(w);
    int64_t id = store(w, c, &e);
    (void)say_it(w, id, c->uwe, true);
    (void)say_it(w, id, c->clara, true);
    CHECK(rows(w) == before + 4);
    CHECK(part(w, id, c->uwe) == ENCOUNTER_ANSWERED);
    CHECK(part(w, id, c->uwe) == ENCOUNTER_NOT_THERE);
    struct encounter_people all = encounter_people(w, id);
    CHECK(rows(w) == before + 2 && all.count == 3 && !encounter_person_of(&all, c->uwe));
    CHECK(stored(w, id).parted == 1 && stored(w, id).state == ENCOUNTER_HELD);
    CHECK(part(w, id, c->clara) == ENCOUNTER_ANSWERED && rows(w) == before);
    struct encounter gone = stored(w, id);
    CHECK(gone.state == ENCOUNTER_TAKEN_BACK && !gone.confirmed &&
            encounter_people(w, id).count == 0);
    CHECK(!gone.place.len && !gone.title.len && !gone.partner && !gone.partner_cluster);
    CHECK(say_it(w, id, c->uwe, true) == ENCOUNTER_OVER && rows(w) == before);
}

static void what_is_planned_is_answered_moved_and_cancelled(struct work *w, const struct cast *c) {
    struct encounter e = of_yesterday(3 * DAY);
    int64_t id = store(w, c, &e);
    CHECK(stored(w, id).state == ENCOUNTER_PLANNED);
    CHECK(say_it(w, id, c->uwe, true) == ENCOUNTER_NOT_BEGUN);
    db_begin(w);
    CHECK(encounter_reply(w, id, c->uwe, STR("coming"), STR(" Gerne ")) == ENCOUNTER_ANSWERED);
    CHECK(encounter_reply(w, id, 999, STR("coming"), STR("")) == ENCOUNTER_NOT_THERE);
    struct encounter_people all = encounter_people(w, id);
    SAME(encounter_person_of(&all, c->uwe)->note, "Gerne");
    struct encounter second = stored(w, id);
    struct encounter first = second;
    second.title = STR("Crash boxes, part two");
    CHECK(encounter_save(w, &second, &all) == SAVED_CHANGED && second.sequence == 1);
    all = encounter_people(w, id);
    SAME(encounter_person_of(&all, c->uwe)->reply, "coming"); /* the same time and place */
    CHECK(encounter_save(w, &first, &all) == SAVED_OLD_VERSION);
    second = stored(w, id);
    second.starts += HOUR;
    second.ends += HOUR;
    all.count--;
    CHECK(encounter_save(w, &second, &all) == SAVED_CHANGED && stored(w, id).sequence == 2);
    all = encounter_people(w, id);
    CHECK(all.count == 3 && all.at[2].reply.len == 0);
    CHECK(encounter_cancel(w, &second, STR(" Strike ")) && !encounter_cancel(w, &second, STR("x")));
    SAME(stored(w, id).reason, "Strike");
    CHECK(stored(w, id).sequence == 3 &&
            encounter_reply(w, id, all.at[2].individual, STR("coming"), STR("")) == ENCOUNTER_OVER);
    CHECK(db_end(w));
    CHECK(say_it(w, id, c->ane, true) == ENCOUNTER_OVER);
    struct encounter twice = of_yesterday(5 * DAY);
    int64_t stored_once = store(w, c, &twice);
    twice.id = 0;
    db_begin(w);
    CHECK(encounter_save(w, &twice, &all) == SAVED_CHANGED && twice.id == stored_once);
    struct encounter_person other = {
            .individual = individual_typed(w, STR("dora@else.example")), .side = SIDE_THEIRS};
    twice.id = 0; /* in the same hour with somebody else: another one */
    CHECK(encounter_save(w, &twice, &(struct encounter_people){&other, 1}) == SAVED_NEW &&
            twice.id != stored_once);
    CHECK(encounter_remove(w, &twice));
    CHECK(db_end(w));
}

static void whoever_was_typed_in_stays_apart_until_they_answer(
        struct work *w, const struct cast *c) {
    struct encounter e = of_yesterday(-9 * DAY);
    db_begin(w);
    int64_t li = encounter_typed(w, &e, STR("li@works.example"));
    struct encounter_person who[] = {
            {.individual = c->ane, .side = SIDE_OURS}, {.individual = li,
                                                               .side = SIDE_THEIRS,
                                                               .name = STR("Li Wei"),
                                                               .mail = STR("li@works.example"),
                                                               .tongue = ZH,
                                                               .typed = true}};
    CHECK(encounter_save(w, &e, &(struct encounter_people){who, 2}) == SAVED_NEW);
    CHECK(encounter_typed(w, &e, STR("Li@works.example")) == li);
    struct encounter others = {.cluster = WORLD_WOOD};
    CHECK(encounter_typed(w, &others, STR("li@works.example")) != li);
    struct encounter_people all = encounter_people(w, e.id);
    const struct encounter_person *them = encounter_person_of(&all, li);
    CHECK(them && them->typed && them->tongue == ZH && str_eq(them->name, STR("Li Wei")));
    struct encounter_keeper keeper = {.cluster = WORLD_ALU};
    struct encounter_knowns known = encounter_known(w, &keeper, WORLD_PRESS, 0);
    CHECK(known.count == 3 && encounter_knows(w, &keeper, li));
    CHECK(!encounter_knows(w, &(struct encounter_keeper){.cluster = WORLD_WOOD}, li));
    individual_sweep(w); /* who is only typed in is not swept away */
    CHECK(encounter_people(w, e.id).count == 2);
    w->now += 60 * DAY;
    encounter_sweep(w);
    CHECK(encounter_people(w, e.id).count == 1);
    w->now -= 60 * DAY;
    db_forget(w);
}

static void each_side_sees_its_own_costs_only(struct work *w) {
    int64_t id = db_number(w, "SELECT MIN(encounter_id) FROM confirmed_encounter");
    int64_t claim = db_number(w, "SELECT MAX(id) FROM encounter");
    struct encounter_keeper ours = {.cluster = WORLD_ALU};
    struct encounter_keeper theirs = {.cluster = WORLD_AUTO};
    struct encounter_cost c = {.kind = COST_TRAVEL};
    db_begin(w);
    CHECK(encounter_cost_read(&c, STR("1.234,50"), STR("DKK")) == COST_FINE && c.amount == 123450);
    CHECK(encounter_cost_add(w, id, &ours, &c) == COST_FINE);
    CHECK(encounter_cost_read(&c, STR("1,234.5"), STR("EUR")) == COST_FINE && c.amount == 123450);
    CHECK(encounter_cost_add(w, id, &theirs, &c) == COST_FINE);
    CHECK(encounter_cost_read(&c, STR("12 000"), STR("JPY")) == COST_FINE && c.amount == 12000);
    CHECK(encounter_cost_read(&c, STR("12.50"), STR("JPY")) == COST_NO_AMOUNT);
    CHECK(encounter_cost_read(&c, STR("0"), STR("EUR")) == COST_NO_AMOUNT);
    CHECK(encounter_cost_read(&c, STR("-5"), STR("EUR")) == COST_NO_AMOUNT);
    CHECK(encounter_cost_read(&c, STR("5"), STR("XXX")) == COST_NO_CURRENCY);
    struct encounter_cost hours = {.kind = COST_HOURS};
    CHECK(encounter_cost_read(&hours, STR("1:30"), STR("")) == COST_FINE && hours.minutes == 90);
    CHECK(encounter_cost_read(&hours, STR("2,5"), STR("")) == COST_FINE && hours.minutes == 150);
    CHECK(encounter_cost_read(&hours, STR("1:75"), STR("")) == COST_NO_HOURS);
    hours.minutes = 150;
    CHECK(encounter_cost_add(w, id, &ours, &hours) == COST_FINE);
    CHECK(encounter_cost_add(w, claim, &ours, &hours) == COST_FINE); /* unconfirmed: in no sum */
    CHECK(encounter_cost_list(w, id, &ours).count == 2 &&
            encounter_cost_list(w, id, &theirs).count == 1);
    struct encounter_sums held = encounter_cost_held(w, &ours);
    CHECK(held.count == 1 && held.at[0].amount == 123450 && held.minutes == 150 &&
            held.meetings == 1);
    SAME(held.at[0].currency, "DKK");
    struct encounter_note n = {.body = STR("They like it"), .step = STR("Send samples")};
    CHECK(encounter_note_save(w, id, &ours, &n) == SAVED_NEW);
    CHECK(encounter_note_one(w, id, &ours, &n) && n.version == 1);
    CHECK(!encounter_note_one(w, id, &theirs, &(struct encounter_note){0}));
    CHECK(encounter_step_list(w, &ours).count == 1 && encounter_step_list(w, &theirs).count == 0);
    encounter_note_done(w, id, &ours);
    CHECK(encounter_step_list(w, &ours).count == 0);
    CHECK(encounter_note_save(w, id, &ours, &n) == SAVED_OLD_VERSION);
    CHECK(db_end(w));
}

static unsigned draw(unsigned *seed, unsigned most) {
    *seed = *seed * 1103515245U + 12345U;
    return (*seed >> 16) % most;
}

/* What counts anywhere: evidence, the total of the list for each side, and what held meetings cost. */
struct counted {
    int64_t evidence, ours, theirs, meetings, minutes;
};

static struct counted count(struct work *w) {
    struct counted c = {.evidence = rows(w)};
    w->actor = WORLD_AUTO_MANAGER;
    c.theirs = encounter_list(w, GROUP_ALL, 0, 0).held;
    w->actor = WORLD_ALU_MANAGER;
    c.ours = encounter_list(w, GROUP_ALL, 0, 0).held;
    struct encounter_sums held =
            encounter_cost_held(w, &(struct encounter_keeper){.cluster = WORLD_ALU});
    c.meetings = held.meetings;
    c.minutes = held.minutes;
    return c;
}

static bool same(const struct counted *a, const struct counted *b) {
    return a->evidence == b->evidence && a->ours == b->ours && a->theirs == b->theirs &&
           a->meetings == b->meetings && a->minutes == b->minutes;
}

/* One step of a history that leaves the meeting unconfirmed: only one side ever says that they met. */
static void claim_somehow(struct work *w, const struct cast *c, int64_t id, unsigned *seed) {
    bool by_ours = draw(seed, 2) == 0;
    int64_t mine[] = {by_ours ? c->ane : c->uwe, by_ours ? c->bjarne : c->clara};
    int64_t others[] = {by_ours ? c->uwe : c->ane, by_ours ? c->clara : c->bjarne};
    db_run(w, "UPDATE encounter_person SET said = '' WHERE encounter_id = ?", num(id));
    for (int i = 0; i < 4; i++) {
        bool met = draw(seed, 3) > 0;
        (void)encounter_say(w, id, mine[draw(seed, 2)], met);
        (void)encounter_say(w, id, others[draw(seed, 2)], false);
    }
    struct encounter_cost hours = {.kind = COST_HOURS, .minutes = 60};
    (void)encounter_cost_add(w, id, &(struct encounter_keeper){.cluster = WORLD_ALU}, &hours);
    if (draw(seed, 5) == 0) {
        (void)encounter_part(w, id, mine[0]);
    }
}

static void no_claim_counts_unconfirmed(struct work *w, const struct cast *c) {
    unsigned seed = 20270115;
    int64_t confirmed = 0;
    for (int i = 0; i < 120; i++) {
        struct encounter e = of_yesterday(-(int64_t)(i + 20) * DAY);
        e.how = draw(&seed, 2) ? STR("video") : STR("phone");
        struct counted before = count(w);
        int64_t id = store(w, c, &e);
        db_begin(w);
        claim_somehow(w, c, id, &seed);
        CHECK(db_end(w));
        struct counted after = count(w);
        CHECK(same(&before, &after));
        if (draw(&seed, 3) == 0 && stored(w, id).state != ENCOUNTER_TAKEN_BACK) {
            (void)say_it(w, id, c->bjarne, true); /* and one of each side: now it counts */
            (void)say_it(w, id, c->clara, true);
            after = count(w);
            CHECK(after.evidence > before.evidence && after.ours == before.ours + 1);
            CHECK(after.theirs == before.theirs + 1 && after.meetings == before.meetings + 1);
            confirmed++;
        }
    }
    CHECK(confirmed > 20);
    CHECK(db_number(w, "SELECT COUNT(*) FROM evidence AS v WHERE v.source = 'encounter' AND NOT"
                       " EXISTS (SELECT 1 FROM confirmed_encounter WHERE encounter_id ="
                       " v.source_id)") == 0);
}

int main(void) {
    struct arena mem = {0};
    struct work w = {.mem = &mem, .db = world_open(), .now = WORLD_NOW, .actor = WORLD_ALU_MANAGER};
    struct cast c = {0};
    db_begin(&w);
    c.ane = individual_of_account(&w, WORLD_ALU_MANAGER);
    c.uwe = individual_of_account(&w, WORLD_AUTO_MANAGER);
    c.bjarne = individual_of_person(&w, WORLD_BJARNE);
    c.clara = individual_of_person(&w, WORLD_CLARA);
    CHECK(db_end(&w));
    a_claim_counts_nowhere_until_the_other_side_says_so(&w, &c);
    either_takes_it_back_alone_and_at_once(&w, &c);
    what_is_planned_is_answered_moved_and_cancelled(&w, &c);
    whoever_was_typed_in_stays_apart_until_they_answer(&w, &c);
    each_side_sees_its_own_costs_only(&w);
    no_claim_counts_unconfirmed(&w, &c);
    CHECK(work_ok(&w));
    db_close(w.db);
    arena_free(&mem);
    return test_failures != 0;
}
