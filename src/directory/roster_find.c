#include "directory/roster_find.h"

#include "lang/date.h"
#include "lang/ecosystem.h"
#include "lang/fold.h"
#include "lang/sector.h"

enum { WORDS_MOST = 8 };

/* The filter as the roster stores things, worked out once. */
struct wanted {
    str words[WORDS_MOST];
    size_t word_count;
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

static void want_words(struct wanted *q, struct arena *mem, str text) {
    str rest = fold_search(mem, text);
    str word;
    while (q->word_count < WORDS_MOST && str_cut(&rest, ' ', &word)) {
        if (word.len) {
            q->words[q->word_count++] = word;
            q->grams |= roster_grams(word);
        }
    }
}

static void want_division(struct wanted *q, int64_t division) {
    q->divisions[division >> 6 & 1] |= (uint64_t)1 << (division & 63);
}

static void want_sector(struct wanted *q, str sector) {
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

static struct wanted wanted_of(struct work *w, const struct roster_filter *f) {
    struct wanted q = {
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
    return scope->reach == 2;
}

bool roster_sees_organisation(
        const struct roster *r, const struct scope *scope, const struct roster_organisation *o) {
    return !o->gone && (o->audience <= scope->reach || own_one(r, scope, o));
}

bool roster_sees_listing(
        const struct roster *r, const struct scope *scope, const struct roster_listing *l) {
    return !l->gone &&
           (l->audience <= scope->reach || own_one(r, scope, &r->organisations[l->organisation]));
}

static bool has_words(const struct wanted *q, str name, str other) {
    for (size_t i = 0; i < q->word_count; i++) {
        if (!str_has(name, q->words[i]) && !str_has(other, q->words[i])) {
            return false;
        }
    }
    return true;
}

static bool shares(const uint64_t a[2], const uint64_t b[2]) {
    return (a[0] & b[0]) || (a[1] & b[1]);
}

static bool place_fits(
        const struct roster *r, const struct wanted *q, const struct roster_organisation *o) {
    return (!q->country || q->country == o->country) && (!q->region || q->region == o->region) &&
           (!q->size || q->size == o->size) && (!q->ecosystem || (q->ecosystem & o->ecosystems)) &&
           (!q->cluster || roster_member(r, o, q->cluster));
}

static bool organisation_fits(
        const struct roster *r, const struct wanted *q, const struct roster_organisation *o) {
    return place_fits(r, q, o) && (!q->kind || q->kind == o->kind) &&
           (!q->tongue || (q->tongue & o->tongues)) &&
           (!q->by_division || shares(q->divisions, o->divisions));
}

static bool face_fits(
        const struct wanted *q, const struct scope *scope, const struct roster_face *face) {
    bool open = face->published && (!face->valid_until || face->valid_until >= q->today);
    bool hidden = face->audience > scope->reach && (scope->count == 0 || face->audience > 2);
    bool cluster =
            !q->cluster || face->cluster == (uint32_t)q->cluster || face->cluster == ROSTER_SEVERAL;
    return !hidden && cluster && (q->grams & ~face->grams) == 0 && (open || q->own) &&
           (!q->side || (q->side == 2) == face->offer) &&
           (!q->tongue || (q->tongue & (1u << face->tongue)));
}

static bool listing_fits(
        const struct roster *r, const struct wanted *q, const struct scope *scope, size_t at) {
    const struct roster_listing *l = &r->listings[at];
    if (l->audience > scope->reach && !roster_sees_listing(r, scope, l)) {
        return false;
    }
    if ((q->kind && q->kind != l->kind) || (q->by_division && !shares(q->divisions, l->divisions) &&
                                                   !shares(q->divisions, l->customers))) {
        return false;
    }
    return (!q->by_place || place_fits(r, q, &r->organisations[l->organisation])) &&
           (!q->word_count || has_words(q, r->listing_names[at].folded,
                                      r->organisation_names[l->organisation].folded));
}

/* Whether a face that fits is all there is to ask. */
static bool faces_suffice(const struct wanted *q, const struct scope *scope) {
    return !q->kind && !q->by_division && !q->by_place && !q->word_count && scope->count == 0;
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

struct roster_page roster_organisations(struct work *w, const struct roster *r,
        const struct scope *scope, const struct roster_filter *f) {
    struct wanted q = wanted_of(w, f);
    struct hits h = {.bits = arena_new(w->mem, uint64_t, r->organisation_count / 64 + 1)};
    for (size_t i = 0; i < r->organisation_count; i++) {
        const struct roster_organisation *o = &r->organisations[i];
        if ((q.grams & ~r->organisation_names[i].grams) == 0 && organisation_fits(r, &q, o) &&
                roster_sees_organisation(r, scope, o) &&
                (!q.word_count || has_words(&q, r->organisation_names[i].folded, (str){0}))) {
            hit(&h, i);
        }
    }
    struct roster_page p = {.total = h.total};
    const uint32_t *order = r->lists.by_name[collate_of(w->tongue)];
    size_t before = 0;
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
    struct wanted q = wanted_of(w, f);
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
