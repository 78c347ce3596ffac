#include "directory/news.h"

#include "db/db.h"

#include <stdlib.h>

#define ORGANISATION_COLUMNS                                                              \
    "SELECT o.id, o.updated, o.withdrawn, a.audience, o.name, o.lang, o.kind, o.country," \
    " o.region, o.size, o.sectors, o.ecosystems, o.languages"                             \
    " FROM organisation AS o JOIN organisation_audience AS a ON a.organisation_id = o.id"

#define LISTING_COLUMNS                                                                       \
    "SELECT l.id, l.organisation_id, l.updated, a.audience, l.side, l.kind, l.title, l.lang," \
    " l.status, l.sectors, l.customer_sectors, l.valid_until"                                 \
    " FROM listing AS l JOIN listing_audience AS a ON a.listing_id = l.id"

#define MEMBERSHIPS "SELECT organisation_id, cluster_id FROM membership"

/* So many at once where they are asked for by id; the last ones are asked for again. */
enum { EACH = 25 };
#define PLACES "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

static struct args places(const struct news_ids *ids, size_t from, struct arg args[EACH]) {
    for (size_t i = 0; i < EACH; i++) {
        args[i] = num(ids->at[from + i < ids->count ? from + i : ids->count - 1]);
    }
    return (struct args){args, EACH};
}

static struct news_organisation *new_organisation(struct arena *mem, struct news *n) {
    arena_room(mem, struct news_organisation, n->organisations, n->organisation_count,
            n->organisation_room);
    return &n->organisations[n->organisation_count++];
}

static struct news_listing *new_listing(struct arena *mem, struct news *n) {
    arena_room(mem, struct news_listing, n->listings, n->listing_count, n->listing_room);
    return &n->listings[n->listing_count++];
}

static void take_organisations(struct work *w, struct rows r, struct news *n) {
    struct news_organisation o = {.there = true};
    while (db_next(&r, to(o.id), to(o.updated), to(o.withdrawn), to(o.audience), to(o.name),
            to(o.lang), to(o.kind), to(o.country), to(o.region), to(o.size), to(o.sectors),
            to(o.ecosystems), to(o.languages))) {
        *new_organisation(w->mem, n) = o;
    }
}

static void take_listings(struct work *w, struct rows r, struct news *n) {
    struct news_listing l = {.there = true};
    while (db_next(&r, to(l.id), to(l.organisation), to(l.updated), to(l.audience), to(l.side),
            to(l.kind), to(l.title), to(l.lang), to(l.status), to(l.sectors), to(l.customers),
            to(l.valid_until))) {
        *new_listing(w->mem, n) = l;
    }
}

/* Rows by organisation, in the order in which the organisations stand in the news. */
static void take_memberships(struct work *w, struct rows r, struct news *n, size_t from) {
    struct news_ids all = {0};
    int64_t organisation = 0;
    int64_t cluster = 0;
    size_t at = from;
    while (db_next(&r, to(organisation), to(cluster))) {
        while (at < n->organisation_count && n->organisations[at].id < organisation) {
            at++;
        }
        if (at < n->organisation_count && n->organisations[at].id == organisation) {
            news_add(w->mem, &all, cluster);
            n->organisations[at].cluster_count++;
        }
    }
    size_t begin = 0;
    for (size_t i = from; i < n->organisation_count; i++) {
        n->organisations[i].clusters = all.at ? all.at + begin : NULL;
        begin += n->organisations[i].cluster_count;
    }
}

/* Where a page ends is asked first: bounded on both sides, and on both sides of a join, no database
 * walks through what lies before or behind it. */
static int64_t organisations_end(struct work *w, int64_t after) {
    return db_number(w,
            "SELECT COALESCE(MAX(id), 0) FROM"
            " (SELECT id FROM organisation WHERE id > ? ORDER BY id LIMIT ?) AS page",
            num(after), num(NEWS_AT_ONCE));
}

int64_t news_listings_end(struct work *w, int64_t after) {
    return db_number(w,
            "SELECT COALESCE(MAX(id), 0) FROM"
            " (SELECT id FROM listing WHERE id > ? ORDER BY id LIMIT ?) AS page",
            num(after), num(NEWS_AT_ONCE));
}

int64_t news_organisations(struct work *w, int64_t after, struct news *found) {
    int64_t end = organisations_end(w, after);
    *found = (struct news){0};
    if (end) {
        take_organisations(w,
                db_rows(w,
                        ORGANISATION_COLUMNS
                        " WHERE o.id > ? AND o.id <= ? AND a.organisation_id > ?"
                        " AND a.organisation_id <= ? ORDER BY o.id",
                        num(after), num(end), num(after), num(end)),
                found);
        take_memberships(w,
                db_rows(w,
                        MEMBERSHIPS " WHERE organisation_id > ? AND organisation_id <= ?"
                                    " ORDER BY organisation_id, cluster_id",
                        num(after), num(end)),
                found, 0);
    }
    return end;
}

int64_t news_listings(struct work *w, int64_t after, struct news *found) {
    int64_t end = news_listings_end(w, after);
    *found = (struct news){0};
    if (end) {
        take_listings(w,
                db_rows(w,
                        LISTING_COLUMNS " WHERE l.id > ? AND l.id <= ? AND a.listing_id > ?"
                                        " AND a.listing_id <= ? ORDER BY l.id",
                        num(after), num(end), num(after), num(end)),
                found);
    }
    return end;
}

void news_add(struct arena *mem, struct news_ids *ids, int64_t id) {
    arena_room(mem, int64_t, ids->at, ids->count, ids->room);
    ids->at[ids->count++] = id;
}

static int by_id(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a;
    int64_t y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static void once_each(struct news_ids *ids) {
    size_t kept = 0;
    if (ids->count) {
        qsort(ids->at, ids->count, sizeof(*ids->at), by_id);
    }
    for (size_t i = 0; i < ids->count; i++) {
        if (kept == 0 || ids->at[kept - 1] != ids->at[i]) {
            ids->at[kept++] = ids->at[i];
        }
    }
    ids->count = kept;
}

/* Both in the order of their ids: what was asked for and not found was erased. */
static void add_erased_organisations(struct work *w, struct news *n, const struct news_ids *ids) {
    size_t found = n->organisation_count;
    for (size_t i = 0, k = 0; i < ids->count; i++) {
        while (k < found && n->organisations[k].id < ids->at[i]) {
            k++;
        }
        if (k == found || n->organisations[k].id != ids->at[i]) {
            *new_organisation(w->mem, n) = (struct news_organisation){.id = ids->at[i]};
        }
    }
}

static int by_listing(const void *a, const void *b) {
    const struct news_listing *x = a;
    const struct news_listing *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

/* Those of the organisations come first, then those asked for: some stand twice. */
static void listings_once_each(struct news *n) {
    size_t kept = 0;
    if (n->listing_count) {
        qsort(n->listings, n->listing_count, sizeof(*n->listings), by_listing);
    }
    for (size_t i = 0; i < n->listing_count; i++) {
        if (kept == 0 || n->listings[kept - 1].id != n->listings[i].id) {
            n->listings[kept++] = n->listings[i];
        }
    }
    n->listing_count = kept;
}

static void add_erased_listings(struct work *w, struct news *n, const struct news_ids *ids) {
    size_t found = n->listing_count;
    for (size_t i = 0, k = 0; i < ids->count; i++) {
        while (k < found && n->listings[k].id < ids->at[i]) {
            k++;
        }
        if (k == found || n->listings[k].id != ids->at[i]) {
            *new_listing(w->mem, n) = (struct news_listing){.id = ids->at[i]};
        }
    }
}

struct news news_of(struct work *w, struct news_ids organisations, struct news_ids listings) {
    struct news n = {0};
    struct arg args[EACH];
    once_each(&organisations);
    once_each(&listings);
    for (size_t i = 0; i < organisations.count; i += EACH) {
        struct args these = places(&organisations, i, args);
        size_t from = n.organisation_count;
        take_organisations(w,
                db_rows_of(
                        w, ORGANISATION_COLUMNS " WHERE o.id IN " PLACES " ORDER BY o.id", these),
                &n);
        take_memberships(w,
                db_rows_of(w,
                        MEMBERSHIPS " WHERE organisation_id IN " PLACES
                                    " ORDER BY organisation_id, cluster_id",
                        these),
                &n, from);
        take_listings(
                w, db_rows_of(w, LISTING_COLUMNS " WHERE l.organisation_id IN " PLACES, these), &n);
    }
    for (size_t i = 0; i < listings.count; i += EACH) {
        struct args these = places(&listings, i, args);
        take_listings(w, db_rows_of(w, LISTING_COLUMNS " WHERE l.id IN " PLACES, these), &n);
    }
    listings_once_each(&n);
    add_erased_organisations(w, &n, &organisations);
    add_erased_listings(w, &n, &listings);
    return n;
}
