/* Trust between people: what counts, how much, and for how long. */
#include "db/db.h"
#include "directory/individual.h"
#include "tests/test.h"
#include "tests/world.h"
#include "trust/evidence.h"

static int64_t rows(struct work *w) {
    return db_number(w, "SELECT COUNT(*) FROM evidence");
}

static void nothing_counts_twice_or_of_oneself(struct work *w, int64_t anne, int64_t clara) {
    struct evidence met = {.giver = anne,
            .receiver = clara,
            .kind = EVIDENCE_MET,
            .day = STR("2026-05-04"),
            .source = SOURCE_ENCOUNTER,
            .source_id = 7};
    db_begin(w);
    evidence_add_both(w, &met);
    evidence_add_both(w, &met);
    CHECK(rows(w) == 2);
    met.receiver = anne;
    evidence_add(w, &met);
    CHECK(rows(w) == 2);
    struct evidences seen = evidence_of(w, clara, 0);
    CHECK(seen.count == 1 && seen.at[0].receiver == anne && seen.at[0].kind == EVIDENCE_MET);
    CHECK(seen.count == 1 && seen.at[0].source == SOURCE_ENCOUNTER && seen.at[0].source_id == 7);
    CHECK(evidence_of(w, clara, clara).count == 0);
    CHECK(db_end(w));
}

static void what_is_withdrawn_takes_what_it_gave(struct work *w, int64_t anne, int64_t clara) {
    struct evidence kept = {.giver = anne,
            .receiver = clara,
            .kind = EVIDENCE_KEPT,
            .day = STR("2026-06-01"),
            .source = SOURCE_ACCORD,
            .source_id = 7};
    db_begin(w);
    evidence_add(w, &kept);
    CHECK(rows(w) == 3);
    evidence_withdraw(w, SOURCE_ENCOUNTER, 7);
    struct evidences left = evidence_of(w, anne, clara);
    CHECK(rows(w) == 1 && left.count == 1 && left.at[0].kind == EVIDENCE_KEPT);
    evidence_withdraw(w, SOURCE_ACCORD, 8);
    CHECK(rows(w) == 1);
    evidence_withdraw(w, SOURCE_ACCORD, 7);
    CHECK(rows(w) == 0);
    CHECK(db_end(w));
}

int main(void) {
    struct arena mem = {0};
    struct work w = {.mem = &mem, .db = world_open(), .now = WORLD_NOW};
    db_begin(&w);
    int64_t anne = individual_of_person(&w, WORLD_ANNE);
    int64_t clara = individual_of_person(&w, WORLD_CLARA);
    CHECK(db_end(&w) && anne && clara && anne != clara);
    nothing_counts_twice_or_of_oneself(&w, anne, clara);
    what_is_withdrawn_takes_what_it_gave(&w, anne, clara);
    db_close(w.db);
    arena_free(&mem);
    return test_failures != 0;
}
