#include "directory/roster_find.h"

#include "lang/date.h"
#include "lang/ecosystem.h"
#include "lang/fold.h"
#include "lang/sector.h"

enum { WORDS_MOST = 8 };

/* The filter as the roster stores things, worked out once. */
struct roster_sieve {
    str words[WORDS_MOST];
    size_t word_count;
    uint64_t word_grams[WORDS_MOST];
    uint64_t grams; /* of all words */
    uint64_t country, region, kind, size;
    uint64_t divisions[2];
    bool by_division;
    uint16_t ecosystem;
    uint8_t tongue;
    int64_t cluster;
    int side; /* 0 either, 1 needs, 2 offers */
    int32_t today;
    bool own;
    bool by_place; /* the organisation has to be looked at */
};

static void want_words(struct roster_sieve *q, struct arena *mem, str text) {
    str rest = fold_search(mem, text);
    str word;
    while (q->word_count < WORDS_MOST && str_cut(&rest, ' ', &word)) {
        if (word.len) {
            q->word_grams[q->word_count] = roster_grams(word);
            q->grams |= q->word_grams[q->word_count];
            q->words[q->word_count++] = word;
        }
    }
}

static void want_division(struct roster_sieve *q, int64_t division) {
    q->divisions[division >> 6 & 1] |= (uint64_t)1 << (division & 63);
}

static void want_sector(struct roster_sieve *q, str sector) {
    q->by_division = sector.len != 0;
    int64_t division = 0;
    if (str_num(sector, &division)) {
        want_division(q, division);
        return;
    }
    for (int64_t d = 1; sector.len && d < 100; d++) {
        char digits[2] = {(char)('0' + d / 10), (char)('0' + d % 10)};
        if (str_eq(sector_parent((str){digits, 2}), sector)) {
            want_division(q, d);
        }
    }
}

static int32_t day_number(str iso) {
    int32_t number = 0;
    for (size_t i = 0; i < iso.len; i++) {
        if (iso.at[i] != '-') {
            number = number * 10 + (iso.at[i] - '0');
        }
    }
    return number;
}

static struct roster_sieve sieve_of(struct work *w, const struct roster_filter *f) {
    struct roster_sieve q = {
            .country = roster_code(f->country),
            .region = roster_code(f->region),
            .kind = roster_code(f->kind),
            .size = roster_code(f->size),
            .cluster = f->cluster,
            .own = f->own,
            .today = day_number(date_of(w->mem, w->now)),
    };
    want_words(&q, w->mem, f->text);
    want_sector(&q, f->sector);
    enum tongue t = EN;
    q.tongue = tongue_of(f->tongue, &t) ? (uint8_t)(1u << t) : 0;
    for (size_t i = 0; i < ECOSYSTEMS; i++) {
        if (str_eq(f->ecosystem, str_of(ecosystem_at(i)->code))) {
            q.ecosystem = (uint16_t)(1u << i);
        }
    }
    q.by_place = q.country || q.region || q.size || q.ecosystem || q.cluster;
    q.side = str_eq(f->side, STR("need")) ? 1 : str_eq(f->side, STR("offer")) ? 2 : 0;
    return q;
}

static bool own_one(
        const struct roster *r, const struct scope *scope, const struct roster_organisation *o) {
    for (size_t i = 0; i < scope->count; i++) {
        if (roster_member(r, o, scope->clusters[i])) {
            return true;
        }
    }
    return scope->reach == 2 || scope_belongs(scope, o->id);
}

/* One of its needs or offers was unveiled to them, and with it whose that is. */
static bool is_unveiled(const struct scope *scope, const struct roster_organisation *o) {
    for (size_t i = 0; i < scope->unveiled_count; i++) {
        if (scope->unveiled[i].organisation == o->id) {
            return true;
        }
    }
    return false;
}

bool roster_sees_organisation(
        const struct roster *r, const struct scope *scope, const struct roster_organisation *o) {
    return !o->gone &&
           (o->audience <= scope->reach || own_one(r, scope, o) || is_unveiled(scope, o));
}

bool roster_sees_listing(
        const struct roster *r, const struct scope *scope, const struct roster_listing *l) {
    return !l->gone &&
           (l->audience <= scope->reach || own_one(r, scope, &r->organisations[l->organisation]) ||
                   scope_unveils(scope, l->id));
}

/* Looking for letters is the dearest part, so the bits are asked first. */
static bool has_word(const struct roster_sieve *q, size_t word, const struct roster_name *name) {
    return (q->word_grams[word] & ~name->grams) == 0 && str_has(name->folded, q->words[word]);
}

/* `other` may be NULL. */
static bool has_words(const struct roster_sieve *q, const struct roster_name *name,
        const struct roster_name *other) {
    for (size_t i = 0; i < q->word_count; i++) {
        if (!has_word(q, i, name) && !(other && has_word(q, i, other))) {
            return false;
        }
    }
    return true;
}

static bool shares(const uint64_t a[2], const uint64_t b[2]) {
    return (a[0] & b[0]) || (a[1] & b[1]);
}

static bool place_fits(
        const struct roster *r, const struct roster_sieve *q, const struct roster_organisation *o) {
    return (!q->country || q->country == o->country) && (!q->region || q->region == o->region) &&
           (!q->size || q->size == o->size) && (!q->ecosystem || (q->ecosystem & o->ecosystems)) &&
           (!q->cluster || roster_member(r, o, q->cluster));
}

static bool organisation_fits(
        const struct roster *r, const struct roster_sieve *q, const struct roster_organisation *o) {
    return place_fits(r, q, o) && (!q->kind || q->kind == o->kind) &&
           (!q->tongue || (q->tongue & o->tongues)) &&
           (!q->by_division || shares(q->divisions, o->divisions));
}

static bool is_open(const struct roster_sieve *q, const struct roster_face *face) {
    return face->published && (!face->valid_until || face->valid_until >= q->today);
}

static bool side_fits(const struct roster_sieve *q, bool offer) {
    return !q->side || (q->side == 2) == offer;
}

static bool tongue_fits(const struct roster_sieve *q, uint8_t tongue) {
    return !q->tongue || (q->tongue & (1u << tongue));
}

static bool kind_fits(const struct roster_sieve *q, const struct roster_listing *l) {
    return !q->kind || q->kind == l->kind;
}

static bool sector_fits(const struct roster_sieve *q, const struct roster_listing *l) {
    return !q->by_division || shares(q->divisions, l->divisions) ||
           shares(q->divisions, l->customers);
}

static bool face_fits(
        const struct roster_sieve *q, const struct scope *scope, const struct roster_face *face) {
    bool hidden = face->audience > scope->reach && (!scope_has_own(scope) || face->audience > 2);
    bool cluster =
            !q->cluster || face->cluster == (uint32_t)q->cluster || face->cluster == ROSTER_SEVERAL;
    return !hidden && cluster && (q->grams & ~face->grams) == 0 && (is_open(q, face) || q->own) &&
           side_fits(q, face->offer) && tongue_fits(q, face->tongue);
}

static bool listing_fits(const struct roster *r, const struct roster_sieve *q,
        const struct scope *scope, size_t at) {
    const struct roster_listing *l = &r->listings[at];
    if (l->audience > scope->reach && !roster_sees_listing(r, scope, l)) {
        return false;
    }
    return kind_fits(q, l) && sector_fits(q, l) &&
           (!q->by_place || place_fits(r, q, &r->organisations[l->organisation])) &&
           (!q->word_count ||
                   has_words(q, &r->listing_names[at], &r->organisation_names[l->organisation]));
}

struct roster_sieve *roster_sieve(struct work *w, const struct roster_filter *f) {
    struct roster_sieve *s = arena_new(w->mem, struct roster_sieve, 1);
    *s = sieve_of(w, f);
    return s;
}

bool roster_named(const struct roster *r, const struct roster_sieve *s, uint32_t listing) {
    return s->word_count && (s->grams & ~r->faces[listing].grams) == 0 &&
           !r->listings[listing].gone &&
           has_words(s, &r->listing_names[listing],
                   &r->organisation_names[r->listings[listing].organisation]);
}

/* Open and for the reader; or, where that is asked for, their own and not published. */
static bool is_shown(const struct roster *r, const struct roster_sieve *s,
        const struct scope *scope, uint32_t listing) {
    const struct roster_listing *l = &r->listings[listing];
    if (l->gone) {
        return false;
    }
    if (is_open(s, &r->faces[listing])) {
        return l->audience <= scope->reach || roster_sees_listing(r, scope, l);
    }
    return s->own && !l->published && own_one(r, scope, &r->organisations[l->organisation]);
}

unsigned roster_misfits(const struct roster *r, const struct roster_sieve *s,
        const struct scope *scope, uint32_t listing) {
    const struct roster_listing *l = &r->listings[listing];
    if (!is_shown(r, s, scope, listing)) {
        return MISFIT_UNSEEN;
    }
    bool place = !s->by_place || place_fits(r, s, &r->organisations[l->organisation]);
    return (side_fits(s, l->offer) ? 0 : MISFIT_SIDE) | (kind_fits(s, l) ? 0 : MISFIT_KIND) |
           (place ? 0 : MISFIT_PLACE) | (tongue_fits(s, l->tongue) ? 0 : MISFIT_TONGUE) |
           (sector_fits(s, l) ? 0 : MISFIT_SECTOR);
}

/* Whether a face that fits is all there is to ask. */
static bool faces_suffice(const struct roster_sieve *q, const struct scope *scope) {
    return !q->kind && !q->by_division && !q->by_place && !q->word_count && !scope_has_own(scope);
}

/* First everything is looked at in the order it lies in memory, then the page is taken in the
 * order it is shown in: so the one pass over all reads memory straight on. */
struct hits {
    uint64_t *bits;
    size_t total;
};

static void hit(struct hits *h, size_t place) {
    h->bits[place >> 6] |= (uint64_t)1 << (place & 63);
    h->total++;
}

static bool is_hit(const struct hits *h, uint32_t place) {
    return h->bits[place >> 6] >> (place & 63) & 1;
}

static bool organisation_hit(const struct roster *r, const struct roster_sieve *q,
        const struct scope *scope, size_t at) {
    const struct roster_organisation *o = &r->organisations[at];
    const struct roster_name *name = &r->organisation_names[at];
    return (q->grams & ~name->grams) == 0 && organisation_fits(r, q, o) &&
           roster_sees_organisation(r, scope, o) && (!q->word_count || has_words(q, name, NULL));
}

/* Those whose names begin so go onto the page, and are hits no more. */
static void take_beginnings(
        struct work *w, const struct roster *r, str text, struct hits *h, struct roster_page *p) {
    const uint32_t *order = r->lists.by_name[collate_of(w->tongue)];
    str begins = fold_search(w->mem, text);
    for (size_t i = 0; i < r->lists.organisations && p->count < ROSTER_PAGE; i++) {
        if (is_hit(h, order[i]) && str_starts(r->organisation_names[order[i]].folded, begins)) {
            p->ids[p->count++] = r->organisations[order[i]].id;
            h->bits[order[i] >> 6] &= ~((uint64_t)1 << (order[i] & 63));
        }
    }
}

struct roster_page roster_organisations(struct work *w, const struct roster *r,
        const struct scope *scope, const struct roster_filter *f) {
    struct roster_sieve q = sieve_of(w, f);
    struct hits h = {.bits = arena_new(w->mem, uint64_t, r->organisation_count / 64 + 1)};
    for (size_t i = 0; i < r->organisation_count; i++) {
        if (organisation_hit(r, &q, scope, i)) {
            hit(&h, i);
        }
    }
    struct roster_page p = {.total = h.total};
    const uint32_t *order = r->lists.by_name[collate_of(w->tongue)];
    size_t before = 0;
    if (f->begins_first) {
        take_beginnings(w, r, f->text, &h, &p);
    }
    for (size_t i = 0;
            i < r->lists.organisations && p.count < ROSTER_PAGE && f->skip + p.count < h.total;
            i++) {
        if (is_hit(&h, order[i]) && before++ >= f->skip) {
            p.ids[p.count++] = r->organisations[order[i]].id;
        }
    }
    return p;
}

struct roster_page roster_listings(struct work *w, const struct roster *r,
        const struct scope *scope, const struct roster_filter *f) {
    struct roster_sieve q = sieve_of(w, f);
    struct hits h = {.bits = arena_new(w->mem, uint64_t, r->listing_count / 64 + 1)};
    bool simple = faces_suffice(&q, scope);
    for (size_t i = 0; i < r->listing_count; i++) {
        if (face_fits(&q, scope, &r->faces[i]) && (simple || listing_fits(r, &q, scope, i))) {
            hit(&h, i);
        }
    }
    struct roster_page p = {.total = h.total};
    size_t before = 0;
    for (size_t i = 0;
            i < r->lists.listings && p.count < ROSTER_PAGE && f->skip + p.count < h.total; i++) {
        if (is_hit(&h, r->lists.newest[i]) && before++ >= f->skip) {
            p.ids[p.count++] = r->listings[r->lists.newest[i]].id;
        }
    }
    return p;
}
