#include "project/collaboration_move.h"

#include "db/db.h"

struct collaboration_evidence collaboration_evidence(
        struct work *w, const struct collaboration *c) {
    int64_t notes = db_number(w,
            "SELECT COUNT(*) FROM collaboration_note WHERE collaboration_id = ?"
            " AND (cluster_id = ? OR shared = 1)",
            num(c->id), num(c->ours));
    int64_t files = db_number(w,
            "SELECT COUNT(*) FROM collaboration_file WHERE collaboration_id = ?"
            " AND (cluster_id = ? OR shared = 1)",
            num(c->id), num(c->ours));
    int64_t meetings = db_number(w,
            "SELECT COUNT(*) FROM collaboration_encounter AS k JOIN confirmed_encounter AS f"
            " ON f.encounter_id = k.encounter_id WHERE k.collaboration_id = ?",
            num(c->id));
    int64_t agreed = db_number(w,
            "SELECT COUNT(*) FROM collaboration_approach AS k JOIN approach AS e"
            " ON e.id = k.approach_id WHERE e.state = 'yes' AND k.collaboration_id = ?",
            num(c->id));
    return (struct collaboration_evidence){.has = {[STAGE_NOTHING] = true,
                                                   [STAGE_MET] = meetings > 0,
                                                   [STAGE_NOTE] = notes > 0,
                                                   [STAGE_FILE] = files > 0,
                                                   [STAGE_AGREED] = agreed > 0 || meetings > 0}};
}

const struct stage *collaboration_lacking(const struct stages *path, const struct collaboration *c,
        const struct stage *to, const struct collaboration_evidence *e) {
    const struct stage *from = stage_find(path, c->stage);
    const struct stage *first = from ? from + 1 : path->at;
    for (const struct stage *s = first; s <= to; s++) {
        if (!e->has[s->evidence]) {
            return s;
        }
    }
    return NULL;
}

static void put(struct work *w, const struct collaboration *c, int64_t stage) {
    db_run(w,
            "UPDATE collaboration_side SET stage_id = ?, version = version + 1"
            " WHERE collaboration_id = ? AND cluster_id = ?",
            num(stage), num(c->id), num(c->ours));
}

enum collaboration_moved collaboration_move(
        struct work *w, const struct collaboration *c, int64_t stage, struct stage *lacking) {
    struct stages path = stage_list(w, c->ours);
    const struct stage *to = stage_find(&path, stage);
    if (!to) {
        return COLLABORATION_NO_STAGE;
    }
    struct collaboration_evidence e = collaboration_evidence(w, c);
    const struct stage *lacks = collaboration_lacking(&path, c, to, &e);
    if (lacks) {
        *lacking = *lacks;
        return COLLABORATION_LACKS;
    }
    if (stage != c->stage) {
        put(w, c, stage);
        db_run(w,
                "INSERT INTO collaboration_move (collaboration_id, cluster_id, from_id, to_id,"
                " account_id, at) VALUES (?, ?, ?, ?, ?, ?)",
                num(c->id), num(c->ours), key_or_none(c->stage), num(stage), num(w->actor),
                num(w->now));
    }
    return COLLABORATION_MOVED;
}

/* The newest that holds, where it came from a stage that is still on the path. */
int64_t collaboration_undoable(struct work *w, const struct collaboration *c) {
    return db_number(w,
            "SELECT m.id FROM collaboration_move AS m JOIN stage AS s ON s.id = m.from_id"
            " WHERE m.id = (SELECT MAX(id) FROM collaboration_move WHERE collaboration_id = ?"
            "               AND cluster_id = ? AND undone = 0)"
            " AND s.removed = 0 AND m.to_id = ?",
            num(c->id), num(c->ours), num(c->stage));
}

bool collaboration_undo(struct work *w, const struct collaboration *c, int64_t move) {
    if (move == 0 || collaboration_undoable(w, c) != move) {
        return false;
    }
    put(w, c, db_number(w, "SELECT from_id FROM collaboration_move WHERE id = ?", num(move)));
    db_run(w, "UPDATE collaboration_move SET undone = ?, undone_by = ? WHERE id = ?", num(w->now),
            num(w->actor), num(move));
    return true;
}
