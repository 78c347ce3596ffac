#include "match/rescore.h"

#include "db/db.h"
#include "directory/places.h"
#include "lang/cognate.h"
#include "match/codes.h"
#include "match/embedding.h"

/* So many at once; the last ones are asked for again. */
enum { EACH = 25 };
#define PLACES "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

struct side {
    int64_t id;
    struct vector letters;
    struct codes codes;
    str numbers; /* the embedding, or empty */
};

/* The texts of all meetings, each once. */
struct sides {
    struct side *at;
    size_t count, room;
    struct roster_places *by_id;
};

static void want(struct work *w, struct sides *s, int64_t id) {
    if (id && places_find(s->by_id, id) == UINT32_MAX) {
        arena_room(w->mem, struct side, s->at, s->count, s->room);
        s->by_id = places_put(w->mem, s->by_id, id, (uint32_t)s->count);
        s->at[s->count++] = (struct side){.id = id};
    }
}

static void want_meeting(struct work *w, struct sides *s, const struct meeting *m) {
    if (m->fit > 0 && !m->mirrored) {
        want(w, s, m->need);
        want(w, s, m->offer);
    }
}

static void read_some(struct work *w, const struct rescore_by *by, struct sides *s, size_t from) {
    struct arg ids[EACH];
    int64_t id = 0;
    str lang = {0};
    str words = {0};
    str found = {0};
    str numbers = {0};
    for (size_t i = 0; i < EACH; i++) {
        ids[i] = num(s->at[from + i < s->count ? from + i : s->count - 1].id);
    }
    struct rows r = db_rows_of(w,
            "SELECT l.id, l.lang, a.words, a.codes, COALESCE(e.numbers, '')"
            " FROM listing AS l JOIN annotation AS a ON a.listing_id = l.id"
            " LEFT JOIN embedding AS e ON e.digest = a.embedding_digest"
            " WHERE l.id IN " PLACES,
            ((struct args){ids, EACH}));
    while (db_next(&r, to(id), to(lang), to(words), to(found), to(numbers))) {
        struct side *side = &s->at[places_find(s->by_id, id)];
        struct tally letters = {.mem = w->mem};
        enum tongue t = EN;
        (void)tongue_of(lang, &t);
        tally_cognates(&letters, words, t, by->lexicon);
        side->letters = tally_close(&letters, by->letters);
        /* Without sectors: they say who one is, not what one wants. With them 32 of the 40 pairs of
         * the demonstration come among the first five instead of 36. */
        side->codes = codes_of(w->mem, by->codes, found, (str){0});
        side->numbers = numbers;
    }
}

static void look(const struct sides *s, struct meeting *m) {
    if (m->fit <= 0 || m->mirrored) {
        return;
    }
    const struct side *need = &s->at[places_find(s->by_id, m->need)];
    const struct side *offer = &s->at[places_find(s->by_id, m->offer)];
    m->by.of[CHANNEL_LETTERS] = vector_dot(need->letters, offer->letters);
    m->by.of[CHANNEL_CODES] = codes_fit(&need->codes, &offer->codes);
    m->by.of[CHANNEL_EMBEDDINGS] = embedding_fit(need->numbers, offer->numbers);
}

static void weigh(const struct channels *weights, struct meeting *m) {
    if (m->fit > 0 && !m->mirrored) {
        float sum = channel_sum(&m->by, weights) * m->share;
        m->fit = sum < 1 ? sum : 1;
    }
}

/* One way only, a match was scored by half of half of what there was; it stays in proportion. */
static float scored(const struct match *m) {
    float both = match_mutual(m->gain.fit, m->give.fit);
    return both > 0 ? both : 0.25F * (m->gain.fit + m->give.fit);
}

void rescore_weigh(const struct channels *weights, struct matches *found) {
    for (size_t i = 0; i < found->count && i < RESCORE_MOST; i++) {
        struct match *m = &found->at[i];
        weigh(weights, &m->gain);
        weigh(weights, &m->give);
        m->score = scored(m);
    }
}

void rescore(struct work *w, const struct rescore_by *by, struct matches *found) {
    size_t count = found->count < RESCORE_MOST ? found->count : RESCORE_MOST;
    struct sides sides = {.by_id = places_new(w->mem)};
    for (size_t i = 0; i < count; i++) {
        want_meeting(w, &sides, &found->at[i].gain);
        want_meeting(w, &sides, &found->at[i].give);
    }
    for (size_t i = 0; i < sides.count; i += EACH) {
        read_some(w, by, &sides, i);
    }
    for (size_t i = 0; i < count && sides.count; i++) {
        look(&sides, &found->at[i].gain);
        look(&sides, &found->at[i].give);
    }
    if (sides.count) {
        rescore_weigh(&by->weights, found);
    }
    struct matches looked_at = {.at = found->at, .count = count};
    match_sort(&looked_at);
}
