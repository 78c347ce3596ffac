#include "trust/merge.h"

#include "db/change.h"
#include "db/db.h"

/* Whoever keeps trust in memory reads anew what these saw. */
static void note_givers(struct work *w, int64_t from, int64_t to) {
    int64_t *givers = NULL;
    size_t count = 0;
    size_t room = 0;
    int64_t giver = 0;
    struct rows r = db_rows(w,
            "SELECT giver_id FROM evidence WHERE receiver_id = ?"
            " UNION SELECT id FROM individual WHERE id = ? OR id = ? ORDER BY 1",
            num(from), num(from), num(to));
    while (db_next(&r, to(giver))) {
        arena_room(w->mem, int64_t, givers, count, room);
        givers[count++] = giver;
    }
    for (size_t i = 0; i < count; i++) {
        change_note(w, STR("evidence"), givers[i]);
    }
}

/* Nobody vouches for themselves, and what both had of the same record counts once. */
static void merge_evidence(struct work *w, int64_t from, int64_t to) {
    db_run(w,
            "DELETE FROM evidence WHERE (giver_id = ? AND receiver_id = ?)"
            " OR (giver_id = ? AND receiver_id = ?)",
            num(from), num(to), num(to), num(from));
    db_run(w,
            "DELETE FROM evidence WHERE giver_id = ? AND EXISTS (SELECT 1 FROM evidence AS e"
            " WHERE e.source = evidence.source AND e.source_id = evidence.source_id"
            " AND e.kind = evidence.kind AND e.receiver_id = evidence.receiver_id"
            " AND e.giver_id = ?)",
            num(from), num(to));
    db_run(w,
            "DELETE FROM evidence WHERE receiver_id = ? AND EXISTS (SELECT 1 FROM evidence AS e"
            " WHERE e.source = evidence.source AND e.source_id = evidence.source_id"
            " AND e.kind = evidence.kind AND e.giver_id = evidence.giver_id"
            " AND e.receiver_id = ?)",
            num(from), num(to));
    db_run(w, "UPDATE evidence SET giver_id = ? WHERE giver_id = ?", num(to), num(from));
    db_run(w, "UPDATE evidence SET receiver_id = ? WHERE receiver_id = ?", num(to), num(from));
}

/* Where somebody judged both, what they said last holds. */
static void merge_judgements(struct work *w, int64_t from, int64_t to) {
    db_run(w,
            "DELETE FROM judgement WHERE (judge_id = ? AND judged_id = ?)"
            " OR (judge_id = ? AND judged_id = ?)",
            num(from), num(to), num(to), num(from));
    db_run(w,
            "DELETE FROM judgement WHERE judge_id IN (?, ?) AND EXISTS"
            " (SELECT 1 FROM judgement AS j WHERE j.judge_id IN (?, ?) AND j.id > judgement.id"
            "  AND j.judged_id = judgement.judged_id)",
            num(from), num(to), num(from), num(to));
    db_run(w,
            "DELETE FROM judgement WHERE judged_id IN (?, ?) AND EXISTS"
            " (SELECT 1 FROM judgement AS j WHERE j.judged_id IN (?, ?) AND j.id > judgement.id"
            "  AND j.judge_id = judgement.judge_id)",
            num(from), num(to), num(from), num(to));
    db_run(w, "UPDATE judgement SET judge_id = ? WHERE judge_id = ?", num(to), num(from));
    db_run(w, "UPDATE judgement SET judged_id = ? WHERE judged_id = ?", num(to), num(from));
    db_run(w,
            "DELETE FROM evidence WHERE source = 'judgement' AND (giver_id = ? OR receiver_id = ?)"
            " AND NOT EXISTS (SELECT 1 FROM judgement AS j WHERE j.id = evidence.source_id)",
            num(to), num(to));
}

/* A no of either is a no. */
static void merge_off(struct work *w, int64_t from, int64_t to) {
    db_run(w,
            "DELETE FROM introduction_off WHERE individual_id = ? AND EXISTS"
            " (SELECT 1 FROM introduction_off WHERE individual_id = ?)",
            num(from), num(to));
    db_run(w, "UPDATE introduction_off SET individual_id = ? WHERE individual_id = ?", num(to),
            num(from));
}

void merge_trust(struct work *w, int64_t from, int64_t to) {
    if (from == to) {
        return;
    }
    note_givers(w, from, to);
    merge_evidence(w, from, to);
    merge_judgements(w, from, to);
    merge_off(w, from, to);
}
