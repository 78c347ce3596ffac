#include "match/search.h"

#include <math.h>
#include <stdlib.h>

/* What all exact words together count, against a cosine that is at most 1. */
static const float strong = 2.0F;
/* Of that: a word in the text counts so much of one in the title; a part of the title so much of
 * the whole words. */
static const float body_share = 0.9F;
static const float part_share = 0.6F;
/* Numbers and names with numbers, as 6082, are meant as they stand. */
static const float number_weight = 2.0F;
/* Less than this in common is no hit. */
static const float least_cosine = 0.2F;

enum { COUNTRIES = 1 << 16, KINDS_MOST = 16 };

struct ranked {
    float score;
    uint32_t place;
};

/* The best so far, the worst of them at the root of a heap. */
struct best {
    struct ranked *at;
    size_t count, most;
};

struct counts {
    size_t sides[2], tongues[TONGUE_COUNT];
    uint32_t *countries; /* by roster_code() */
    struct search_facet kinds[KINDS_MOST];
    size_t kind_count;
};

struct search {
    const struct live_view *view;
    const struct scope *scope;
    const struct search_wish *wish;
    struct roster_sieve *sieve;
    float *words;   /* by place of the listing: the share of the exact words */
    float *meaning; /* and the cosine */
    struct best best;
    struct counts counts;
    struct search_found *found;
};

static bool has_digit(str word) {
    for (size_t i = 0; i < word.len; i++) {
        if (word.at[i] >= '0' && word.at[i] <= '9') {
            return true;
        }
    }
    return false;
}

/* Rare words say more; one that stands nowhere says nothing. */
static float weight_of(const struct words_index *x, str word) {
    size_t count = words_find(x, word).count;
    float idf = count ? logf(1.0F + (float)x->slot_count / (float)count) : 0;
    return has_digit(word) ? idf * number_weight : idf;
}

static void add_word(struct search *s, str word, float share) {
    const struct words_index *x = s->view->index->words;
    struct word_places p = words_find(x, word);
    for (size_t i = 0; i < p.count; i++) {
        bool again = i > 0 && word_slot(p.at[i - 1]) == word_slot(p.at[i]);
        uint32_t listing = x->listings[word_slot(p.at[i])];
        if (listing != WORDS_CLOSED && !again) {
            s->words[listing] += word_in_title(p.at[i]) ? share : share * body_share;
        }
    }
}

static void add_words(struct search *s, const struct search_query *q) {
    const struct words_index *x = s->view->index->words;
    float all = 0;
    for (size_t i = 0; i < q->word_count; i++) {
        all += weight_of(x, q->words[i]);
    }
    for (size_t i = 0; i < q->word_count && all > 0; i++) {
        add_word(s, q->words[i], weight_of(x, q->words[i]) / all);
    }
}

/* The postings are walked straight through; then what is near enough is told by its listing. */
static void add_meaning(struct work *w, struct search *s, const struct search_query *q) {
    const struct index *x = s->view->index;
    struct arena_mark clean = arena_mark(w->mem);
    float *score = arena_new(w->mem, float, x->text_count + 1);
    for (size_t i = 0; i < q->meaning.count; i++) {
        struct weight asked = q->meaning.at[i];
        for (int side = 0; side < 2 && asked.key < x->dimensions; side++) {
            const struct postings *p = &x->by_dimension[side][asked.key];
            for (size_t k = 0; k < p->count; k++) {
                score[p->at[k].text] += asked.value * p->at[k].weight;
            }
        }
    }
    for (uint32_t i = 0; i < x->text_count; i++) {
        if (score[i] >= least_cosine && index_is_open(x, i)) {
            s->meaning[x->texts[i].listing] = score[i];
        }
    }
    arena_rewind(w->mem, clean);
}

static bool is_better(const struct roster *r, struct ranked a, struct ranked b) {
    if (a.score != b.score) {
        return a.score > b.score;
    }
    int64_t x = r->listing_names[a.place].updated;
    int64_t y = r->listing_names[b.place].updated;
    return x != y ? x > y : r->listings[a.place].id < r->listings[b.place].id;
}

static void sink(const struct roster *r, struct best *b, size_t at) {
    for (;;) {
        size_t worst = at;
        for (size_t child = 2 * at + 1; child <= 2 * at + 2 && child < b->count; child++) {
            worst = is_better(r, b->at[worst], b->at[child]) ? child : worst;
        }
        if (worst == at) {
            return;
        }
        struct ranked moved = b->at[at];
        b->at[at] = b->at[worst];
        b->at[worst] = moved;
        at = worst;
    }
}

static void rise(const struct roster *r, struct best *b, size_t at) {
    while (at && is_better(r, b->at[(at - 1) / 2], b->at[at])) {
        struct ranked moved = b->at[at];
        b->at[at] = b->at[(at - 1) / 2];
        b->at[(at - 1) / 2] = moved;
        at = (at - 1) / 2;
    }
}

static void rank(const struct roster *r, struct best *b, struct ranked one) {
    if (b->count < b->most) {
        b->at[b->count++] = one;
        rise(r, b, b->count - 1);
    } else if (is_better(r, one, b->at[0])) {
        b->at[0] = one;
        sink(r, b, 0);
    }
}

static struct ranked take_worst(const struct roster *r, struct best *b) {
    struct ranked worst = b->at[0];
    b->at[0] = b->at[--b->count];
    sink(r, b, 0);
    return worst;
}

static void count_kind(struct counts *c, uint64_t kind) {
    size_t i = 0;
    while (i < c->kind_count && c->kinds[i].code != kind) {
        i++;
    }
    if (i < KINDS_MOST) {
        c->kinds[i].code = kind;
        c->kinds[i].hits++;
        c->kind_count = i < c->kind_count ? c->kind_count : i + 1;
    }
}

/* A facet is counted without its own part of the filter, so that another value can be chosen. */
static void count_hit(struct search *s, const struct roster_listing *l, unsigned misfits) {
    struct counts *c = &s->counts;
    if (!(misfits & ~(unsigned)MISFIT_SIDE)) {
        c->sides[l->offer]++;
    }
    if (!(misfits & ~(unsigned)MISFIT_KIND)) {
        count_kind(c, l->kind);
    }
    if (!(misfits & ~(unsigned)MISFIT_PLACE)) {
        c->countries[s->view->roster->organisations[l->organisation].country]++;
    }
    if (!(misfits & ~(unsigned)MISFIT_TONGUE)) {
        c->tongues[l->tongue]++;
    }
}

static void look_at(struct search *s, uint32_t place) {
    const struct roster *r = s->view->roster;
    float words = s->words[place];
    if (words < part_share && roster_named(r, s->sieve, place)) {
        words = part_share;
    }
    if (words <= 0 && s->meaning[place] <= 0) {
        return;
    }
    unsigned misfits = roster_misfits(r, s->sieve, s->scope, place);
    if (misfits & MISFIT_UNSEEN) {
        return;
    }
    count_hit(s, &r->listings[place], misfits);
    if (!misfits) {
        s->found->total++;
        s->found->fresh += r->listing_names[place].updated > s->wish->since;
        rank(r, &s->best, (struct ranked){strong * words + s->meaning[place], place});
    }
}

/* SEARCH_NO_CONCEPT where it is found by words alone. */
static uint32_t strongest(const struct search *s, const struct search_query *q, uint32_t place) {
    const struct index *x = s->view->index;
    const struct text *own = index_text_of(x, place);
    struct vector said = own ? own->vector : (struct vector){0};
    uint32_t concept = SEARCH_NO_CONCEPT;
    float most = 0;
    for (size_t i = 0, k = 0; i < q->meaning.count; i++) {
        while (k < said.count && said.at[k].key < q->meaning.at[i].key) {
            k++;
        }
        bool both = k < said.count && said.at[k].key == q->meaning.at[i].key;
        float here = both ? said.at[k].value * q->meaning.at[i].value : 0;
        if (here > most) {
            most = here;
            concept = q->meaning.at[i].key;
        }
    }
    return concept;
}

/* The worst is taken out first, so the page fills from its end. */
static void take_page(struct search *s, const struct search_query *q) {
    const struct roster *r = s->view->roster;
    size_t skip = s->wish->filter.skip;
    s->found->count = s->best.count > skip ? s->best.count - skip : 0;
    while (s->best.count > skip) {
        struct ranked one = take_worst(r, &s->best);
        s->found->hits[s->best.count - skip] =
                (struct search_hit){.listing = r->listings[one.place].id,
                        .updated = r->listing_names[one.place].updated,
                        .score = one.score,
                        .concept = strongest(s, q, one.place)};
    }
}

static int by_hits(const void *a, const void *b) {
    const struct search_facet *x = a;
    const struct search_facet *y = b;
    if (x->hits != y->hits) {
        return x->hits > y->hits ? -1 : 1;
    }
    return (x->code > y->code) - (x->code < y->code);
}

static void add_facet(struct search_facets *f, uint64_t code, size_t hits) {
    if (hits && code && f->count < SEARCH_FACETS_MOST) {
        f->at[f->count++] = (struct search_facet){code, hits};
    }
}

static void take_facets(struct work *w, struct search *s) {
    const struct counts *c = &s->counts;
    struct search_facets *f = s->found->facets;
    for (int by = 0; by < SEARCH_BYS; by++) {
        f[by].at = arena_new(w->mem, struct search_facet, SEARCH_FACETS_MOST);
    }
    add_facet(&f[SEARCH_BY_SIDE], roster_code(STR("need")), c->sides[0]);
    add_facet(&f[SEARCH_BY_SIDE], roster_code(STR("offer")), c->sides[1]);
    for (size_t i = 0; i < c->kind_count; i++) {
        add_facet(&f[SEARCH_BY_KIND], c->kinds[i].code, c->kinds[i].hits);
    }
    for (uint32_t i = 1; i < COUNTRIES; i++) {
        add_facet(&f[SEARCH_BY_COUNTRY], i, c->countries[i]);
    }
    for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
        add_facet(&f[SEARCH_BY_TONGUE], roster_code(tongue_code(t)), c->tongues[t]);
    }
    for (int by = 0; by < SEARCH_BYS; by++) {
        qsort(f[by].at, f[by].count, sizeof(*f[by].at), by_hits);
    }
}

struct search_found search_listings(struct work *w, const struct live_view *v,
        const struct scope *scope, const struct search_query *q, const struct search_wish *wish) {
    struct search_found found = {0};
    struct roster_filter filter = wish->filter;
    size_t most = filter.skip + SEARCH_PAGE;
    filter.text = q->text;
    struct search s = {
            .view = v,
            .scope = scope,
            .wish = wish,
            .sieve = roster_sieve(w, &filter),
            .words = arena_new(w->mem, float, v->roster->listing_count + 1),
            .meaning = arena_new(w->mem, float, v->roster->listing_count + 1),
            .best = {.at = arena_new(w->mem, struct ranked, most), .most = most},
            .counts = {.countries = arena_new(w->mem, uint32_t, COUNTRIES)},
            .found = &found,
    };
    add_words(&s, q);
    add_meaning(w, &s, q);
    for (uint32_t i = 0; i < v->roster->listing_count; i++) {
        look_at(&s, i);
    }
    take_page(&s, q);
    take_facets(w, &s);
    return found;
}
