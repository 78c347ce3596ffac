#include "match/index.h"

#include "db/db.h"
#include "directory/places.h"

#include <stdlib.h>
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
    if (lexicon_count(l) > x->dimensions) {
        make_dimensions(x, lexicon_count(l) + x->dimensions / 8);
    }
}

struct index *index_open(const struct lexicon *l) {
    struct arena mem = {0};
    struct index *x = arena_new(&mem, struct index, 1);
    x->mem = mem;
    x->words = words_index_open();
    finder_open(&x->finder, &x->mem);
    index_learn(x, l);
    x->parted = places_new(&x->mem);
    return x;
}

void index_close(struct index *x) {
    if (x) {
        lexicon_close(x->lexicon);
        words_index_close(x->words);
        finder_close(&x->finder);
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

/* The text's number plus 1; 0 where nothing in it is understood. */
static uint32_t state(struct index *x, struct text s) {
    if (s.vector.count == 0) {
        return 0;
    }
    arena_room(&x->mem, struct text, x->texts, x->text_count, x->text_room);
    uint32_t number = (uint32_t)x->text_count++;
    s.vector = keep(x, &s.vector);
    x->texts[number] = s;
    for (size_t i = 0; i < s.vector.count; i++) {
        struct postings *p = &x->by_dimension[s.offer][s.vector.at[i].key];
        arena_room(&x->mem, struct posting, p->at, p->count, p->room);
        p->at[p->count++] = (struct posting){number, s.vector.at[i].value};
    }
    return number + 1;
}

/* The same text, and all that was added behind it, is the twin's. */
static uint32_t state_as(struct index *x, const struct index *twin, uint32_t place) {
    const struct text *s = index_text_of(twin, place);
    if (!s) {
        return 0;
    }
    x->texts = twin->texts;
    x->text_room = twin->text_room;
    x->text_count++;
    for (size_t i = 0; i < s->vector.count; i++) {
        size_t key = s->vector.at[i].key;
        x->by_dimension[s->offer][key] = twin->by_dimension[s->offer][key];
    }
    return twin->places[place].text;
}

static void *grown_to(struct arena *mem, void *list, size_t *count, size_t place, size_t size) {
    if (place < *count) {
        return list;
    }
    size_t more = place + 64 + place / 2;
    list = arena_grown(mem, list, *count * size, more * size);
    *count = more;
    return list;
}

static struct index_place *place_at(struct index *x, size_t place) {
    x->places = grown_to(&x->mem, x->places, &x->place_count, place, sizeof(*x->places));
    return &x->places[place];
}

/* Listings of one organisation are chained, so that all of its texts can be gathered. */
static void link(struct index *x, uint32_t place, uint32_t organisation) {
    struct index_place *at = place_at(x, place);
    if (!at->linked) {
        x->first_of =
                grown_to(&x->mem, x->first_of, &x->first_count, organisation, sizeof(*x->first_of));
        at->next = x->first_of[organisation];
        at->linked = true;
        x->first_of[organisation] = place + 1;
    }
}

static void take_out(struct index *x, struct index_place *at) {
    if (at->text) {
        x->closed_count++;
        at->text = 0;
    }
    if (at->words) {
        words_take_out(x->words, at->words - 1);
        at->words = 0;
    }
}

bool index_is_open(const struct index *x, uint32_t text) {
    return x->places[x->texts[text].listing].text == text + 1;
}

const struct text *index_text_of(const struct index *x, uint32_t place) {
    uint32_t text = place < x->place_count ? x->places[place].text : 0;
    return text ? &x->texts[text - 1] : NULL;
}

struct profile_text index_said(const struct text *t) {
    return (struct profile_text){.listing = t->listing,
            .valid_until = t->valid_until,
            .conditions = t->conditions,
            .sectors = t->sectors,
            .trade = t->trade,
            .offer = t->offer};
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

struct text index_text(
        const struct index *x, const struct roster *r, uint32_t place, struct vector vector) {
    const struct roster_listing *l = &r->listings[place];
    return (struct text){.vector = profile_rounded(vector),
            .listing = place,
            .organisation = l->organisation,
            .valid_until = l->valid_until,
            .conditions = place < x->place_count ? x->places[place].conditions : 0,
            .country = r->organisations[l->organisation].country,
            .trade = (uint8_t)trade_of(l->kind),
            .offer = l->offer};
}

/* ---- profiles */

struct gathered {
    struct profile_said *at;
    size_t count, room;
};

/* For qsort_r(), which wants what is not constant. */
struct ordering {
    const struct roster *roster;
};

static int by_listing(const void *a, const void *b, void *context) {
    const struct roster *r = ((const struct ordering *)context)->roster;
    const struct profile_said *x = a;
    const struct profile_said *y = b;
    int64_t p = r->listings[x->text.listing].id;
    int64_t q = r->listings[y->text.listing].id;
    return (p > q) - (p < q);
}

static struct gathered gather(
        struct arena *scratch, const struct index *x, const struct roster *r, uint32_t o) {
    struct gathered g = {0};
    uint32_t next = o < x->first_count ? x->first_of[o] : 0;
    for (; next; next = x->places[next - 1].next) {
        const struct text *t = index_text_of(x, next - 1);
        if (t && t->organisation == o) {
            arena_room(scratch, struct profile_said, g.at, g.count, g.room);
            g.at[g.count++] = (struct profile_said){index_said(t), t->vector};
        }
    }
    struct ordering by = {r};
    if (g.count > 1) {
        qsort_r(g.at, g.count, sizeof(*g.at), by_listing, &by);
    }
    return g;
}

static bool same_profile(const struct profile *a, const struct profile *b) {
    if (!a || !b) {
        return a == b;
    }
    size_t bytes = profile_bytes(a);
    return bytes == profile_bytes(b) && memcmp(a, b, bytes) == 0;
}

static const struct profile *profile_at(const struct index *x, uint32_t o) {
    return o < x->finder.count ? x->finder.profiles[o] : NULL;
}

/* The one it has, if its texts still come to the same. */
static const struct profile *renewed_profile(
        struct arena *scratch, struct index *x, const struct roster *r, uint32_t o) {
    const struct profile *old = profile_at(x, o);
    struct gathered g = gather(scratch, x, r, o);
    const struct profile *now =
            g.count ? profile_pack(scratch, r->organisations[o].country, g.at, g.count) : NULL;
    if (same_profile(old, now)) {
        return old;
    }
    return now ? profile_pack(&x->mem, r->organisations[o].country, g.at, g.count) : NULL;
}

/* Whether it is another one now. */
static bool put_profile(struct arena *scratch, struct index *x, const struct index *twin,
        const struct roster *r, uint32_t o) {
    const struct profile *old = profile_at(x, o);
    const struct profile *now = twin ? profile_at(twin, o) : renewed_profile(scratch, x, r, o);
    if (now != old) {
        finder_put(&x->finder, o, r->organisations[o].id, now);
    }
    return now != old;
}

static void put_all_profiles(
        struct arena *scratch, struct index *x, const struct index *twin, const struct roster *r) {
    struct arena_mark clean = arena_mark(scratch);
    for (uint32_t o = 0; o < r->organisation_count; o++) {
        (void)put_profile(scratch, x, twin, r, o);
        arena_rewind(scratch, clean);
    }
    if (twin) {
        finder_take_all(&x->finder, &twin->finder);
    } else {
        finder_build_all(&x->finder);
    }
}

static void change_profile(
        const struct index_putting *p, struct index *x, const struct roster *r, uint32_t o) {
    const struct profile *old = profile_at(x, o);
    struct index_changed *changed = p->changed;
    struct arena one = {0};
    if (put_profile(&one, x, p->twin, r, o) && changed) {
        arena_room(p->scratch, uint32_t, changed->organisations, changed->count,
                changed->organisation_room);
        arena_room(p->scratch, const struct profile *, changed->profiles, changed->count,
                changed->profile_room);
        changed->organisations[changed->count] = o;
        changed->profiles[changed->count++] = old;
    }
    arena_free(&one);
}

static void change_profiles(const struct index_putting *p, struct index *x, const struct roster *r,
        const struct news *news) {
    for (size_t i = 0; i < news->organisation_count; i++) {
        uint32_t o = roster_organisation_at(r, news->organisations[i].id);
        if (o != ROSTER_NONE) {
            change_profile(p, x, r, o);
        }
    }
    for (size_t i = 0; i < news->listing_count; i++) {
        uint32_t place = roster_listing_at(r, news->listings[i].id);
        if (place != ROSTER_NONE) {
            change_profile(p, x, r, r->listings[place].organisation);
        }
    }
}

/* ---- taking in */

/* A listing as it is stored, or as it was read anew just now. */
struct index_stored {
    int64_t id, version, read_version;
    str lexicon, meaning, words, countries, excluded;
};

#define COLUMNS                                                                \
    "SELECT l.id, l.version, COALESCE(a.version, 0), COALESCE(a.lexicon, '')," \
    " COALESCE(a.meaning, ''), COALESCE(a.words, ''), l.countries,"            \
    " l.countries_excluded"                                                    \
    " FROM listing AS l LEFT JOIN annotation AS a ON a.listing_id = l.id"

/* So many at once where they are asked for by id. */
enum { EACH = 25 };
#define PLACES "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

static bool next(struct rows *rows, struct index_stored *s) {
    return db_next(rows, to(s->id), to(s->version), to(s->read_version), to(s->lexicon),
            to(s->meaning), to(s->words), to(s->countries), to(s->excluded));
}

static bool is_open(const struct roster *r, uint32_t place) {
    const struct roster_listing *l = place != ROSTER_NONE ? &r->listings[place] : NULL;
    return l && !l->gone && l->published && !r->organisations[l->organisation].gone &&
           !r->organisations[l->organisation].withdrawn;
}

/* Stale ones are read anew after the rows are through, so that none is read while it is written. */
static size_t renew_stale(struct work *w, struct reader *reader, struct index_news *n) {
    str version = meaning_lexicon(w->mem, reader_lexicon(reader));
    size_t renewed = 0;
    for (size_t i = 0; i < n->count; i++) {
        struct index_stored *s = &n->at[i];
        if (s->version != s->read_version || !str_eq(s->lexicon, version)) {
            struct read_text t = meaning_renew(w, reader, s->id);
            s->meaning = meaning_write(w->mem, reader_lexicon(reader), &t.meaning);
            s->words = t.words;
            renewed++;
        }
    }
    return renewed;
}

static struct text stored_text(struct arena *scratch, const struct index *x, const struct roster *r,
        uint32_t place, const struct index_stored *s) {
    struct meaning meaning = meaning_parse(scratch, x->lexicon, s->meaning);
    return index_text(x, r, place, vector_of(scratch, x->lexicon, &meaning));
}

static void put_one(struct arena *scratch, struct index *x, const struct index *twin,
        const struct roster *r, const struct index_stored *s) {
    uint32_t place = roster_listing_at(r, s->id);
    if (!is_open(r, place)) {
        return;
    }
    const struct roster_listing *l = &r->listings[place];
    place_at(x, place)->conditions =
            fit_conditions_number(&x->mem, &x->finder.terms, s->countries, s->excluded);
    link(x, place, l->organisation);
    uint32_t sectors = fit_sectors_number(&x->mem, &x->finder.terms, market_of(r, l));
    if (twin) {
        place_at(x, place)->text = state_as(x, twin, place);
    } else {
        struct text t = stored_text(scratch, x, r, place, s);
        t.sectors = sectors;
        place_at(x, place)->text = state(x, t);
    }
    place_at(x, place)->words = words_put(x->words, place, s->words) + 1;
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

/* Lists that double as they grow leave their old places behind; so it begins as long as it will be. */
static void make_room(struct index *x, const struct roster *r) {
    if (!x->text_room) {
        x->text_room = r->listing_room;
        x->texts = arena_new(&x->mem, struct text, x->text_room);
    }
}

size_t index_load(struct work *w, struct index *x, struct index *twin, const struct roster *r,
        struct reader *reader) {
    size_t renewed = 0;
    int64_t after = 0;
    struct arena_mark clean = arena_mark(w->mem);
    make_room(x, r);
    for (int64_t end = 0; (end = news_listings_end(w, after)); after = end) {
        struct index_news n = read_page(w, after, end);
        renewed += renew_stale(w, reader, &n);
        struct arena_mark one = arena_mark(w->mem);
        for (size_t i = 0; i < n.count; i++) {
            put_one(w->mem, x, NULL, r, &n.at[i]);
            put_one(w->mem, twin, x, r, &n.at[i]);
            arena_rewind(w->mem, one);
        }
        arena_rewind(w->mem, clean);
    }
    struct news_ids pairs = parted_read(w);
    x->parted = parted_put(&x->mem, &pairs);
    twin->parted = x->parted;
    put_all_profiles(w->mem, x, NULL, r);
    put_all_profiles(w->mem, twin, x, r);
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

struct index_news index_read(
        struct work *w, struct reader *reader, const struct news *news, bool refusals) {
    struct index_news n = {.news = news, .refusals = refusals};
    for (size_t i = 0; i < news->listing_count; i += EACH) {
        read_some(w, news, i, &n);
    }
    (void)renew_stale(w, reader, &n);
    if (refusals) {
        n.parted = parted_read(w);
    }
    return n;
}

void index_put(const struct index_putting *p, struct index *x, const struct roster *r,
        const struct index_news *read) {
    const struct news *news = read->news;
    struct arena_mark clean = arena_mark(p->scratch);
    for (size_t i = 0; i < news->listing_count; i++) {
        uint32_t place = roster_listing_at(r, news->listings[i].id);
        if (place != ROSTER_NONE) {
            take_out(x, place_at(x, place));
        }
    }
    for (size_t i = 0; i < read->count; i++) {
        put_one(p->scratch, x, p->twin, r, &read->at[i]);
        arena_rewind(p->scratch, clean);
    }
    if (read->refusals && p->changed) {
        parted_changed(p->scratch, x->parted, &read->parted, &p->changed->parted);
    }
    if (read->refusals) {
        x->parted = p->twin ? p->twin->parted : parted_put(&x->mem, &read->parted);
    }
    change_profiles(p, x, r, news);
}

bool index_refused(const struct index *x, enum refusal_scope scope, int64_t a, int64_t b) {
    return parted_has(x->parted, scope, a, b);
}
