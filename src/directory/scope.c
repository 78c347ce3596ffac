#include "directory/scope.h"

#include "db/db.h"

struct scope scope_of(struct work *w) {
    struct scope s = {0};
    if (w->actor == 0) {
        return s;
    }
    s.reach = db_number(w, "SELECT reach FROM reach WHERE account_id = ?", num(w->actor));
    int64_t cluster = 0;
    struct rows r = db_rows(w,
            "SELECT cluster_id FROM role WHERE account_id = ? AND cluster_id IS NOT NULL"
            " ORDER BY cluster_id LIMIT ?",
            num(w->actor), num(SCOPE_CLUSTERS_MOST));
    while (db_next(&r, to(cluster))) {
        s.clusters[s.count++] = cluster;
    }
    return s;
}

bool scope_manages(const struct scope *s, int64_t cluster) {
    for (size_t i = 0; i < s->count; i++) {
        if (s->clusters[i] == cluster) {
            return true;
        }
    }
    return false;
}
