/* When two turn out to be one human, every row that was about the one is about the other: whatever
 * column the map of personal data says is an individual's. */
#include "db/about.h"
#include "directory/individual.h"
#include "directory/person.h"
#include "privacy/personal.h"
#include "tests/test.h"
#include "tests/world.h"
#include "web/unite.h"

#include <stdio.h>

#define MAIL "vera.lindqvist@kontor.example"

enum { DAY = 24 * 3600 };

struct pair {
    int64_t from, to; /* who is to be one */
    int64_t third;    /* with whom they had to do */
};

static int64_t human(struct work *w) {
    return db_number(
            w, "INSERT INTO individual (created) VALUES (?) RETURNING id", num(w->now - DAY));
}

/* Both proved to hold the address; the older one stays. */
static struct pair two(struct work *w) {
    struct pair k = {.to = human(w)};
    k.from = human(w);
    k.third = human(w);
    individual_prove(w, k.from, STR(MAIL));
    individual_prove(w, k.to, STR(MAIL));
    return k;
}

static void plant_evidence(struct work *w, int64_t giver, int64_t receiver) {
    db_run(w,
            "INSERT INTO evidence (giver_id, receiver_id, kind, day, source, source_id, made)"
            " VALUES (?, ?, 'met', '2026-11-02', 'outcome', 7, 1)",
            num(giver), num(receiver));
    db_run(w,
            "INSERT INTO judgement (judge_id, judged_id, good, day, made)"
            " VALUES (?, ?, 1, '2026-11-02', 1)",
            num(giver), num(receiver));
}

/* There is one request under way between two clusters. */
static void plant_approach(struct work *w, int64_t partner, int64_t asker, int64_t asked) {
    int64_t id = db_number(w,
            "INSERT INTO approach (cluster_id, partner_cluster_id, asker_id, speaker_id, asked_id,"
            " reason, lang, deadline, days, created)"
            " VALUES (?, ?, ?, ?, ?, 'x', 'en', '2027-02-01', 14, 1) RETURNING id",
            num(WORLD_ALU), num(partner), num(asker), num(asker), num(asked));
    db_run(w, "INSERT INTO approach_answer (approach_id, individual_id) VALUES (?, ?)", num(id),
            num(asked));
}

static void plant_introduction(struct work *w, int64_t asker, int64_t target) {
    int64_t id = db_number(w,
            "INSERT INTO introduction (cluster_id, asker_id, target_id, aim, aim_id, reason, lang,"
            " created, expires) VALUES (?, ?, ?, 'organisation', 1, 'x', 'en', 1, 2) RETURNING id",
            num(WORLD_ALU), num(asker), num(target));
    db_run(w,
            "INSERT INTO introduction_link (introduction_id, chain, place, individual_id)"
            " VALUES (?, 1, 1, ?)",
            num(id), num(target));
}

static void plant_question(struct work *w, int64_t who, int64_t about) {
    db_run(w,
            "INSERT INTO introduction_question (individual_id, about, about_id, people, warmth,"
            " asked) VALUES (?, 'cluster', ?, ?, 'warm', 1)",
            num(who), num(about), num(who));
}

static int64_t plant_meeting(struct work *w) {
    return db_number(w,
            "INSERT INTO encounter (cluster_id, starts, ends, zone, day, how, state, account_id,"
            " created, updated) VALUES (?, 1, 2, 'Europe/Berlin', '2026-11-02', 'phone',"
            " 'planned', 1, 1, 1) RETURNING id",
            num(WORLD_ALU));
}

static void plant_guest(struct work *w, int64_t meeting, int64_t who) {
    db_run(w,
            "INSERT INTO encounter_person (encounter_id, individual_id, side) VALUES (?, ?, 'ours')",
            num(meeting), num(who));
}

static int64_t plant_collaboration(struct work *w) {
    return db_number(w,
            "INSERT INTO collaboration (cluster_id, partner_cluster_id, title, lang, account_id,"
            " created) VALUES (?, ?, 'x', 'en', 1, 1) RETURNING id",
            num(WORLD_ALU), num(WORLD_AUTO));
}

static void plant_partner(struct work *w, int64_t collaboration, int64_t who) {
    db_run(w,
            "INSERT INTO collaboration_person (collaboration_id, individual_id, cluster_id)"
            " VALUES (?, ?, ?)",
            num(collaboration), num(who), num(WORLD_ALU));
}

static void plant_digest(struct work *w, int64_t who, const char *often, const char *token) {
    db_run(w, "INSERT INTO digest (individual_id, often) VALUES (?, ?)", num(who),
            txt(str_of(often)));
    db_run(w, "INSERT INTO digest_feed (individual_id, token, created) VALUES (?, ?, 1)", num(who),
            txt(str_of(token)));
}

static void plant_all(struct work *w, const struct pair *k) {
    plant_evidence(w, k->from, k->third);
    plant_evidence(w, k->third, k->from);
    plant_approach(w, WORLD_AUTO, k->from, k->third);
    plant_approach(w, WORLD_WOOD, k->third, k->from);
    plant_introduction(w, k->from, k->third);
    plant_introduction(w, k->third, k->from);
    plant_question(w, k->from, WORLD_WOOD);
    plant_guest(w, plant_meeting(w), k->from);
    plant_partner(w, plant_collaboration(w), k->from);
    plant_digest(w, k->from, "daily", "token");
    db_run(w, "INSERT INTO introduction_off (individual_id, at) VALUES (?, 1)", num(k->from));
    db_run(w, "UPDATE person SET individual_id = ? WHERE id = ?", num(k->from), num(WORLD_ANNE));
    db_run(w,
            "INSERT INTO hand_over (cluster_id, from_id, to_id, account_id, at)"
            " VALUES (?, ?, ?, 1, 1), (?, ?, ?, 1, 1)",
            num(WORLD_ALU), num(k->from), num(k->third), num(WORLD_ALU), num(k->third),
            num(k->from));
}

static size_t rows_of(struct work *w, const struct shape_table *t, str column, int64_t individual) {
    struct arg *cells = arena_new(w->mem, struct arg, t->count);
    struct about a = {.table = t, .column = column, .value = num(individual)};
    struct rows r = about_rows(w, &a);
    size_t count = 0;
    while (about_next(&r, t, cells)) {
        count++;
    }
    return count;
}

static bool is_theirs(str table, str column) {
    enum personal_kind kind = personal_kind_of(table, column);
    return kind == PERSONAL_INDIVIDUAL || kind == PERSONAL_ABOUT;
}

/* How many columns hold a row of theirs; says which do not. */
static size_t columns_with(struct work *w, int64_t individual, bool wanted) {
    struct shape s = shape_read(w);
    size_t found = 0;
    for (size_t i = 0; i < s.count; i++) {
        const struct shape_table *t = &s.at[i];
        for (size_t c = 0; c < t->count; c++) {
            str column = t->columns[c].name;
            bool there = is_theirs(t->name, column) && rows_of(w, t, column, individual) > 0;
            found += there;
            if (is_theirs(t->name, column) && there != wanted) {
                printf("%.*s.%.*s: %s\n", (int)t->name.len, t->name.at, (int)column.len, column.at,
                        there ? "a row is left" : "no row");
            }
        }
    }
    return found;
}

static size_t columns_in_all(struct work *w) {
    struct shape s = shape_read(w);
    size_t found = 0;
    for (size_t i = 0; i < s.count; i++) {
        for (size_t c = 0; c < s.at[i].count; c++) {
            found += is_theirs(s.at[i].name, s.at[i].columns[c].name);
        }
    }
    return found;
}

static void everything_goes_along(struct work *w) {
    struct pair k = two(w);
    size_t all = columns_in_all(w);
    plant_all(w, &k);
    CHECK(all > 20);
    CHECK(columns_with(w, k.from, true) == all); /* a new column needs a row planted above */
    unite_by_mail(w, STR(MAIL));
    CHECK(columns_with(w, k.to, true) == all);
    CHECK(columns_with(w, k.from, false) == 0);
}

/* Nobody asked yet whose an entry is, as where it was entered for a new job. */
static void an_entry_of_nobody_is_theirs(struct work *w) {
    struct pair k = two(w);
    db_run(w, "UPDATE person SET mail = ?, individual_id = NULL WHERE id = ?",
            txt(STR("Vera.Lindqvist@Kontor.example")), num(WORLD_ANNE));
    unite_by_mail(w, STR(MAIL));
    CHECK(db_number(w, "SELECT COUNT(*) FROM person WHERE individual_id = ?", num(k.to)) == 0);
    person_confirm(w, WORLD_ANNE);
    unite_by_mail(w, STR(MAIL));
    CHECK(db_number(w, "SELECT individual_id FROM person WHERE id = ?", num(WORLD_ANNE)) == k.to);
}

/* Where both had a row of their own there is one afterwards. */
static void what_both_had_is_had_once(struct work *w) {
    struct pair k = two(w);
    int64_t meeting = plant_meeting(w);
    int64_t collaboration = plant_collaboration(w);
    const int64_t both[] = {k.from, k.to};
    for (size_t i = 0; i < 2; i++) {
        plant_evidence(w, both[i], k.third);
        plant_guest(w, meeting, both[i]);
        plant_partner(w, collaboration, both[i]);
        plant_question(w, both[i], WORLD_WOOD);
        db_run(w, "INSERT INTO introduction_off (individual_id, at) VALUES (?, 1)", num(both[i]));
    }
    plant_digest(w, k.from, "never", "one");
    plant_digest(w, k.to, "weekly", "other");
    unite_by_mail(w, STR(MAIL));
    CHECK(columns_with(w, k.from, false) == 0);
    CHECK(db_number(w, "SELECT COUNT(*) FROM encounter_person WHERE encounter_id = ?",
                  num(meeting)) == 1);
    CHECK(db_number(w, "SELECT COUNT(*) FROM collaboration_person WHERE collaboration_id = ?",
                  num(collaboration)) == 1);
    CHECK(db_number(w, "SELECT people FROM introduction_question WHERE individual_id = ?",
                  num(k.to)) == k.to); /* what they were told themselves */
    CHECK(db_number(w, "SELECT COUNT(*) FROM digest WHERE individual_id = ? AND often = 'never'",
                  num(k.to)) == 1);
    CHECK(db_number(w, "SELECT COUNT(*) FROM digest_feed WHERE token = 'other'") == 1);
}

int main(void) {
    void (*const tests[])(struct work *) = {
            everything_goes_along, an_entry_of_nobody_is_theirs, what_both_had_is_had_once};
    for (size_t i = 0; i < sizeof(tests) / sizeof(tests[0]); i++) {
        struct arena mem = {0};
        struct work w = {.mem = &mem, .now = WORLD_NOW, .actor = WORLD_ADMIN, .db = world_open()};
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
