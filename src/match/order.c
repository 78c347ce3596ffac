#include "match/order.h"

#include "db/db.h"
#include "directory/distance.h"
#include "directory/places.h"
#include "lang/date.h"
#include "lang/label.h"

#include <math.h>
#include <stdlib.h>

/* So many at once; the last ones are asked for again. */
enum { EACH = 25, DAY = 24 * 3600 };
#define PLACES "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

static const double age_half = 365;       /* days */
static const double distance_half = 1000; /* kilometres */

struct order order_usual(void) {
    return (struct order){.influence = {[ORDER_AGE] = 0.2F}};
}

/* ---- how far from the best */

static float halved(int64_t amount, double half) {
    return amount > 0 ? (float)(1 - exp2(-(double)amount / half)) : 0;
}

/* The place in the list of sizes; ORDER_UNKNOWN where it is not stated. */
static int step_of(uint64_t size) {
    struct label_values all = label_values(LABEL_SIZE);
    for (size_t i = 0; size && i < all.count; i++) {
        if (roster_code(str_of(all.at[i].value)) == size) {
            return (int)i;
        }
    }
    return ORDER_UNKNOWN;
}

static int steps_between(int a, int b) {
    return a < 0 || b < 0 ? 0 : abs(a - b);
}

static float size_far(const struct order *order, const struct order_facts *f) {
    struct label_values all = label_values(LABEL_SIZE);
    int theirs = step_of(f->size);
    int steps = order->sizes.len ? (int)all.count : steps_between(theirs, step_of(f->own_size));
    for (size_t i = 0; order->sizes.len && i < all.count; i++) {
        if (str_lists(order->sizes, str_of(all.at[i].value))) {
            int away = steps_between(theirs, (int)i);
            steps = away < steps ? away : steps;
        }
    }
    float most = (float)all.count - 1;
    return (float)steps < most ? (float)steps / most : 1;
}

static float country_far(const struct order *order, uint64_t country) {
    char code[2] = {(char)(country >> 8), (char)country};
    return order->countries.len && country && !str_lists(order->countries, (str){code, 2}) ? 1 : 0;
}

float order_far(const struct order *order, const struct order_facts *f, enum order_factor factor) {
    switch (factor) {
    case ORDER_AGE: return halved(f->days, age_half);
    case ORDER_DISTANCE: return halved(f->kilometres, distance_half);
    case ORDER_TRUST: return 1 - (float)(f->good + 1) / (float)(f->good + f->refused + 2);
    case ORDER_SIZE: return size_far(order, f);
    case ORDER_COUNTRY: return country_far(order, f->country);
    case ORDER_FACTORS: break;
    }
    return 0;
}

float order_share(const struct order *order, const struct order_facts *f) {
    float share = 1;
    for (enum order_factor i = 0; i < ORDER_FACTORS; i++) {
        if (order->influence[i] > 0) {
            share *= 1 - order->influence[i] * order_far(order, f, i);
        }
    }
    return share;
}

/* ---- the order itself */

struct standing {
    struct match match;
    struct order_facts facts;
    float score;
};

static int by_score(const void *a, const void *b) {
    const struct standing *x = a;
    const struct standing *y = b;
    if (x->score != y->score) {
        return x->score > y->score ? -1 : 1;
    }
    return (x->match.partner > y->match.partner) - (x->match.partner < y->match.partner);
}

void order_sort(const struct order *order, struct matches *found, struct ordered *facts) {
    struct standing all[ORDER_MOST];
    if (facts->count < 2) {
        return;
    }
    for (size_t i = 0; i < facts->count; i++) {
        all[i] = (struct standing){.match = found->at[i],
                .facts = facts->at[i],
                .score = found->at[i].score * order_share(order, &facts->at[i])};
    }
    qsort(all, facts->count, sizeof(*all), by_score);
    for (size_t i = 0; i < facts->count; i++) {
        found->at[i] = all[i].match;
        facts->at[i] = all[i].facts;
    }
}

/* ---- reading */

/* Ids to be asked about, each once, and what was found of each. */
struct asked {
    struct arena *mem;
    int64_t *ids;
    size_t count, room;
    struct roster_places *by_id;
};

static void want(struct asked *a, int64_t id) {
    if (id && places_find(a->by_id, id) == UINT32_MAX) {
        arena_room(a->mem, int64_t, a->ids, a->count, a->room);
        a->by_id = places_put(a->mem, a->by_id, id, (uint32_t)a->count);
        a->ids[a->count++] = id;
    }
}

static void some_ids(const struct asked *a, size_t from, struct arg ids[EACH]) {
    for (size_t i = 0; i < EACH; i++) {
        ids[i] = num(a->ids[from + i < a->count ? from + i : a->count - 1]);
    }
}

static void want_texts(struct asked *texts, const struct match *m) {
    want(texts, m->gain.need);
    want(texts, m->gain.offer);
    want(texts, m->give.need);
    want(texts, m->give.offer);
}

/* When each text was last changed or confirmed, by its place among those asked. */
static int64_t *read_touched(struct work *w, const struct asked *texts) {
    int64_t *touched = arena_new(w->mem, int64_t, texts->count + 1);
    int64_t id = 0;
    int64_t updated = 0;
    str confirmed = {0};
    for (size_t from = 0; from < texts->count; from += EACH) {
        struct arg ids[EACH];
        some_ids(texts, from, ids);
        struct rows r =
                db_rows_of(w, "SELECT id, updated, confirmed FROM listing WHERE id IN " PLACES,
                        ((struct args){ids, EACH}));
        while (db_next(&r, to(id), to(updated), to(confirmed))) {
            int64_t day = date_valid(confirmed) ? date_seconds(confirmed) : 0;
            touched[places_find(texts->by_id, id)] = day > updated ? day : updated;
        }
    }
    return touched;
}

static void read_ages(struct work *w, const struct matches *found, struct ordered *facts) {
    struct asked texts = {.mem = w->mem, .by_id = places_new(w->mem)};
    for (size_t i = 0; i < facts->count; i++) {
        want_texts(&texts, &found->at[i]);
    }
    const int64_t *touched = read_touched(w, &texts);
    for (size_t i = 0; i < facts->count; i++) {
        const struct match *m = &found->at[i];
        const int64_t of[] = {m->gain.need, m->gain.offer, m->give.need, m->give.offer};
        for (size_t k = 0; k < sizeof(of) / sizeof(of[0]); k++) {
            int64_t at = of[k] ? touched[places_find(texts.by_id, of[k])] : 0;
            int64_t days = at ? (w->now - at) / DAY : ORDER_UNKNOWN;
            facts->at[i].days = days > facts->at[i].days ? days : facts->at[i].days;
        }
    }
}

/* What the cluster said of matches with each other cluster. */
struct record {
    int64_t good, refused;
};

struct records {
    struct arena *mem;
    struct record *at;
    size_t count, room;
    struct roster_places *by_cluster;
};

static struct record *record_of(struct records *all, int64_t cluster) {
    uint32_t place = places_find(all->by_cluster, cluster);
    if (place == UINT32_MAX) {
        arena_room(all->mem, struct record, all->at, all->count, all->room);
        place = (uint32_t)all->count++;
        all->at[place] = (struct record){0};
        all->by_cluster = places_put(all->mem, all->by_cluster, cluster, place);
    }
    return &all->at[place];
}

static struct record record_with(const struct records *all, int64_t cluster) {
    uint32_t place = places_find(all->by_cluster, cluster);
    return all->at && place != UINT32_MAX ? all->at[place] : (struct record){0};
}

static struct records read_records(struct work *w, int64_t cluster) {
    struct records all = {.mem = w->mem, .by_cluster = places_new(w->mem)};
    int64_t theirs = 0;
    int64_t count = 0;
    struct rows good = db_rows(w,
            "SELECT m.cluster_id, COUNT(*) FROM verdict AS v"
            " JOIN membership AS m ON m.organisation_id = v.partner_id"
            " WHERE v.cluster_id = ? AND v.good = 1 GROUP BY m.cluster_id",
            num(cluster));
    while (db_next(&good, to(theirs), to(count))) {
        record_of(&all, theirs)->good = count;
    }
    struct rows refused = db_rows(w,
            "SELECT theirs.cluster_id, COUNT(*) FROM refusal AS f"
            " JOIN membership AS own ON own.organisation_id = f.own_id AND own.cluster_id = ?"
            " JOIN membership AS theirs ON theirs.organisation_id = f.partner_id"
            " WHERE f.scope = 'organisation' AND f.reason NOT IN ('known', 'competitor')"
            " GROUP BY theirs.cluster_id",
            num(cluster));
    while (db_next(&refused, to(theirs), to(count))) {
        record_of(&all, theirs)->refused = count;
    }
    return all;
}

/* Where an organisation is, what size it has, and how matches with its clusters were judged. */
struct whereabouts {
    struct distance_place place;
    uint64_t size;
    struct record record;
};

/* Who gave no place of their own stand where the first of their clusters with a place has its
 * office. */
static struct whereabouts *read_whereabouts(
        struct work *w, int64_t cluster, const struct asked *who, const struct records *records) {
    struct whereabouts *found = arena_new(w->mem, struct whereabouts, who->count + 1);
    struct distance_place own = {0};
    struct distance_place office = {0};
    int64_t id = 0;
    int64_t member_of = 0;
    str size = {0};
    for (size_t from = 0; from < who->count; from += EACH) {
        struct arg ids[EACH];
        some_ids(who, from, ids);
        struct rows r = db_rows_of(w,
                "SELECT o.id, o.size, o.latitude, o.longitude, COALESCE(c.id, 0),"
                " COALESCE(c.latitude, ''), COALESCE(c.longitude, '') FROM organisation AS o"
                " LEFT JOIN membership AS m ON m.organisation_id = o.id"
                " LEFT JOIN cluster AS c ON c.id = m.cluster_id WHERE o.id IN " PLACES
                " ORDER BY o.id, c.id",
                ((struct args){ids, EACH}));
        while (db_next(&r, to(id), to(size), to(own.latitude), to(own.longitude), to(member_of),
                to(office.latitude), to(office.longitude))) {
            struct whereabouts *one = &found[places_find(who->by_id, id)];
            one->size = roster_code(size);
            one->place = distance_knows(&own)          ? own
                         : distance_knows(&one->place) ? one->place
                                                       : office;
            struct record record =
                    member_of != cluster ? record_with(records, member_of) : (struct record){0};
            one->record.good += record.good;
            one->record.refused += record.refused;
        }
    }
    return found;
}

static void read_places(struct work *w, int64_t cluster, int64_t ours, const struct matches *found,
        struct ordered *facts) {
    struct asked who = {.mem = w->mem, .by_id = places_new(w->mem)};
    want(&who, ours);
    for (size_t i = 0; i < facts->count; i++) {
        want(&who, found->at[i].partner);
    }
    struct records records = read_records(w, cluster);
    const struct whereabouts *all = read_whereabouts(w, cluster, &who, &records);
    for (size_t i = 0; i < facts->count; i++) {
        struct order_facts *f = &facts->at[i];
        uint32_t at = places_find(who.by_id, found->at[i].partner);
        if (at == UINT32_MAX) {
            continue; /* one whose name the reader may not know */
        }
        double metres = distance_between(w, &all[0].place, &all[at].place);
        f->kilometres = metres > 0 ? (int64_t)(metres / 1000 + 0.5) : ORDER_UNKNOWN;
        f->own_size = all[0].size;
        f->good = all[at].record.good;
        f->refused = all[at].record.refused;
    }
}

struct ordered order_read(struct work *w, int64_t cluster, int64_t ours, const struct order *order,
        const struct matches *found) {
    size_t count = found->count < ORDER_MOST ? found->count : ORDER_MOST;
    struct ordered facts = {.at = arena_new(w->mem, struct order_facts, count + 1), .count = count};
    for (size_t i = 0; i < count; i++) {
        facts.at[i] = (struct order_facts){.days = ORDER_UNKNOWN,
                .kilometres = ORDER_UNKNOWN,
                .size = found->at[i].size,
                .country = found->at[i].country};
    }
    bool ages = !order || order->influence[ORDER_AGE] > 0;
    bool places = !order || order->influence[ORDER_DISTANCE] > 0 ||
                  order->influence[ORDER_TRUST] > 0 || order->influence[ORDER_SIZE] > 0;
    if (ages && count) {
        read_ages(w, found, &facts);
    }
    if (places && count) {
        read_places(w, cluster, ours, found, &facts);
    }
    return facts;
}

struct ordered order_read_clusters(struct work *w, const struct cluster *ours,
        const struct cluster *const *theirs, size_t count) {
    struct ordered facts = {.at = arena_new(w->mem, struct order_facts, count + 1), .count = count};
    struct records records = read_records(w, ours->id);
    struct distance_place here = {ours->latitude, ours->longitude};
    for (size_t i = 0; i < count; i++) {
        struct distance_place there = {theirs[i]->latitude, theirs[i]->longitude};
        double metres = distance_between(w, &here, &there);
        struct record record = record_with(&records, theirs[i]->id);
        facts.at[i] = (struct order_facts){.days = ORDER_UNKNOWN,
                .kilometres = metres > 0 ? (int64_t)(metres / 1000 + 0.5) : ORDER_UNKNOWN,
                .good = record.good,
                .refused = record.refused,
                .country = roster_code(theirs[i]->country)};
    }
    return facts;
}
