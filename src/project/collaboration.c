#include "project/collaboration.h"

#include "db/db.h"
#include "project/stage.h"

#include <stddef.h>

enum { AGAIN_SECONDS = 60 };

#define PLACE(name) offsetof(struct collaboration, name)

static const struct column columns[] = {
        {"title", say_word("What it is about"), PLACE(title), COLUMN_LINE, 0, 200, true},
        {"language", say_word("Language it is written in"), PLACE(lang), COLUMN_LANGUAGE, 0, 2,
                true},
        {"next_step", say_word("Next step"), PLACE(next_step), COLUMN_LINE, 0, 300, false},
        {"next_day", say_word("By when"), PLACE(next_day), COLUMN_DAY, 0, 10, false},
};

const struct columns collaboration_columns = {columns, sizeof(columns) / sizeof(columns[0])};

static const char *const states[COLLABORATION_STATES] = {"ours", "invited", "accepted", "declined"};

str collaboration_state_word(enum collaboration_state s) {
    return str_of(states[s]);
}

static enum collaboration_state state_of(str word) {
    enum collaboration_state s = COLLABORATION_OURS;
    while (s + 1 < COLLABORATION_STATES && !str_eq(word, str_of(states[s]))) {
        s++;
    }
    return s;
}

/* clang-format off */
/* Both versions only ever grow, so their sum stays the same only where both did. */
#define COLUMNS                                                                               \
    "SELECT c.id, c.version + k.version, k.cluster_id,"                                       \
    " CASE WHEN c.cluster_id = k.cluster_id THEN c.partner_cluster_id ELSE c.cluster_id END," \
    " c.cluster_id, c.created, c.invited, c.answered, COALESCE(k.stage_id, 0), k.account_id," \
    " k.closed, c.state, c.title, c.lang, c.note, k.next_step, k.next_day, us.name, us.lang," \
    " them.name, them.lang, COALESCE(a.name, ''), COALESCE(b.name, '')"                       \
    " FROM collaboration_side AS k JOIN collaboration AS c ON c.id = k.collaboration_id"      \
    " JOIN cluster AS us ON us.id = k.cluster_id"                                             \
    " JOIN cluster AS them ON them.id ="                                                      \
    "  CASE WHEN c.cluster_id = k.cluster_id THEN c.partner_cluster_id ELSE c.cluster_id END" \
    " LEFT JOIN account AS a ON a.id = k.account_id"                                          \
    " LEFT JOIN account AS b ON b.id = c.account_id"
/* clang-format on */

static bool next(struct rows *r, struct collaboration *c) {
    str state = {0};
    bool there = db_next(r, to(c->id), to(c->version), to(c->ours), to(c->theirs), to(c->began),
            to(c->created), to(c->invited), to(c->answered), to(c->stage), to(c->account),
            to(c->closed), to(state), to(c->title), to(c->lang), to(c->note), to(c->next_step),
            to(c->next_day), to(c->ours_name), to(c->ours_lang), to(c->theirs_name),
            to(c->theirs_lang), to(c->responsible), to(c->beginner));
    c->state = there ? state_of(state) : c->state;
    return there;
}

int64_t collaboration_side(struct work *w, int64_t id, int64_t cluster) {
    return db_number(w,
            "SELECT k.cluster_id FROM collaboration_side AS k"
            " JOIN collaboration AS c ON c.id = k.collaboration_id WHERE k.collaboration_id = ?"
            " ORDER BY CASE WHEN k.cluster_id = ? THEN 0 WHEN EXISTS (SELECT 1 FROM role AS r"
            "   WHERE r.account_id = ? AND r.kind = 'manager' AND r.cluster_id = k.cluster_id)"
            "  THEN 1 WHEN k.cluster_id = c.cluster_id THEN 2 ELSE 3 END, k.cluster_id LIMIT 1",
            num(id), num(cluster), num(w->actor));
}

bool collaboration_one(struct work *w, int64_t id, int64_t cluster, struct collaboration *found) {
    struct rows r =
            db_rows(w, COLUMNS " WHERE c.id = ? AND k.cluster_id = ?", num(id), num(cluster));
    bool there = next(&r, found);
    db_stop(&r);
    return there;
}

struct collaborations collaboration_list(struct work *w, int64_t cluster) {
    struct collaborations all = {
            .at = arena_new(w->mem, struct collaboration, COLLABORATIONS_MOST)};
    struct collaboration c = {0};
    struct rows r = db_rows(w,
            COLUMNS " WHERE k.cluster_id = ?"
                    " ORDER BY CASE WHEN k.closed = 0 THEN 0 ELSE 1 END,"
                    " CASE WHEN k.next_day = '' THEN '9' ELSE k.next_day END, c.id DESC LIMIT ?",
            num(cluster), num(COLLABORATIONS_MOST));
    while (all.count < COLLABORATIONS_MOST && next(&r, &c)) {
        all.at[all.count++] = c;
    }
    db_stop(&r);
    return all;
}

/* clang-format off */
#define ASKED                                                                                \
    "SELECT c.id, c.partner_cluster_id, c.cluster_id, c.created, c.invited, c.title, c.lang,"  \
    " c.note, us.name, us.lang, them.name, them.lang, COALESCE(b.name, '')"                  \
    " FROM collaboration AS c JOIN cluster AS us ON us.id = c.partner_cluster_id"            \
    " JOIN cluster AS them ON them.id = c.cluster_id"                                        \
    " LEFT JOIN account AS b ON b.id = c.account_id WHERE c.state = 'invited'"
/* clang-format on */

static bool next_asked(struct rows *r, struct collaboration *c) {
    *c = (struct collaboration){.state = COLLABORATION_INVITED};
    bool there = db_next(r, to(c->id), to(c->ours), to(c->theirs), to(c->created), to(c->invited),
            to(c->title), to(c->lang), to(c->note), to(c->ours_name), to(c->ours_lang),
            to(c->theirs_name), to(c->theirs_lang), to(c->beginner));
    c->began = c->theirs;
    return there;
}

struct collaborations collaboration_invitations(struct work *w, int64_t cluster) {
    struct collaborations all = {
            .at = arena_new(w->mem, struct collaboration, COLLABORATIONS_MOST)};
    struct collaboration c = {0};
    struct rows r =
            db_rows(w, ASKED " AND c.partner_cluster_id = ? ORDER BY c.invited DESC, c.id LIMIT ?",
                    num(cluster), num(COLLABORATIONS_MOST));
    while (all.count < COLLABORATIONS_MOST && next_asked(&r, &c)) {
        all.at[all.count++] = c;
    }
    db_stop(&r);
    return all;
}

bool collaboration_invitation(struct work *w, int64_t id, struct collaboration *found) {
    struct rows r = db_rows(w, ASKED " AND c.id = ?", num(id));
    bool there = next_asked(&r, found);
    db_stop(&r);
    return there;
}

static int64_t again(struct work *w, const struct collaboration *c) {
    return db_number(w,
            "SELECT COALESCE(MAX(id), 0) FROM collaboration WHERE cluster_id = ?"
            " AND partner_cluster_id = ? AND account_id = ? AND title = ? AND created > ?",
            num(c->ours), num(c->theirs), num(w->actor), txt(c->title),
            num(w->now - AGAIN_SECONDS));
}

/* That side begins at a stage, and the record of its moves with it. */
static void add_side(struct work *w, const struct collaboration *c, int64_t stage) {
    db_run(w,
            "INSERT INTO collaboration_side (collaboration_id, cluster_id, stage_id, account_id,"
            " next_step, next_day) VALUES (?, ?, ?, ?, ?, ?)",
            num(c->id), num(c->ours), num(stage), num(w->actor), txt(c->next_step),
            txt(c->next_day));
    db_run(w,
            "INSERT INTO collaboration_move (collaboration_id, cluster_id, to_id, account_id, at)"
            " VALUES (?, ?, ?, ?, ?)",
            num(c->id), num(c->ours), num(stage), num(w->actor), num(w->now));
}

static enum saved add(struct work *w, struct collaboration *c) {
    int64_t stored_before = again(w, c);
    if (stored_before) {
        c->id = stored_before;
        return SAVED_CHANGED;
    }
    struct stages path = stage_begin(w, c->ours);
    c->id = db_number(w,
            "INSERT INTO collaboration (cluster_id, partner_cluster_id, title, lang, account_id,"
            " created) VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
            num(c->ours), num(c->theirs), txt(c->title), txt(c->lang), num(w->actor), num(w->now));
    add_side(w, c, path.at[0].id);
    return SAVED_NEW;
}

static int64_t version_of(struct work *w, const struct collaboration *c) {
    return db_number(w,
            "SELECT c.version + k.version FROM collaboration AS c"
            " JOIN collaboration_side AS k ON k.collaboration_id = c.id"
            " WHERE c.id = ? AND k.cluster_id = ?",
            num(c->id), num(c->ours));
}

enum saved collaboration_save(struct work *w, struct collaboration *c) {
    if (c->id == 0) {
        return add(w, c);
    }
    if (version_of(w, c) != c->version) {
        return SAVED_OLD_VERSION;
    }
    db_run(w,
            "UPDATE collaboration SET title = ?, lang = ?, version = version + 1"
            " WHERE id = ? AND (title <> ? OR lang <> ?)",
            txt(c->title), txt(c->lang), num(c->id), txt(c->title), txt(c->lang));
    db_run(w,
            "UPDATE collaboration_side SET next_step = ?, next_day = ?, account_id = ?,"
            " version = version + 1 WHERE collaboration_id = ? AND cluster_id = ?",
            txt(c->next_step), txt(c->next_day), num(c->account), num(c->id), num(c->ours));
    return SAVED_CHANGED;
}

bool collaboration_may_invite(const struct work *w, const struct collaboration *c) {
    bool asked_lately = c->invited && c->invited > w->now - COLLABORATION_INVITE_AGAIN_SECONDS;
    return c->began == c->ours && c->state != COLLABORATION_ACCEPTED && !asked_lately;
}

bool collaboration_invite(struct work *w, const struct collaboration *c, str note) {
    if (!collaboration_may_invite(w, c)) {
        return false;
    }
    return db_number(w,
                   "UPDATE collaboration SET state = 'invited', note = ?, invited = ?"
                   " WHERE id = ? AND state <> 'accepted' AND invited <= ? RETURNING id",
                   txt(note), num(w->now), num(c->id),
                   num(w->now - COLLABORATION_INVITE_AGAIN_SECONDS)) != 0;
}

/* Where it stands for whoever began it, if that stage is one of the nine which both have. */
static int64_t stage_alike(struct work *w, const struct collaboration *c) {
    struct stages path = stage_begin(w, c->ours);
    struct stages all = stage_all(w, c->id);
    const struct stage *theirs =
            stage_find(&all, db_number(w,
                                     "SELECT stage_id FROM collaboration_side"
                                     " WHERE collaboration_id = ? AND cluster_id = ?",
                                     num(c->id), num(c->theirs)));
    for (size_t i = 0; theirs && theirs->usual.len && i < path.count; i++) {
        if (str_eq(path.at[i].usual, theirs->usual)) {
            return path.at[i].id;
        }
    }
    return path.at[0].id;
}

bool collaboration_answer(struct work *w, int64_t id, bool yes) {
    struct collaboration c = {0};
    if (!collaboration_invitation(w, id, &c)) {
        return false;
    }
    db_run(w,
            "UPDATE collaboration SET state = ?, answered = ?, answered_by = ?"
            " WHERE id = ? AND state = 'invited'",
            txt(yes ? STR("accepted") : STR("declined")), num(w->now), num(w->actor), num(id));
    if (yes) {
        add_side(w, &c, stage_alike(w, &c));
    }
    return true;
}

void collaboration_close(struct work *w, const struct collaboration *c, bool closed) {
    db_run(w,
            "UPDATE collaboration_side SET closed = ?, version = version + 1"
            " WHERE collaboration_id = ? AND cluster_id = ?",
            num(closed ? w->now : 0), num(c->id), num(c->ours));
}

void collaboration_give(struct work *w, const struct collaboration *c, int64_t from, int64_t to) {
    db_run(w,
            "UPDATE collaboration_side SET account_id = ?, version = version + 1"
            " WHERE collaboration_id = ? AND cluster_id = ? AND account_id = ?",
            num(to), num(c->id), num(c->ours), num(from));
}

bool collaboration_remove(struct work *w, const struct collaboration *c) {
    return db_number(w,
                   "DELETE FROM collaboration WHERE id = ? AND cluster_id = ?"
                   " AND state <> 'accepted' RETURNING id",
                   num(c->id), num(c->ours)) != 0;
}
