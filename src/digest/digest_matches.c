/* New strong matches: how many, and of which of our own organisations. Who is on the other side is
 * shown on the page itself, which knows what its reader may see. */
#include "base/buf.h"
#include "db/db.h"
#include "digest/digest_part.h"
#include "lang/say.h"
#include "match/alert.h"

/* How many of them are one of our organisation's. */
struct own {
    int64_t organisation;
    size_t count;
};

/* The organisations with the strongest matches, in that order; how many they are. */
static size_t own_of(const struct alerts *all, struct own *own) {
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++) {
        size_t k = 0;
        while (k < count && own[k].organisation != all->at[i].ours) {
            k++;
        }
        if (k == count && count < DIGEST_LINES) {
            own[count++] = (struct own){all->at[i].ours, 0};
        }
        if (k < count) {
            own[k].count++;
        }
    }
    return count;
}

static void name_line(struct work *w, struct buf *out, const struct own *own) {
    str name = {0};
    struct rows r =
            db_rows(w, "SELECT name FROM organisation WHERE id = ?", num(own->organisation));
    if (db_next(&r, to(name))) {
        buf_add(out, out->len ? STR("\n") : (str){0});
        buf_add(out, say_many(w, "{2}: one match", "{2}: {1} matches", own->count, txt(name)));
    }
    db_stop(&r);
}

static str names(struct work *w, const struct alerts *all) {
    struct own own[DIGEST_LINES];
    struct buf out = {.mem = w->mem};
    size_t count = own_of(all, own);
    for (size_t i = 0; i < count; i++) {
        name_line(w, &out, &own[i]);
    }
    return buf_str(&out);
}

static int64_t cluster_of(struct work *w, int64_t organisation) {
    return db_number(w,
            "SELECT COALESCE(MIN(cluster_id), 0) FROM membership WHERE organisation_id = ?",
            num(organisation));
}

static str partners_path(struct work *w, int64_t organisation) {
    struct buf out = {.mem = w->mem};
    buf_add(&out, STR("/organisations/"));
    buf_num(&out, organisation);
    buf_add(&out, STR("/partners"));
    return buf_str(&out);
}

void digest_matches(struct digest_gathering *g, const struct digest_task *t) {
    struct work *w = g->w;
    int64_t cluster = t->cluster ? t->cluster : cluster_of(w, t->organisation);
    struct alert_wish wish = {.ours = t->organisation};
    struct alerts all = t->alerts ? *t->alerts : alert_list(w, g->live, cluster, &wish);
    if (all.count == 0) {
        return;
    }
    digest_add(g,
            (struct digest_entry){.part = DIGEST_MATCHES,
                    .key = t->cluster ? STR("cluster") : STR("own"),
                    .of = digest_of(g, t),
                    .title = say_many(w, "One strong match abroad is new.",
                            "{} strong matches abroad are new.", all.count),
                    .list = t->cluster ? names(w, &all) : (str){0},
                    .act = say_many(w, "See it", "See all {}", all.count),
                    .path = t->cluster ? STR("/new-matches") : partners_path(w, t->organisation),
                    .count = all.count},
            t->cluster ? t->cluster : t->organisation);
}
