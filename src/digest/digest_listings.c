/* Needs and offers to look after: of a manager's members, or of the reader's own organisation. */
#include "base/buf.h"
#include "db/db.h"
#include "digest/digest_part.h"
#include "directory/attention.h"
#include "lang/date.h"
#include "lang/locale.h"
#include "lang/say.h"

enum { DAY_SECONDS = 24 * 3600 };

static str lapses(struct work *w, size_t count) {
    return say_many(w, "One need or offer lapses within 30 days.",
            "{} needs and offers lapse within 30 days.", count);
}

static str expired(struct work *w, size_t count) {
    return say_many(w, "One need or offer has expired. Renew it, or withdraw it.",
            "{} needs and offers have expired. Renew them, or withdraw them.", count);
}

/* "Crash boxes (Foundry A/S), until 30 June 2027" */
static str line(struct work *w, const struct attention_thing *t, bool own) {
    str day = t->valid_until.len ? locale_date(w, t->valid_until, DATE_LONG) : (str){0};
    if (own) {
        return day.len ? say(w, "{1}, until {2}", txt(t->name), txt(day)) : t->name;
    }
    return day.len ? say(w, "{1} ({2}), until {3}", txt(t->name), txt(t->organisation), txt(day))
                   : say(w, "{1} ({2})", txt(t->name), txt(t->organisation));
}

static str lines(struct work *w, const struct attention_things *all, bool own) {
    struct buf out = {.mem = w->mem};
    for (size_t i = 0; i < all->count && i < DIGEST_LINES; i++) {
        buf_add(&out, i ? STR("\n") : (str){0});
        buf_add(&out, line(w, &all->at[i], own));
    }
    return buf_str(&out);
}

/* To the one, or to all of them. */
static str concern_path(struct work *w, enum concern c, const struct attention_things *first) {
    struct buf out = {.mem = w->mem};
    if (first->count == 1) {
        buf_add(&out, STR("/listings/"));
        buf_num(&out, first->at[0].id);
        return buf_str(&out);
    }
    buf_add(&out, STR("/today/"));
    buf_add(&out, attention_word(c));
    return buf_str(&out);
}

static void of_cluster(
        struct digest_gathering *g, const struct digest_task *t, enum concern c, int64_t count) {
    struct work *w = g->w;
    if (count == 0) {
        return;
    }
    struct attention_things first = attention_list(w, t->cluster, c, DIGEST_LINES);
    str said = c == CONCERN_LAPSING   ? lapses(w, (size_t)count)
               : c == CONCERN_EXPIRED ? expired(w, (size_t)count)
                                      : say_many(w, "One need or offer waits for your review.",
                                                "{} needs and offers wait for your review.", count);
    digest_add(g,
            (struct digest_entry){.part = DIGEST_LISTINGS,
                    .key = attention_word(c),
                    .of = digest_of(g, t),
                    .title = said,
                    .list = lines(w, &first, false),
                    .act = say_many(w, "See it", "See all {}", count),
                    .path = concern_path(w, c, &first),
                    .count = (size_t)count},
            t->cluster);
}

/* Those of one organisation: that lapse within 30 days, or have lapsed. */
static struct rows rows_of(struct work *w, int64_t organisation, bool lapsed) {
    str today = date_of(w->mem, w->now);
    str soon = date_of(w->mem, w->now + (int64_t)ATTENTION_DAYS * DAY_SECONDS);
    return lapsed ? db_rows(w,
                            "SELECT l.id, l.title, l.valid_until FROM listing AS l"
                            " JOIN organisation AS o ON o.id = l.organisation_id"
                            " WHERE o.id = ? AND o.withdrawn = 0 AND (l.status = 'expired' OR"
                            "  (l.status = 'published' AND l.valid_until <> ''"
                            "   AND l.valid_until < ?)) ORDER BY l.valid_until, l.id LIMIT ?",
                            num(organisation), txt(today), num(ATTENTION_MOST))
                  : db_rows(w,
                            "SELECT l.id, l.title, l.valid_until FROM listing AS l"
                            " JOIN organisation AS o ON o.id = l.organisation_id"
                            " WHERE o.id = ? AND o.withdrawn = 0 AND l.status = 'published'"
                            "  AND l.valid_until >= ? AND l.valid_until <= ?"
                            " ORDER BY l.valid_until, l.id LIMIT ?",
                            num(organisation), txt(today), txt(soon), num(ATTENTION_MOST));
}

static str own_path(struct work *w, int64_t organisation, const struct attention_things *all) {
    struct buf out = {.mem = w->mem};
    buf_add(&out, all->count == 1 ? STR("/listings/") : STR("/organisations/"));
    buf_num(&out, all->count == 1 ? all->at[0].id : organisation);
    return buf_str(&out);
}

static void of_own(struct digest_gathering *g, const struct digest_task *t, bool lapsed) {
    struct work *w = g->w;
    struct attention_things all = {.at = arena_new(w->mem, struct attention_thing, ATTENTION_MOST)};
    struct attention_thing one = {0};
    struct rows r = rows_of(w, t->organisation, lapsed);
    while (db_next(&r, to(one.id), to(one.name), to(one.valid_until))) {
        all.at[all.count++] = one;
    }
    if (all.count == 0) {
        return;
    }
    digest_add(g,
            (struct digest_entry){.part = DIGEST_LISTINGS,
                    .key = lapsed ? STR("own-expired") : STR("own-lapsing"),
                    .of = digest_of(g, t),
                    .title = lapsed ? expired(w, all.count) : lapses(w, all.count),
                    .list = lines(w, &all, true),
                    .act = say_many(w, "See it", "See all {}", all.count),
                    .path = own_path(w, t->organisation, &all),
                    .count = all.count},
            t->organisation);
}

void digest_listings(struct digest_gathering *g, const struct digest_task *t) {
    if (t->organisation) {
        of_own(g, t, false);
        of_own(g, t, true);
        return;
    }
    struct attention a = t->attention ? *t->attention : attention_of(g->w, t->cluster);
    of_cluster(g, t, CONCERN_REVIEW, a.of[CONCERN_REVIEW]);
    of_cluster(g, t, CONCERN_LAPSING, a.of[CONCERN_LAPSING]);
    of_cluster(g, t, CONCERN_EXPIRED, a.of[CONCERN_EXPIRED]);
}
