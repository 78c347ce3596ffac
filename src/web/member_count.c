#include "web/member_count.h"

#include "directory/roster_find.h"

struct kinds {
    uint64_t company, research, public_body, association;
};

static void count_in(
        struct member_count *c, const struct roster_organisation *o, const struct kinds *kinds) {
    size_t *kind = o->kind == kinds->company       ? &c->company
                   : o->kind == kinds->research    ? &c->research
                   : o->kind == kinds->public_body ? &c->public_body
                   : o->kind == kinds->association ? &c->association
                                                   : NULL;
    if (kind) {
        *kind += 1;
        c->all++;
    }
}

static size_t largest_cluster(const struct roster *r) {
    size_t largest = 0;
    for (size_t i = 0; i < r->membership_count; i++) {
        largest = r->memberships[i] > largest ? r->memberships[i] : largest;
    }
    return largest;
}

struct member_counts member_counts(struct page *p, const struct roster *r) {
    struct kinds kinds = {roster_code(STR("company")), roster_code(STR("research")),
            roster_code(STR("public")), roster_code(STR("association"))};
    struct member_counts all = {.count = largest_cluster(r) + 1};
    all.at = arena_new(p->work.mem, struct member_count, all.count);
    for (size_t i = 0; i < r->organisation_count; i++) {
        const struct roster_organisation *o = &r->organisations[i];
        bool seen = o->cluster_count && roster_sees_organisation(r, &p->scope, o);
        for (size_t j = 0; seen && j < o->cluster_count; j++) {
            count_in(&all.at[r->memberships[o->clusters + j]], o, &kinds);
        }
    }
    return all;
}

struct member_count member_count_of(const struct member_counts *all, int64_t cluster) {
    bool known = cluster > 0 && (size_t)cluster < all->count;
    return known ? all->at[cluster] : (struct member_count){0};
}
