#include "project/collaboration_note.h"

#include "db/db.h"

enum { AGAIN_SECONDS = 60 };

static int64_t again(
        struct work *w, const struct collaboration *c, const struct collaboration_note *n) {
    return db_number(w,
            "SELECT COALESCE(MAX(id), 0) FROM collaboration_note WHERE collaboration_id = ?"
            " AND account_id = ? AND body = ? AND at > ?",
            num(c->id), num(w->actor), txt(n->body), num(w->now - AGAIN_SECONDS));
}

static bool is_full(struct work *w, const struct collaboration *c) {
    return db_number(w,
                   "SELECT COUNT(*) FROM collaboration_note"
                   " WHERE collaboration_id = ? AND cluster_id = ?",
                   num(c->id), num(c->ours)) >= COLLABORATION_NOTES_MOST;
}

enum collaboration_note_flaw collaboration_note_add(
        struct work *w, const struct collaboration *c, struct collaboration_note *n) {
    n->body = str_trim(n->body);
    if (n->body.len == 0) {
        return COLLABORATION_NOTE_EMPTY;
    }
    if (n->body.len > COLLABORATION_TEXT_MOST) {
        return COLLABORATION_NOTE_LONG;
    }
    n->id = again(w, c, n);
    if (n->id) {
        return COLLABORATION_NOTE_FINE;
    }
    if (is_full(w, c)) {
        return COLLABORATION_NOTE_MANY;
    }
    n->id = db_number(w,
            "INSERT INTO collaboration_note (collaboration_id, cluster_id, account_id, body, lang,"
            " shared, at) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
            num(c->id), num(c->ours), num(w->actor), txt(n->body), txt(n->lang), num(n->shared),
            num(w->now));
    return COLLABORATION_NOTE_FINE;
}

bool collaboration_note_share(
        struct work *w, const struct collaboration *c, int64_t note, bool shared) {
    return db_number(w,
                   "UPDATE collaboration_note SET shared = ? WHERE id = ? AND collaboration_id = ?"
                   " AND cluster_id = ? RETURNING id",
                   num(shared), num(note), num(c->id), num(c->ours)) != 0;
}

bool collaboration_note_remove(struct work *w, const struct collaboration *c, int64_t note) {
    return db_number(w,
                   "DELETE FROM collaboration_note WHERE id = ? AND collaboration_id = ?"
                   " AND cluster_id = ? RETURNING id",
                   num(note), num(c->id), num(c->ours)) != 0;
}
