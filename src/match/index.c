#include "match/index.h"

#include "db/db.h"
#include "directory/places.h"

#include <string.h>

static void make_dimensions(struct index *x, size_t count) {
    for (int side = 0; side < 2; side++) {
        struct postings *more = arena_new(&x->mem, struct postings, count);
        if (x->dimensions) {
            memcpy(more, x->by_dimension[side], x->dimensions * sizeof(*more));
        }
        x->by_dimension[side] = more;
    }
    x->dimensions = count;
}

void index_learn(struct index *x, const struct lexicon *l) {
    lexicon_hold(l);
    lexicon_close(x->lexicon);
    x->lexicon = l;
    if (vector_dimensions(l) > x->dimensions) {
        make_dimensions(x, vector_dimensions(l) + x->dimensions / 8);
    }
}

struct index *index_open(const struct lexicon *l) {
    struct arena mem = {0};
    struct index *x = arena_new(&mem, struct index, 1);
    x->mem = mem;
    x->words = words_index_open();
    index_learn(x, l);
    x->refused = places_new(&x->mem);
    return x;
}

void index_close(struct index *x) {
    if (x) {
        lexicon_close(x->lexicon);
        words_index_close(x->words);
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
    if (terms->words) {
        words_take_out(x->words, terms->words - 1);
        terms->words = 0;
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

struct text index_text(struct work *w, const struct lexicon *lexicon, const struct roster *r,
        uint32_t place, const struct meaning *m) {
    const struct roster_listing *l = &r->listings[place];
    return (struct text){.vector = vector_of(w->mem, lexicon, m),
            .listing = place,
            .organisation = l->organisation,
            .valid_until = l->valid_until,
            .country = r->organisations[l->organisation].country,
            .trade = (uint8_t)trade_of(l->kind),
            .offer = l->offer};
}

static void put_in(struct work *w, struct index *x, const struct roster *r, uint32_t place,
        const struct read_text *t) {
    const struct roster_listing *l = &r->listings[place];
    struct text s = index_text(w, x->lexicon, r, place, &t->meaning);
    struct vector goods = s.vector;
    uint32_t own = state(x, s);
    uint32_t mirrored = 0;
    if (s.trade == TRADE_BUSINESS) {
        s.vector = vector_market(w->mem, &goods, market_of(r, l));
        s.offer = !l->offer;
        s.mirrored = true;
        mirrored = state(x, s);
    }
    struct terms_of_trade *terms = terms_at(x, place);
    terms->texts[0] = own;
    terms->texts[1] = mirrored;
    terms->words = words_put(x->words, place, t->words) + 1;
}

struct stored {
    int64_t id, version, read_version;
    str lexicon, meaning, words, countries, excluded;
};

#define COLUMNS                                                                \
    "SELECT l.id, l.version, COALESCE(a.version, 0), COALESCE(a.lexicon, '')," \
    " COALESCE(a.meaning, ''), COALESCE(a.words, ''), l.countries,"            \
    " l.countries_excluded"                                                    \
    " FROM listing AS l LEFT JOIN annotation AS a ON a.listing_id = l.id"

static bool next(struct rows *rows, struct stored *s) {
    return db_next(rows, to(s->id), to(s->version), to(s->read_version), to(s->lexicon),
            to(s->meaning), to(s->words), to(s->countries), to(s->excluded));
}

static void keep_terms(struct index *x, uint32_t place, const struct stored *s) {
    struct terms_of_trade *terms = terms_at(x, place);
    terms->countries = arena_copy(&x->mem, s->countries);
    terms->countries_excluded = arena_copy(&x->mem, s->excluded);
}

static bool is_open(const struct roster *r, uint32_t place) {
    const struct roster_listing *l = place != ROSTER_NONE ? &r->listings[place] : NULL;
    return l && !l->gone && l->published && !r->organisations[l->organisation].gone &&
           !r->organisations[l->organisation].withdrawn;
}

/* Stale ones are read after the list is through, so that it is not read while it is written. */
size_t index_load(struct work *w, struct index *x, const struct roster *r, struct reader *reader) {
    str version = arena_copy(&x->mem, meaning_lexicon(w->mem, x->lexicon));
    int64_t *stale = arena_new(w->mem, int64_t, r->listing_count + 1);
    size_t stale_count = 0;
    struct stored s = {0};
    struct arena_mark clean = arena_mark(w->mem);
    struct rows rows = db_rows(w, COLUMNS " WHERE l.status = 'published' ORDER BY l.id");
    while (next(&rows, &s)) {
        uint32_t place = roster_listing_at(r, s.id);
        bool fresh = s.version == s.read_version && str_eq(s.lexicon, version);
        if (!fresh && stale_count < r->listing_count) {
            stale[stale_count++] = s.id;
        } else if (is_open(r, place)) {
            struct read_text t = {
                    .meaning = meaning_parse(w->mem, x->lexicon, s.meaning), .words = s.words};
            keep_terms(x, place, &s);
            put_in(w, x, r, place, &t);
        }
        arena_rewind(w->mem, clean);
    }
    for (size_t i = 0; i < stale_count; i++) {
        index_follow(w, x, r, reader, stale[i]);
        arena_rewind(w->mem, clean);
    }
    index_follow_refusals(w, x);
    return stale_count;
}

void index_follow(struct work *w, struct index *x, const struct roster *r, struct reader *reader,
        int64_t listing) {
    uint32_t place = roster_listing_at(r, listing);
    if (place == ROSTER_NONE) {
        return;
    }
    take_out(x, terms_at(x, place));
    if (!is_open(r, place)) {
        return;
    }
    struct stored s = {0};
    struct rows rows = db_rows(w, COLUMNS " WHERE l.id = ?", num(listing));
    bool there = next(&rows, &s);
    db_stop(&rows);
    if (there) {
        bool fresh = s.version == s.read_version &&
                     str_eq(s.lexicon, meaning_lexicon(w->mem, x->lexicon));
        struct read_text t = {.words = s.words};
        if (fresh) {
            t.meaning = meaning_parse(w->mem, x->lexicon, s.meaning);
        } else {
            t = meaning_renew(w, reader, listing);
        }
        keep_terms(x, place, &s);
        put_in(w, x, r, place, &t);
    }
}

/* Unordered: a refusal holds both ways. */
static int64_t pair_key(enum refusal_scope scope, int64_t a, int64_t b) {
    int64_t low = a < b ? a : b;
    int64_t high = a < b ? b : a;
    return (int64_t)((uint64_t)(scope == REFUSAL_CLUSTERS) << 62 | (uint64_t)low << 31 |
                     (uint64_t)high);
}

void index_follow_refusals(struct work *w, struct index *x) {
    int64_t own = 0;
    int64_t partner = 0;
    str scope = {0};
    x->refused = places_new(&x->mem);
    struct rows r = db_rows(w, "SELECT scope, own_id, partner_id FROM refusal ORDER BY id");
    while (db_next(&r, to(scope), to(own), to(partner))) {
        enum refusal_scope s =
                str_eq(scope, STR("cluster")) ? REFUSAL_CLUSTERS : REFUSAL_ORGANISATIONS;
        x->refused = places_put(&x->mem, x->refused, pair_key(s, own, partner), 1);
    }
}

bool index_refused(const struct index *x, enum refusal_scope scope, int64_t a, int64_t b) {
    return places_find(x->refused, pair_key(scope, a, b)) != UINT32_MAX;
}
