#include "match/index.h"

#include "db/db.h"
#include "directory/places.h"

struct index *index_open(const struct lexicon *l) {
    struct arena mem = {0};
    struct index *x = arena_new(&mem, struct index, 1);
    x->mem = mem;
    x->lexicon = l;
    for (int side = 0; side < 2; side++) {
        x->by_dimension[side] = arena_new(&x->mem, struct postings, vector_dimensions(l));
    }
    x->refused = places_new(&x->mem);
    return x;
}

void index_close(struct index *x) {
    if (x) {
        struct arena mem = x->mem; /* it holds the index itself */
        arena_free(&mem);
    }
}

static struct vector keep(struct index *x, const struct vector *v) {
    struct vector kept = {.at = arena_new(&x->mem, struct weight, v->count + 1), .count = v->count};
    for (size_t i = 0; i < v->count; i++) {
        kept.at[i] = v->at[i];
    }
    return kept;
}

static uint32_t state(struct index *x, struct text s) {
    if (s.vector.count == 0) {
        return 0; /* nothing in it is understood */
    }
    arena_room(&x->mem, struct text, x->texts, x->text_count, x->text_room);
    uint32_t number = (uint32_t)x->text_count++;
    s.vector = keep(x, &s.vector);
    x->texts[number] = s;
    for (size_t i = 0; i < s.vector.count; i++) {
        struct postings *p = &x->by_dimension[s.offer][s.vector.at[i].dimension];
        arena_room(&x->mem, struct posting, p->at, p->count, p->room);
        p->at[p->count++] = (struct posting){number, s.vector.at[i].weight};
    }
    return number + 1;
}

static struct terms_of_trade *terms_at(struct index *x, size_t place) {
    if (place >= x->terms_count) {
        size_t more = place + 64 + place / 2;
        x->terms = arena_grown(
                &x->mem, x->terms, x->terms_count * sizeof(*x->terms), more * sizeof(*x->terms));
        x->terms_count = more;
    }
    return &x->terms[place];
}

static void take_out(struct index *x, struct terms_of_trade *terms) {
    for (int i = 0; i < 2; i++) {
        if (terms->texts[i]) {
            x->texts[terms->texts[i] - 1].closed = true;
            x->closed_count++;
            terms->texts[i] = 0;
        }
    }
}

static enum trade trade_of(uint64_t kind) {
    static const str words[TRADE_COUNT] = {{"business", 8}, {"technology", 10}, {"research", 8},
            {"funding", 7}, {"training", 8}, {"facilities", 10}};
    for (enum trade t = TRADE_BUSINESS; t < TRADE_COUNT; t++) {
        if (kind == roster_code(words[t])) {
            return t;
        }
    }
    return TRADE_BUSINESS;
}

/* A need opens a market where its owner works; an offer looks for the customers it names. */
static const uint64_t *market_of(const struct roster *r, const struct roster_listing *l) {
    if (l->offer) {
        return l->customers;
    }
    bool own = l->divisions[0] || l->divisions[1];
    return own ? l->divisions : r->organisations[l->organisation].divisions;
}

static void put_in(struct arena *scratch, struct index *x, const struct roster *r, uint32_t place,
        const struct meaning *m) {
    const struct roster_listing *l = &r->listings[place];
    struct vector goods = vector_of(scratch, x->lexicon, m);
    struct text s = {.vector = goods,
            .listing = place,
            .organisation = l->organisation,
            .valid_until = l->valid_until,
            .country = r->organisations[l->organisation].country,
            .trade = (uint8_t)trade_of(l->kind),
            .offer = l->offer};
    uint32_t own = state(x, s);
    uint32_t mirrored = 0;
    if (s.trade == TRADE_BUSINESS) {
        s.vector = vector_market(scratch, x->lexicon, &goods, market_of(r, l));
        s.offer = !l->offer;
        s.mirrored = true;
        mirrored = state(x, s);
    }
    struct terms_of_trade *terms = terms_at(x, place);
    terms->texts[0] = own;
    terms->texts[1] = mirrored;
}

/* A listing as it is stored, or as it was read anew just now. */
struct index_stored {
    int64_t id, version, read_version;
    str lexicon, meaning, countries, excluded;
};

#define COLUMNS                                                                \
    "SELECT l.id, l.version, COALESCE(a.version, 0), COALESCE(a.lexicon, '')," \
    " COALESCE(a.meaning, ''), l.countries, l.countries_excluded"              \
    " FROM listing AS l LEFT JOIN annotation AS a ON a.listing_id = l.id"

/* So many at once where they are asked for by id. */
enum { EACH = 25 };
#define PLACES "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

static bool next(struct rows *rows, struct index_stored *s) {
    return db_next(rows, to(s->id), to(s->version), to(s->read_version), to(s->lexicon),
            to(s->meaning), to(s->countries), to(s->excluded));
}

static void keep_terms(struct index *x, uint32_t place, const struct index_stored *s) {
    struct terms_of_trade *terms = terms_at(x, place);
    terms->countries = arena_copy(&x->mem, s->countries);
    terms->countries_excluded = arena_copy(&x->mem, s->excluded);
}

static bool is_open(const struct roster *r, uint32_t place) {
    const struct roster_listing *l = place != ROSTER_NONE ? &r->listings[place] : NULL;
    return l && !l->gone && l->published && !r->organisations[l->organisation].gone &&
           !r->organisations[l->organisation].withdrawn;
}

/* Stale ones are read anew after the rows are through, so that none is read while it is written. */
static size_t renew_stale(
        struct work *w, const struct index *x, struct reader *reader, struct index_news *n) {
    str version = meaning_lexicon(w->mem, x->lexicon);
    size_t renewed = 0;
    for (size_t i = 0; i < n->count; i++) {
        struct index_stored *s = &n->at[i];
        if (s->version != s->read_version || !str_eq(s->lexicon, version)) {
            struct meaning m = meaning_renew(w, reader, s->id);
            s->meaning = meaning_write(w->mem, x->lexicon, &m);
            renewed++;
        }
    }
    return renewed;
}

static void put_one(struct arena *scratch, struct index *x, const struct roster *r,
        const struct index_stored *s) {
    uint32_t place = roster_listing_at(r, s->id);
    if (is_open(r, place)) {
        struct meaning m = meaning_parse(scratch, x->lexicon, s->meaning);
        keep_terms(x, place, s);
        put_in(scratch, x, r, place, &m);
    }
}

/* Unordered: a refusal holds both ways. */
static int64_t pair_key(enum refusal_scope scope, int64_t a, int64_t b) {
    int64_t low = a < b ? a : b;
    int64_t high = a < b ? b : a;
    return (int64_t)((uint64_t)(scope == REFUSAL_CLUSTERS) << 62 | (uint64_t)low << 31 |
                     (uint64_t)high);
}

static void read_refusals(struct work *w, struct news_ids *pairs) {
    int64_t own = 0;
    int64_t partner = 0;
    str scope = {0};
    struct rows r = db_rows(w, "SELECT scope, own_id, partner_id FROM refusal ORDER BY id");
    while (db_next(&r, to(scope), to(own), to(partner))) {
        enum refusal_scope s =
                str_eq(scope, STR("cluster")) ? REFUSAL_CLUSTERS : REFUSAL_ORGANISATIONS;
        news_add(w->mem, pairs, pair_key(s, own, partner));
    }
}

static void put_refusals(struct index *x, const struct news_ids *pairs) {
    x->refused = places_new(&x->mem);
    for (size_t i = 0; i < pairs->count; i++) {
        x->refused = places_put(&x->mem, x->refused, pairs->at[i], 1);
    }
}

static struct index_news read_page(struct work *w, int64_t after, int64_t end) {
    struct index_news n = {0};
    struct index_stored s = {0};
    struct rows rows = db_rows(w,
            COLUMNS " AND a.listing_id > ? AND a.listing_id <= ?"
                    " WHERE l.status = 'published' AND l.id > ? AND l.id <= ? ORDER BY l.id",
            num(after), num(end), num(after), num(end));
    while (next(&rows, &s)) {
        arena_room(w->mem, struct index_stored, n.at, n.count, n.room);
        n.at[n.count++] = s;
    }
    return n;
}

size_t index_load(struct work *w, struct index *x, const struct roster *r, struct reader *reader) {
    size_t renewed = 0;
    int64_t after = 0;
    struct arena_mark clean = arena_mark(w->mem);
    for (int64_t end = 0; (end = news_listings_end(w, after)); after = end) {
        struct index_news n = read_page(w, after, end);
        renewed += renew_stale(w, x, reader, &n);
        struct arena_mark one = arena_mark(w->mem);
        for (size_t i = 0; i < n.count; i++) {
            put_one(w->mem, x, r, &n.at[i]);
            arena_rewind(w->mem, one);
        }
        arena_rewind(w->mem, clean);
    }
    struct news_ids pairs = {0};
    read_refusals(w, &pairs);
    put_refusals(x, &pairs);
    return renewed;
}

static void read_some(struct work *w, const struct news *news, size_t from, struct index_news *n) {
    struct arg ids[EACH];
    struct index_stored s = {0};
    for (size_t i = 0; i < EACH; i++) {
        size_t at = from + i < news->listing_count ? from + i : news->listing_count - 1;
        ids[i] = num(news->listings[at].id);
    }
    struct rows rows = db_rows_of(w, COLUMNS " WHERE l.status = 'published' AND l.id IN " PLACES,
            ((struct args){ids, EACH}));
    while (next(&rows, &s)) {
        arena_room(w->mem, struct index_stored, n->at, n->count, n->room);
        n->at[n->count++] = s;
    }
}

struct index_news index_read(struct work *w, const struct index *x, struct reader *reader,
        const struct news *news, bool refusals) {
    struct index_news n = {.refusals = refusals};
    for (size_t i = 0; i < news->listing_count; i += EACH) {
        read_some(w, news, i, &n);
    }
    (void)renew_stale(w, x, reader, &n);
    if (refusals) {
        read_refusals(w, &n.refused);
    }
    return n;
}

void index_put(struct arena *scratch, struct index *x, const struct roster *r,
        const struct news *news, const struct index_news *read) {
    struct arena_mark clean = arena_mark(scratch);
    for (size_t i = 0; i < news->listing_count; i++) {
        uint32_t place = roster_listing_at(r, news->listings[i].id);
        if (place != ROSTER_NONE) {
            take_out(x, terms_at(x, place));
        }
    }
    for (size_t i = 0; i < read->count; i++) {
        put_one(scratch, x, r, &read->at[i]);
        arena_rewind(scratch, clean);
    }
    if (read->refusals) {
        put_refusals(x, &read->refused);
    }
}

bool index_refused(const struct index *x, enum refusal_scope scope, int64_t a, int64_t b) {
    return places_find(x->refused, pair_key(scope, a, b)) != UINT32_MAX;
}
