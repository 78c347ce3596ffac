#include "account/role.h"

#include "db/db.h"

#include <assert.h>

enum { REACH_EVERYBODYS, REACH_PARTNERS, REACH_ALL };

static const struct {
    const char *word;
    int64_t reach; /* what they see beside their own; see the table role */
} kinds[ROLE_KINDS] = {
        [ROLE_MANAGER] = {"manager", REACH_PARTNERS},
        [ROLE_MEMBER] = {"member", REACH_EVERYBODYS},
        [ROLE_RESEARCHER] = {"researcher", REACH_EVERYBODYS},
        [ROLE_ADMIN] = {"admin", REACH_ALL},
};

str role_word(enum role_kind kind) {
    assert(kind < ROLE_KINDS);
    return str_of(kinds[kind].word);
}

bool role_kind_of(str word, enum role_kind *kind) {
    for (enum role_kind k = 0; k < ROLE_KINDS; k++) {
        if (str_eq(word, role_word(k))) {
            *kind = k;
            return true;
        }
    }
    return false;
}

void role_add(struct work *w, const struct role *r) {
    db_run(w,
            "INSERT INTO role (account_id, kind, cluster_id, organisation_id, reach)"
            " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            num(r->account), txt(role_word(r->kind)), key_or_none(r->cluster),
            key_or_none(r->organisation), num(kinds[r->kind].reach));
}

bool role_remove(struct work *w, const struct role *r) {
    if (r->kind == ROLE_ADMIN && role_last_admin(w, r->account)) {
        return false;
    }
    db_run(w,
            "DELETE FROM role WHERE account_id = ? AND kind = ? AND COALESCE(cluster_id, 0) = ?"
            " AND COALESCE(organisation_id, 0) = ?",
            num(r->account), txt(role_word(r->kind)), num(r->cluster), num(r->organisation));
    return true;
}

struct roles role_list(struct work *w, int64_t account) {
    struct roles found = {.at = arena_new(w->mem, struct role, ROLES_MOST)};
    struct role one = {0};
    str kind = {0};
    struct rows r = db_rows(w,
            "SELECT r.account_id, r.kind, r.cluster_id, r.organisation_id,"
            " c.name, o.name"
            " FROM role AS r LEFT JOIN cluster AS c ON c.id = r.cluster_id"
            " LEFT JOIN organisation AS o ON o.id = r.organisation_id"
            " WHERE ? = 0 OR r.account_id = ?"
            " ORDER BY r.account_id, r.kind, c.name, o.name, r.id LIMIT ?",
            num(account), num(account), num(ROLES_MOST));
    while (db_next(&r, to(one.account), to(kind), to(one.cluster), to(one.organisation),
            to(one.cluster_name), to(one.organisation_name))) {
        if (role_kind_of(kind, &one.kind)) {
            found.at[found.count++] = one;
        }
    }
    return found;
}

/* Who is suspended can administrate nothing. */
bool role_admin_exists(struct work *w) {
    return db_number(w, "SELECT COUNT(*) FROM role AS r JOIN account AS a ON a.id = r.account_id"
                        " WHERE r.kind = 'admin' AND a.suspended = 0") > 0;
}

bool role_last_admin(struct work *w, int64_t account) {
    return db_number(w,
                   "SELECT COUNT(*) FROM role AS r WHERE r.account_id = ? AND r.kind = 'admin'"
                   " AND NOT EXISTS (SELECT 1 FROM role AS other"
                   "                 JOIN account AS a ON a.id = other.account_id"
                   "                 WHERE other.kind = 'admin' AND other.account_id <> ?"
                   "                 AND a.suspended = 0)",
                   num(account), num(account)) > 0;
}
