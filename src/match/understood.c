#include "match/understood.h"

#include "db/db.h"
#include "lang/lexicon.h"

enum { CLUSTERS_MOST = 64, REJECTED_MOST = 256 };

static size_t clusters_of(struct work *w, int64_t listing, int64_t *clusters) {
    size_t count = 0;
    int64_t cluster = 0;
    struct rows r = db_rows(w,
            "SELECT m.cluster_id FROM listing AS l"
            " JOIN membership AS m ON m.organisation_id = l.organisation_id"
            " WHERE l.id = ? ORDER BY m.cluster_id LIMIT ?",
            num(listing), num(CLUSTERS_MOST));
    while (db_next(&r, to(cluster))) {
        clusters[count++] = cluster;
    }
    return count;
}

static struct rejections rejections_of(struct work *w, int64_t listing) {
    struct rejections found = {.at = arena_new(w->mem, struct rejection, REJECTED_MOST)};
    struct rejection one = {0};
    struct rows r = db_rows(w,
            "SELECT r.concept, COALESCE(a.name, ''), r.at FROM rejection AS r"
            " LEFT JOIN account AS a ON a.id = r.account_id"
            " WHERE r.listing_id = ? ORDER BY r.at, r.concept LIMIT ?",
            num(listing), num(REJECTED_MOST));
    while (db_next(&r, to(one.concept), to(one.account_name), to(one.at))) {
        found.at[found.count++] = one;
    }
    return found;
}

static void leave_out(const struct lexicon *l, const struct rejections *off, struct spans *met) {
    for (size_t i = 0; i < off->count; i++) {
        uint32_t concept = 0;
        bool known = lexicon_find(l, off->at[i].concept, &concept);
        size_t kept = 0;
        for (size_t k = 0; k < met->count; k++) {
            if (!known || met->at[k].concept != concept) {
                met->at[kept++] = met->at[k];
            }
        }
        met->count = kept;
    }
}

struct understood understood_read(
        struct work *w, struct reader *reader, int64_t listing, struct understood_text text) {
    int64_t clusters[CLUSTERS_MOST];
    struct understood u = {.off = rejections_of(w, listing)};
    reader_scope(reader, clusters, clusters_of(w, listing, clusters));
    u.title = reader_read(reader, w->mem, text.title, text.tongue);
    u.body = reader_read(reader, w->mem, text.body, text.tongue);
    reader_scope(reader, NULL, 0);
    leave_out(reader_lexicon(reader), &u.off, &u.title.met);
    leave_out(reader_lexicon(reader), &u.off, &u.body.met);
    return u;
}
