#include "account/role.h"

#include "db/db.h"

enum { REACH_PARTNERS = 1, REACH_ALL = 2 };

static str kind_word(enum role_kind kind) {
    return kind == ROLE_ADMIN ? STR("admin") : STR("manager");
}

void role_add(struct work *w, const struct role *r) {
    bool admin = r->kind == ROLE_ADMIN;
    db_run(w,
            "INSERT INTO role (account_id, kind, cluster_id, reach) VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            num(r->account), txt(kind_word(r->kind)), admin ? none() : num(r->cluster),
            num(admin ? REACH_ALL : REACH_PARTNERS));
}

bool role_remove(struct work *w, const struct role *r) {
    if (r->kind == ROLE_ADMIN && role_last_admin(w, r->account)) {
        return false;
    }
    db_run(w, "DELETE FROM role WHERE account_id = ? AND kind = ? AND COALESCE(cluster_id, 0) = ?",
            num(r->account), txt(kind_word(r->kind)), num(r->cluster));
    return true;
}

struct roles role_list(struct work *w, int64_t account) {
    struct roles found = {.at = arena_new(w->mem, struct role, ROLES_MOST)};
    struct role one = {0};
    str kind = {0};
    struct rows r = db_rows(w,
            "SELECT r.account_id, r.kind, r.cluster_id, c.name"
            " FROM role AS r LEFT JOIN cluster AS c ON c.id = r.cluster_id"
            " WHERE ? = 0 OR r.account_id = ?"
            " ORDER BY r.account_id, r.kind, c.name LIMIT ?",
            num(account), num(account), num(ROLES_MOST));
    while (db_next(&r, to(one.account), to(kind), to(one.cluster), to(one.cluster_name))) {
        one.kind = str_eq(kind, STR("admin")) ? ROLE_ADMIN : ROLE_MANAGER;
        found.at[found.count++] = one;
    }
    return found;
}

bool role_admin_exists(struct work *w) {
    return db_number(w, "SELECT COUNT(*) FROM role WHERE kind = 'admin'") > 0;
}

bool role_last_admin(struct work *w, int64_t account) {
    return db_number(w,
                   "SELECT COUNT(*) FROM role AS r WHERE r.account_id = ? AND r.kind = 'admin'"
                   " AND NOT EXISTS (SELECT 1 FROM role AS other"
                   "                 WHERE other.kind = 'admin' AND other.account_id <> ?)",
                   num(account), num(account)) > 0;
}
