#include "account/invitation.h"

#include "db/db.h"

#define COLUMNS                                                                                           \
    "i.id, i.mail, i.name, i.tongue, i.kind, COALESCE(i.cluster_id, 0),"                                  \
    " COALESCE(i.organisation_id, 0), COALESCE(c.name, ''), COALESCE(o.name, ''),"                        \
    " COALESCE(i.invited_by, 0), COALESCE(a.name, ''), COALESCE(a.mail, ''), i.created, i.sent,"          \
    " (SELECT COUNT(*) FROM role AS r WHERE r.account_id = i.invited_by"                                  \
    "  AND a.suspended = 0 AND (r.kind = 'admin' OR (r.kind = 'manager' AND (r.cluster_id = i.cluster_id" \
    "       OR EXISTS (SELECT 1 FROM membership AS m WHERE m.cluster_id = r.cluster_id"                   \
    "                  AND m.organisation_id = i.organisation_id)))))"                                    \
    " FROM invitation AS i LEFT JOIN cluster AS c ON c.id = i.cluster_id"                                 \
    " LEFT JOIN organisation AS o ON o.id = i.organisation_id"                                            \
    " LEFT JOIN account AS a ON a.id = i.invited_by"

static bool next(struct rows *r, struct invitation *i) {
    str tongue = {0};
    str kind = {0};
    int64_t inviting = 0;
    if (!db_next(r, to(i->id), to(i->mail), to(i->name), to(tongue), to(kind), to(i->role.cluster),
                to(i->role.organisation), to(i->role.cluster_name), to(i->role.organisation_name),
                to(i->by), to(i->by_name), to(i->by_mail), to(i->created), to(i->sent),
                to(inviting))) {
        return false;
    }
    i->tongue = EN;
    (void)tongue_of(tongue, &i->tongue);
    i->stands = role_kind_of(kind, &i->role.kind) && inviting > 0;
    return true;
}

static enum invitation_flaw check(struct work *w, struct invitation *i) {
    i->name = str_trim(i->name);
    i->mail = account_mail(w->mem, i->mail);
    switch (account_check(i->name, i->mail)) {
    case ACCOUNT_WITHOUT_NAME: return INVITATION_WITHOUT_NAME;
    case ACCOUNT_WITHOUT_MAIL: return INVITATION_WITHOUT_MAIL;
    case ACCOUNT_FINE:
    case ACCOUNT_MAIL_TAKEN: break;
    }
    return INVITATION_FINE;
}

/* The same one as before, if it is still open: its id and when it was sent; else 0. */
static struct invitation open_one(struct work *w, const struct invitation *i) {
    struct invitation found = {0};
    struct rows r = db_rows(w,
            "SELECT id, sent FROM invitation"
            " WHERE mail = ? AND kind = ? AND COALESCE(cluster_id, 0) = ?"
            " AND COALESCE(organisation_id, 0) = ?",
            txt(i->mail), txt(role_word(i->role.kind)), num(i->role.cluster),
            num(i->role.organisation));
    (void)db_next(&r, to(found.id), to(found.sent));
    db_stop(&r);
    return found;
}

static bool too_many(struct work *w, const struct role *r) {
    return db_number(w,
                   "SELECT COUNT(*) FROM invitation WHERE COALESCE(cluster_id, 0) = ?"
                   " AND COALESCE(organisation_id, 0) = ?",
                   num(r->cluster), num(r->organisation)) >= INVITATIONS_MOST;
}

enum invitation_flaw invitation_add(struct work *w, struct invitation *i) {
    enum invitation_flaw flaw = check(w, i);
    if (flaw != INVITATION_FINE) {
        return flaw;
    }
    struct invitation before = open_one(w, i);
    if (before.id && w->now - before.sent < INVITATION_SENT_EVERY) {
        return INVITATION_TOO_SOON;
    }
    if (before.id) {
        invitation_remove(w, before.id);
    } else if (too_many(w, &i->role)) {
        return INVITATION_TOO_MANY;
    }
    i->by = w->actor;
    i->created = w->now;
    i->sent = w->now;
    i->id = db_number(w,
            "INSERT INTO invitation (mail, name, tongue, kind, cluster_id, organisation_id,"
            " invited_by, created, sent) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
            txt(i->mail), txt(i->name), txt(tongue_code(i->tongue)), txt(role_word(i->role.kind)),
            key_or_none(i->role.cluster), key_or_none(i->role.organisation), key_or_none(i->by),
            num(i->created), num(i->sent));
    return INVITATION_FINE;
}

enum invitation_flaw invitation_resend(struct work *w, struct invitation *i) {
    if (w->now - i->sent < INVITATION_SENT_EVERY) {
        return INVITATION_TOO_SOON;
    }
    i->by = w->actor;
    i->sent = w->now;
    db_run(w, "UPDATE invitation SET invited_by = ?, sent = ? WHERE id = ?", key_or_none(i->by),
            num(i->sent), num(i->id));
    return INVITATION_FINE;
}

int64_t invitation_link_ends(const struct work *w, const struct invitation *i) {
    int64_t link = w->now + INVITATION_LINK_AGE_MOST;
    int64_t whole = i->created + INVITATION_AGE_MOST;
    return link < whole ? link : whole;
}

str invitation_link(struct work *w, const struct invitation *i) {
    link_end(w, LINK_INVITATION, i->id);
    return link_make(w, &(struct link){.purpose = LINK_INVITATION,
                                .object = i->id,
                                .mail = i->mail,
                                .expires = invitation_link_ends(w, i)});
}

bool invitation_one(struct work *w, int64_t id, struct invitation *found) {
    struct rows r = db_rows(w, "SELECT " COLUMNS " WHERE i.id = ? AND i.created > ?", num(id),
            num(w->now - INVITATION_AGE_MOST));
    bool there = next(&r, found);
    db_stop(&r);
    return there;
}

bool invitation_of_link(struct work *w, const struct link *l, struct invitation *found) {
    return invitation_one(w, l->object, found) && str_eq(l->mail, found->mail);
}

static struct invitations all_of(struct work *w, struct rows r) {
    struct invitations all = {.at = arena_new(w->mem, struct invitation, INVITATIONS_MOST)};
    struct invitation i = {0};
    while (next(&r, &i)) {
        all.at[all.count++] = i;
    }
    return all;
}

struct invitations invitation_list(struct work *w) {
    return all_of(w, db_rows(w, "SELECT " COLUMNS " WHERE i.created > ? ORDER BY i.id DESC LIMIT ?",
                             num(w->now - INVITATION_AGE_MOST), num(INVITATIONS_MOST)));
}

struct invitations invitation_to_cluster(struct work *w, int64_t cluster) {
    return all_of(
            w, db_rows(w,
                       "SELECT " COLUMNS
                       " WHERE i.cluster_id = ? AND i.created > ? ORDER BY i.id DESC LIMIT ?",
                       num(cluster), num(w->now - INVITATION_AGE_MOST), num(INVITATIONS_MOST)));
}

struct invitations invitation_to_organisation(struct work *w, int64_t organisation) {
    return all_of(w,
            db_rows(w,
                    "SELECT " COLUMNS
                    " WHERE i.organisation_id = ? AND i.created > ? ORDER BY i.id DESC LIMIT ?",
                    num(organisation), num(w->now - INVITATION_AGE_MOST), num(INVITATIONS_MOST)));
}

enum account_flaw invitation_accept(
        struct work *w, const struct invitation *i, str hash, struct account *a) {
    struct account there = {0};
    if (account_by_mail(w, i->mail, &there)) {
        *a = there;
    } else {
        a->mail = i->mail;
        enum account_flaw flaw = account_add(w, a, hash);
        if (flaw != ACCOUNT_FINE) {
            return flaw;
        }
    }
    struct role given = i->role;
    given.account = a->id;
    role_add(w, &given);
    invitation_remove(w, i->id);
    return ACCOUNT_FINE;
}

void invitation_remove(struct work *w, int64_t id) {
    link_end(w, LINK_INVITATION, id);
    db_run(w, "DELETE FROM invitation WHERE id = ?", num(id));
}

void invitation_forget(struct work *w, int64_t before) {
    db_run(w, "DELETE FROM invitation WHERE created < ?", num(before));
}

void invitation_sweep(struct work *w) {
    db_run(w, "DELETE FROM invitation WHERE created <= ?", num(w->now - INVITATION_AGE_MOST));
}
