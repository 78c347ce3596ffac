#include "trust/evidence.h"

#include "db/change.h"
#include "db/db.h"

static const char *const words[EVIDENCE_KINDS] = {
        [EVIDENCE_MET] = "met",
        [EVIDENCE_VIDEO] = "video",
        [EVIDENCE_PHONE] = "phone",
        [EVIDENCE_INTRODUCED] = "introduced",
        [EVIDENCE_KEPT] = "kept",
        [EVIDENCE_BROKEN] = "broken",
        [EVIDENCE_DELIVERED] = "delivered",
        [EVIDENCE_GOOD] = "good",
        [EVIDENCE_BAD] = "bad",
};

static const char *const sources[EVIDENCE_SOURCES] = {
        [SOURCE_ENCOUNTER] = "encounter",
        [SOURCE_INTRODUCTION] = "introduction",
        [SOURCE_ACCORD] = "accord",
        [SOURCE_OUTCOME] = "outcome",
        [SOURCE_JUDGEMENT] = "judgement",
};

str evidence_word(enum evidence_kind kind) {
    return str_of(words[kind]);
}

bool evidence_kind_of(str word, enum evidence_kind *found) {
    for (int k = 0; k < EVIDENCE_KINDS; k++) {
        if (str_eq(word, str_of(words[k]))) {
            *found = (enum evidence_kind)k;
            return true;
        }
    }
    return false;
}

str evidence_source_word(enum evidence_source source) {
    return str_of(sources[source]);
}

static enum evidence_source source_of(str word) {
    int s = 0;
    while (s < EVIDENCE_SOURCES - 1 && !str_eq(word, str_of(sources[s]))) {
        s++;
    }
    return (enum evidence_source)s;
}

bool evidence_is_bad(enum evidence_kind kind) {
    return kind == EVIDENCE_BROKEN || kind == EVIDENCE_BAD;
}

/* Whoever keeps trust in memory reads anew all that this giver has seen. */
static void note(struct work *w, int64_t giver) {
    change_note(w, STR("evidence"), giver);
}

void evidence_add(struct work *w, const struct evidence *e) {
    if (e->giver == e->receiver) {
        return;
    }
    int64_t added = db_number(w,
            "INSERT INTO evidence (giver_id, receiver_id, kind, day, source, source_id, made)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id",
            num(e->giver), num(e->receiver), txt(evidence_word(e->kind)), txt(e->day),
            txt(evidence_source_word(e->source)), num(e->source_id), num(w->now));
    if (added) {
        note(w, e->giver);
    }
}

void evidence_add_both(struct work *w, const struct evidence *e) {
    struct evidence back = *e;
    back.giver = e->receiver;
    back.receiver = e->giver;
    evidence_add(w, e);
    evidence_add(w, &back);
}

void evidence_withdraw(struct work *w, enum evidence_source source, int64_t source_id) {
    int64_t *givers = NULL;
    size_t count = 0;
    size_t room = 0;
    int64_t giver = 0;
    struct rows r = db_rows(w,
            "SELECT DISTINCT giver_id FROM evidence WHERE source = ? AND source_id = ?"
            " ORDER BY giver_id",
            txt(evidence_source_word(source)), num(source_id));
    while (db_next(&r, to(giver))) {
        arena_room(w->mem, int64_t, givers, count, room);
        givers[count++] = giver;
    }
    db_run(w, "DELETE FROM evidence WHERE source = ? AND source_id = ?",
            txt(evidence_source_word(source)), num(source_id));
    for (size_t i = 0; i < count; i++) {
        note(w, givers[i]);
    }
}

/* Everybody who has seen something of them reads it anew. */
static void note_givers(struct work *w, int64_t receiver) {
    int64_t *givers = NULL;
    size_t count = 0;
    size_t room = 0;
    int64_t giver = 0;
    struct rows r = db_rows(w,
            "SELECT DISTINCT giver_id FROM evidence WHERE receiver_id = ? ORDER BY giver_id",
            num(receiver));
    while (db_next(&r, to(giver))) {
        arena_room(w->mem, int64_t, givers, count, room);
        givers[count++] = giver;
    }
    for (size_t i = 0; i < count; i++) {
        note(w, givers[i]);
    }
}

static void merge_judgements(struct work *w, int64_t from, int64_t to) {
    db_run(w,
            "UPDATE judgement SET judge_id = ? WHERE judge_id = ? AND judged_id <> ?"
            " AND judged_id NOT IN (SELECT judged_id FROM judgement WHERE judge_id = ?)",
            num(to), num(from), num(to), num(to));
    db_run(w,
            "UPDATE judgement SET judged_id = ? WHERE judged_id = ? AND judge_id <> ?"
            " AND judge_id NOT IN (SELECT judge_id FROM judgement WHERE judged_id = ?)",
            num(to), num(from), num(to), num(to));
    db_run(w,
            "DELETE FROM evidence WHERE source = 'judgement' AND source_id IN"
            " (SELECT id FROM judgement WHERE judge_id = ? OR judged_id = ?)",
            num(from), num(from));
    db_run(w, "DELETE FROM judgement WHERE judge_id = ? OR judged_id = ?", num(from), num(from));
}

void evidence_merge(struct work *w, int64_t from, int64_t to) {
    if (from == to) {
        return;
    }
    merge_judgements(w, from, to);
    db_run(w, "DELETE FROM evidence WHERE giver_id = ? AND receiver_id = ?", num(from), num(to));
    db_run(w, "DELETE FROM evidence WHERE giver_id = ? AND receiver_id = ?", num(to), num(from));
    db_run(w,
            "INSERT INTO evidence (giver_id, receiver_id, kind, day, source, source_id, made)"
            " SELECT ?, receiver_id, kind, day, source, source_id, made FROM evidence"
            " WHERE giver_id = ? ORDER BY id ON CONFLICT DO NOTHING",
            num(to), num(from));
    db_run(w,
            "INSERT INTO evidence (giver_id, receiver_id, kind, day, source, source_id, made)"
            " SELECT giver_id, ?, kind, day, source, source_id, made FROM evidence"
            " WHERE receiver_id = ? ORDER BY id ON CONFLICT DO NOTHING",
            num(to), num(from));
    note_givers(w, from);
    db_run(w, "DELETE FROM evidence WHERE giver_id = ? OR receiver_id = ?", num(from), num(from));
    db_run(w,
            "INSERT INTO introduction_off (individual_id, at)"
            " SELECT ?, at FROM introduction_off WHERE individual_id = ? ORDER BY at"
            " ON CONFLICT DO NOTHING",
            num(to), num(from));
    change_note(w, STR("individual"), to);
    note(w, from);
    note(w, to);
}

struct evidences evidence_of(struct work *w, int64_t giver, int64_t receiver) {
    struct evidences found = {0};
    size_t room = 0;
    struct evidence e = {.giver = giver};
    str kind = {0};
    str source = {0};
    struct rows r = db_rows(w,
            "SELECT id, receiver_id, kind, day, source, source_id FROM evidence"
            " WHERE giver_id = ? AND (? = 0 OR receiver_id = ?)"
            " ORDER BY day DESC, id DESC LIMIT ?",
            num(giver), num(receiver), num(receiver), num(EVIDENCES_MOST));
    while (db_next(
            &r, to(e.id), to(e.receiver), to(kind), to(e.day), to(source), to(e.source_id))) {
        if (evidence_kind_of(kind, &e.kind)) {
            e.source = source_of(source);
            arena_room(w->mem, struct evidence, found.at, found.count, room);
            found.at[found.count++] = e;
        }
    }
    return found;
}
