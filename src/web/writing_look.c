#include "web/writing_look.h"

#include "lang/detect.h"
#include "lang/sector.h"
#include "lang/side.h"
#include "lang/token.h"
#include "match/search.h"

enum { DIVISIONS = 100 }; /* of NACE, by number */

enum { WORDS_LEAST = 5, WORDS_COMPARED = 400 };

/* Below it a text is not like enough to be shown: search counts exact words 2, the meaning 1. */
static const float like_least = 0.45F;
/* Nor is what has less than this share of what the best one has. */
static const float like_share = 0.5F;
/* So much likelier a letter, and the text is in another language than was said. */
static const double clear_lead = 0.3;
static const double nordic_lead = 0.6;
/* Of the words of the longer of two texts, so many stand in both if one is the other's double. */
static const double double_share = 0.6;
/* A sector is named if it has so much of what the first one has. */
static const float sector_share = 0.3F;

static enum tongue tongue_in(const struct listing *l) {
    enum tongue t = EN;
    (void)tongue_of(l->lang, &t);
    return t;
}

static str whole_text(struct page *p, const struct listing *l) {
    struct buf out = {.mem = p->work.mem};
    buf_add(&out, l->title);
    buf_add(&out, STR("\n"));
    buf_add(&out, l->body);
    return buf_str(&out);
}

/* Of Han signs two count as a word. */
static size_t count_words(str text) {
    size_t count = 0;
    struct token t;
    for (size_t at = 0; token_next(text, at, &t); at = t.start + t.len) {
        count += t.kind == TOKEN_HAN ? (text_letters(token_text(text, t)) + 1) / 2 : 1;
    }
    return count;
}

static bool is_nordic(enum tongue t) {
    return t == DA || t == NB || t == SV;
}

/* The three are so alike that where one lives decides between them. */
static enum tongue nordic_at(str country, enum tongue guessed) {
    if (str_eq(country, STR("DK"))) {
        return DA;
    }
    if (str_eq(country, STR("NO"))) {
        return NB;
    }
    return str_eq(country, STR("SE")) ? SV : guessed;
}

/* The language it is surely in. */
static enum tongue read_in(struct page *p, const struct listing *l) {
    const struct detector *d = p->house->detector;
    enum tongue said = tongue_in(l);
    str text = whole_text(p, l);
    if (!d || count_words(text) < WORDS_LEAST) {
        return said;
    }
    struct guess g = detect(d, text);
    bool akin = is_nordic(said) && is_nordic(g.best);
    if (detect_lead(d, text, said) < (akin ? nordic_lead : clear_lead)) {
        return said;
    }
    return guess_nordic(g) ? nordic_at(l->organisation_country, g.best) : g.best;
}

static str other_side(struct page *p, const struct listing *l, enum tongue t) {
    bool offer = str_eq(l->side, STR("offer"));
    switch (side_said(p->work.mem, whole_text(p, l), t)) {
    case SIDE_SEEKS: return offer ? STR("need") : (str){0};
    case SIDE_OFFERS: return offer ? (str){0} : STR("offer");
    case SIDE_UNSAID: break;
    }
    return (str){0};
}

static bool has_word(const str *words, size_t count, str word) {
    for (size_t i = 0; i < count; i++) {
        if (str_eq(words[i], word)) {
            return true;
        }
    }
    return false;
}

/* Each once, those of the title first. */
static size_t take_words(struct page *p, const struct listing *l, str *words, size_t most) {
    str both = words_text(p->work.mem, l->title, l->body, tongue_in(l));
    size_t count = 0;
    str part;
    while (str_cut(&both, '|', &part)) {
        str word;
        while (count < most && str_cut(&part, ' ', &word)) {
            if (word.len && !has_word(words, count, word)) {
                words[count++] = word;
            }
        }
    }
    return count;
}

static struct search_query query_of(struct page *p, const struct listing *l) {
    struct work *w = &p->work;
    struct search_query q = {.text = str_cap(l->title, SEARCH_BYTES_MOST), .tongue = tongue_in(l)};
    reader_scope(p->reader, p->scope.clusters, p->scope.count);
    struct meaning m = meaning_read(p->reader, w->mem, l->title, l->body, q.tongue);
    reader_scope(p->reader, NULL, 0);
    q.meaning = vector_asked(w->mem, reader_lexicon(p->reader), &m);
    q.word_count = take_words(p, l, q.words, SEARCH_WORDS_MOST);
    return q;
}

/* What is summed up over all that are like enough, by division. */
struct sums {
    float by_division[DIVISIONS];
};

static void add_sectors(struct sums *s, const struct roster *r, uint32_t place, float score) {
    for (uint32_t i = 0; i < DIVISIONS; i++) {
        if (r->listings[place].divisions[i >> 6] >> (i & 63) & 1) {
            s->by_division[i] += score;
        }
    }
}

/* Puts in what both mean if it tells more than what is there. */
static void add_concept(struct writing_like *like, float *telling, uint32_t concept, float here) {
    size_t at = like->concept_count;
    while (at > 0 && telling[at - 1] < here) {
        at--;
    }
    if (at == WRITING_CONCEPTS) {
        return;
    }
    like->concept_count += like->concept_count < WRITING_CONCEPTS;
    for (size_t i = like->concept_count - 1; i > at; i--) {
        like->concepts[i] = like->concepts[i - 1];
        telling[i] = telling[i - 1];
    }
    like->concepts[at] = concept;
    telling[at] = here;
}

static void add_shared(struct writing_like *like, const struct index *x, uint32_t place,
        const struct vector *asked) {
    const struct text *own = index_text_of(x, place);
    struct vector said = own ? own->vector : (struct vector){0};
    float telling[WRITING_CONCEPTS] = {0};
    for (size_t i = 0, k = 0; i < asked->count; i++) {
        while (k < said.count && said.at[k].key < asked->at[i].key) {
            k++;
        }
        if (k < said.count && said.at[k].key == asked->at[i].key) {
            add_concept(like, telling, asked->at[i].key, said.at[k].value * asked->at[i].value);
        }
    }
}

/* What is looked through for one form. */
struct looking {
    const struct live_view *view;
    const struct listing *own;
    const struct search_query *query;
    struct writing *found;
    float least; /* score to be like enough */
    struct sums sums;
};

static void take_hit(struct looking *k, const struct search_hit *hit) {
    const struct roster *r = k->view->roster;
    uint32_t place = roster_listing_at(r, hit->listing);
    if (place == ROSTER_NONE || hit->listing == k->own->id || hit->score < k->least) {
        return;
    }
    add_sectors(&k->sums, r, place, hit->score);
    if (k->found->like_count < WRITING_SIMILAR) {
        struct writing_like *like = &k->found->like[k->found->like_count++];
        *like = (struct writing_like){.listing = hit->listing};
        add_shared(like, k->view->index, place, &k->query->meaning);
    }
}

static void take_hits(struct looking *k, const struct search_found *found) {
    for (size_t i = 0; i < found->count; i++) {
        take_hit(k, &found->hits[i]);
    }
}

static float best_score(const struct looking *k, const struct search_found *found) {
    size_t own = found->count && found->hits[0].listing == k->own->id;
    return found->count > own ? found->hits[own].score : 0;
}

/* The like of the same side come first. */
static void look_through(struct page *p, struct looking *k) {
    bool offer = str_eq(k->own->side, STR("offer"));
    const str sides[] = {offer ? STR("offer") : STR("need"), offer ? STR("need") : STR("offer")};
    struct search_found *found = arena_new(p->work.mem, struct search_found, 2);
    struct live_view view = live_read(p->house->live);
    k->view = &view;
    k->least = like_least;
    for (int i = 0; i < 2; i++) {
        struct search_wish wish = {.filter = {.side = sides[i]}};
        found[i] = search_listings(&p->work, &view, &p->scope, k->query, &wish);
        float share = best_score(k, &found[i]) * like_share;
        k->least = share > k->least ? share : k->least;
    }
    take_hits(k, &found[0]);
    take_hits(k, &found[1]);
    k->view = NULL;
    live_done(&view);
}

static void take_sectors(struct page *p, struct writing *found, struct sums *s) {
    float first = 0;
    while (found->sector_count < WRITING_SECTORS) {
        uint32_t best = 0;
        for (uint32_t i = 1; i < DIVISIONS; i++) {
            best = s->by_division[i] > s->by_division[best] ? i : best;
        }
        if (s->by_division[best] <= first * sector_share) {
            return;
        }
        struct buf code = {.mem = p->work.mem};
        buf_add(&code, best < 10 ? STR("0") : (str){0});
        buf_num(&code, best);
        first = first > 0 ? first : s->by_division[best];
        s->by_division[best] = 0;
        if (sector_known(buf_str(&code))) {
            found->sectors[found->sector_count++] = buf_str(&code);
        }
    }
}

static bool is_double(struct page *p, const struct listing *a, const struct listing *b) {
    if (a->organisation != b->organisation || !str_eq(a->side, b->side)) {
        return false;
    }
    str *x = arena_new(p->work.mem, str, WORDS_COMPARED);
    str *y = arena_new(p->work.mem, str, WORDS_COMPARED);
    size_t x_count = take_words(p, a, x, WORDS_COMPARED);
    size_t y_count = take_words(p, b, y, WORDS_COMPARED);
    size_t both = 0;
    for (size_t i = 0; i < x_count; i++) {
        both += has_word(y, y_count, x[i]);
    }
    size_t longer = x_count > y_count ? x_count : y_count;
    return both > 0 && (double)both >= double_share * (double)longer;
}

static void name_them(struct page *p, const struct listing *l, struct writing *found) {
    int64_t ids[WRITING_SIMILAR];
    for (size_t i = 0; i < found->like_count; i++) {
        ids[i] = found->like[i].listing;
    }
    found->listings = listing_page(&p->work, ids, found->like_count);
    found->titles = title_list(&p->work, &found->listings);
    for (size_t i = 0; i < found->like_count; i++) {
        for (size_t k = 0; k < found->listings.count; k++) {
            const struct listing *other = &found->listings.at[k];
            found->like[i].double_of =
                    found->like[i].double_of || (other->id == ids[i] && is_double(p, l, other));
        }
    }
}

struct writing writing_look(struct page *p, const struct listing *l) {
    struct writing found = {0};
    enum tongue t = read_in(p, l);
    struct listing read = *l;
    read.lang = tongue_code(t);
    found.lang = t == tongue_in(l) ? (str){0} : read.lang;
    found.side = other_side(p, l, t);
    struct search_query q = query_of(p, &read);
    found.asked = q.word_count || q.meaning.count;
    if (found.asked) {
        struct looking k = {.own = l, .query = &q, .found = &found};
        look_through(p, &k);
        if (!l->sectors.len) {
            take_sectors(p, &found, &k.sums);
        }
    }
    name_them(p, &read, &found);
    return found;
}
