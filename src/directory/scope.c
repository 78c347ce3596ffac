#include "directory/scope.h"

#include "db/db.h"

static void read_clusters(struct work *w, struct scope *s) {
    int64_t cluster = 0;
    struct rows r = db_rows(w,
            "SELECT cluster_id FROM role WHERE account_id = ? AND cluster_id IS NOT NULL"
            " ORDER BY cluster_id LIMIT ?",
            num(w->actor), num(SCOPE_CLUSTERS_MOST));
    while (db_next(&r, to(cluster))) {
        s->clusters[s->count++] = cluster;
    }
}

static void read_organisations(struct work *w, struct scope *s) {
    int64_t organisation = 0;
    struct rows r = db_rows(w,
            "SELECT DISTINCT organisation_id FROM role"
            " WHERE account_id = ? AND organisation_id IS NOT NULL"
            " ORDER BY organisation_id LIMIT ?",
            num(w->actor), num(SCOPE_ORGANISATIONS_MOST));
    while (db_next(&r, to(organisation))) {
        s->organisations[s->organisation_count++] = organisation;
    }
}

static void read_unveiled(struct work *w, struct scope *s) {
    struct scope_unveiled one = {0};
    struct rows r = db_rows(w,
            "SELECT DISTINCT listing_id, organisation_id FROM unveiled_to WHERE account_id = ?"
            " ORDER BY listing_id DESC LIMIT ?",
            num(w->actor), num(SCOPE_UNVEILED_MOST));
    while (db_next(&r, to(one.listing), to(one.organisation))) {
        if (!s->unveiled) {
            s->unveiled = arena_new(w->mem, struct scope_unveiled, SCOPE_UNVEILED_MOST);
        }
        s->unveiled[s->unveiled_count++] = one;
    }
}

struct scope scope_of(struct work *w) {
    struct scope s = {0};
    if (w->actor == 0) {
        return s;
    }
    s.reach = db_number(w, "SELECT reach FROM reach WHERE account_id = ?", num(w->actor));
    read_clusters(w, &s);
    read_organisations(w, &s);
    read_unveiled(w, &s);
    return s;
}

static bool stands_in(const int64_t *ids, size_t count, int64_t id) {
    for (size_t i = 0; i < count; i++) {
        if (ids[i] == id) {
            return true;
        }
    }
    return false;
}

bool scope_manages(const struct scope *s, int64_t cluster) {
    return stands_in(s->clusters, s->count, cluster);
}

bool scope_belongs(const struct scope *s, int64_t organisation) {
    return stands_in(s->organisations, s->organisation_count, organisation);
}

bool scope_has_own(const struct scope *s) {
    return s->count || s->organisation_count || s->unveiled_count;
}

bool scope_unveils(const struct scope *s, int64_t listing) {
    for (size_t i = 0; i < s->unveiled_count; i++) {
        if (s->unveiled[i].listing == listing) {
            return true;
        }
    }
    return false;
}
