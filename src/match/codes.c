#include "match/codes.h"

#include "base/buf.h"
#include "db/change.h"
#include "db/db.h"
#include "directory/scheme.h"
#include "lang/sector.h"
#include "lang/thesaurus.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SECTORS_MOST = 64, LEVELS = 3, DOTTED_MOST = 8, ONES_MOST = 400 };

static const float found_share = 0.7F;
static const float chosen_share = 1.0F;
static const float least_part = 0.02F; /* of a fit, to be shown as a reason */
static const float least_like = 0.15F; /* of a text to a code, to be shown */

/* "24.42" is 24420, "24.4" 24400, "24" 24000: each tells its group and division by its digits. */
static uint32_t number_of_sector(str code) {
    uint32_t number = 0;
    size_t digits = 0;
    for (size_t i = 0; i < code.len && digits < 5; i++) {
        if (code.at[i] >= '0' && code.at[i] <= '9') {
            number = number * 10 + (uint32_t)(code.at[i] - '0');
            digits++;
        }
    }
    for (; digits && digits < 5; digits++) {
        number *= 10;
    }
    return number;
}

static int by_code(const void *left, const void *right) {
    const struct code_like *a = left;
    const struct code_like *b = right;
    return (a->code > b->code) - (a->code < b->code);
}

/* Sums each code, and makes the length 1. */
static void settle(struct code_likes *all) {
    size_t kept = 0;
    float square = 0;
    qsort(all->at, all->count, sizeof(*all->at), by_code);
    for (size_t i = 0; i < all->count; i++) {
        if (kept && all->at[kept - 1].code == all->at[i].code) {
            all->at[kept - 1].like += all->at[i].like;
        } else {
            all->at[kept++] = all->at[i];
        }
    }
    all->count = kept;
    for (size_t i = 0; i < kept; i++) {
        square += all->at[i].like * all->at[i].like;
    }
    for (size_t i = 0; i < kept && square > 0; i++) {
        all->at[i].like /= sqrtf(square);
    }
}

static struct code_likes *chosen_of(struct arena *mem, str sectors) {
    struct code_likes *all = arena_new(mem, struct code_likes, 1);
    all->at = arena_new(mem, struct code_like, (size_t)SECTORS_MOST * LEVELS);
    str one;
    for (int i = 0; i < SECTORS_MOST && sectors.len && str_cut(&sectors, ';', &one); i++) {
        float weight = 1;
        str code = str_trim(one);
        for (int up = 0; up < LEVELS && number_of_sector(code); up++) {
            all->at[all->count++] = (struct code_like){number_of_sector(code), weight};
            code = sector_parent(code);
            weight *= 0.5F;
        }
    }
    settle(all);
    return all;
}

static bool parse_one(const struct thesaurus *t, str one, struct code_like *found) {
    str scheme = {0};
    str code = {0};
    int64_t like = 0;
    bool whole = str_cut(&one, ':', &scheme) && str_cut(&one, ' ', &code) && str_num(one, &like);
    found->like = (float)like / 100.0F;
    return whole && thesaurus_find(t, scheme, code, &found->code);
}

static struct code_likes parse(struct arena *mem, const struct thesaurus *t, str stored) {
    struct code_likes all = {.at = arena_new(mem, struct code_like, ONES_MOST)};
    str one;
    while (t && all.count < ONES_MOST && stored.len && str_cut(&stored, ';', &one)) {
        all.count += parse_one(t, one, &all.at[all.count]);
    }
    return all;
}

struct codes codes_of(struct arena *mem, const struct thesaurus *t, str found, str sectors) {
    struct code_likes *wide = arena_new(mem, struct code_likes, 1);
    if (t && found.len) {
        *wide = thesaurus_widen(t, mem, parse(mem, t, found));
    }
    return (struct codes){.found = wide, .chosen = chosen_of(mem, sectors)};
}

struct codes codes_of_listing(struct work *w, const struct thesaurus *t, int64_t listing) {
    str found = {0};
    str sectors = {0};
    struct rows r = db_rows(w,
            "SELECT a.codes, l.sectors FROM listing AS l"
            " JOIN annotation AS a ON a.listing_id = l.id WHERE l.id = ?",
            num(listing));
    (void)db_next(&r, to(found), to(sectors));
    db_stop(&r);
    return codes_of(w->mem, t, found, sectors);
}

float codes_fit(const struct codes *a, const struct codes *b) {
    float chosen = a->chosen->count && b->chosen->count ? chosen_share : 0;
    float found = a->found->count && b->found->count ? found_share : 0;
    float both = chosen + found;
    if (both <= 0) {
        return 0;
    }
    return (chosen * thesaurus_fit(*a->chosen, *b->chosen) +
                   found * thesaurus_fit(*a->found, *b->found)) /
           both;
}

static str write(struct arena *mem, const struct thesaurus *t, const struct code_likes *codes) {
    struct buf out = {.mem = mem};
    for (size_t i = 0; i < codes->count; i++) {
        buf_add(&out, out.len ? STR(";") : (str){0});
        buf_add(&out, thesaurus_scheme(t, codes->at[i].code));
        buf_add(&out, STR(":"));
        buf_add(&out, thesaurus_code(t, codes->at[i].code));
        buf_add(&out, STR(" "));
        buf_num(&out, (int64_t)(codes->at[i].like * 100.0F + 0.5F));
    }
    return buf_str(&out);
}

/* What codes were read with: "0123456789abcdef:3"; empty where nothing is imported. */
static str read_by(struct arena *mem, const struct thesaurus *t, int64_t version) {
    char text[48];
    if (!t) {
        return (str){0};
    }
    int len =
            snprintf(text, sizeof(text), "%016" PRIx64 ":%" PRId64, thesaurus_version(t), version);
    return arena_copy(mem, (str){text, (size_t)len});
}

struct unread {
    int64_t listing, version;
    str title, body, lang, codes, by;
};

#define COLUMNS                                                               \
    "SELECT l.id, l.version, l.title, l.body, l.lang, COALESCE(a.codes, '')," \
    " COALESCE(a.codes_by, '') FROM listing AS l"                             \
    " LEFT JOIN annotation AS a ON a.listing_id = l.id"

static bool next(struct rows *r, struct unread *u) {
    return db_next(r, to(u->listing), to(u->version), to(u->title), to(u->body), to(u->lang),
            to(u->codes), to(u->by));
}

/* True if its codes are others now. */
static bool renew(struct work *w, const struct thesaurus *t, const struct unread *u) {
    str by = read_by(w->mem, t, u->version);
    enum tongue tongue = EN;
    str codes = {0};
    if (str_eq(by, u->by)) {
        return false;
    }
    if (t && tongue_of(u->lang, &tongue)) {
        struct code_likes found = thesaurus_read(t, w->mem, u->title, u->body, tongue);
        codes = write(w->mem, t, &found);
    }
    db_run(w,
            "INSERT INTO annotation (listing_id, lexicon, version, meaning, codes, codes_by)"
            " VALUES (?, '', 0, '', ?, ?)"
            " ON CONFLICT (listing_id) DO UPDATE SET codes = excluded.codes,"
            " codes_by = excluded.codes_by",
            num(u->listing), txt(codes), txt(by));
    return !str_eq(codes, u->codes);
}

int64_t codes_renew(struct work *w, const struct thesaurus *t, int64_t after) {
    struct unread *all = arena_new(w->mem, struct unread, CODES_AT_ONCE);
    size_t count = 0;
    db_begin_bulk(w);
    struct rows r =
            db_rows(w, COLUMNS " WHERE l.status = 'published' AND l.id > ? ORDER BY l.id LIMIT ?",
                    num(after), num(CODES_AT_ONCE));
    while (count < CODES_AT_ONCE && next(&r, &all[count])) {
        count++;
    }
    db_stop(&r);
    for (size_t i = 0; i < count; i++) {
        if (renew(w, t, &all[i])) {
            change_note(w, STR("listing"), all[i].listing);
        }
    }
    if (!db_end(w)) {
        return after; /* once more, another time */
    }
    return count == CODES_AT_ONCE ? all[count - 1].listing : INT64_MAX;
}

void codes_read(struct work *w, const struct thesaurus *t, const int64_t *listings, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct unread u = {0};
        struct rows r =
                db_rows(w, COLUMNS " WHERE l.status = 'published' AND l.id = ?", num(listings[i]));
        bool there = next(&r, &u);
        db_stop(&r);
        if (there) {
            (void)renew(w, t, &u);
        }
    }
}

/* Where two directions meet, and how much of the cosine lies there. */
struct part {
    uint32_t code;
    float part;
};

struct parts {
    struct part at[ONES_MOST];
    size_t count;
};

static int by_part(const void *left, const void *right) {
    const struct part *a = left;
    const struct part *b = right;
    if (a->part != b->part) {
        return a->part > b->part ? -1 : 1;
    }
    return (a->code > b->code) - (a->code < b->code);
}

static void meet(struct code_likes a, struct code_likes b, float share, struct parts *out) {
    out->count = 0;
    for (size_t i = 0, k = 0; i < a.count && k < b.count;) {
        uint32_t left = a.at[i].code;
        uint32_t right = b.at[k].code;
        bool clear = left == right && a.at[i].like >= least_like && b.at[k].like >= least_like;
        float part = clear ? share * a.at[i].like * b.at[k].like : 0;
        if (part >= least_part && out->count < ONES_MOST) {
            out->at[out->count++] = (struct part){left, part};
        }
        i += left <= right;
        k += right <= left;
    }
    qsort(out->at, out->count, sizeof(*out->at), by_part);
}

static bool lies_in(const struct thesaurus *t, uint32_t code, uint32_t wider) {
    for (int up = 0; up < LEVELS + 1; up++) {
        if (code == wider) {
            return true;
        }
        if (!thesaurus_broader(t, code, &code)) {
            return false;
        }
    }
    return false;
}

static bool has_narrower(const struct thesaurus *t, const struct parts *p, uint32_t code) {
    for (size_t i = 0; i < p->count; i++) {
        if (p->at[i].code != code && lies_in(t, p->at[i].code, code)) {
            return true;
        }
    }
    return false;
}

static str credit_of(struct arena *mem, const struct schemes *all, str key) {
    struct buf out = {.mem = mem};
    for (size_t i = 0; i < all->count; i++) {
        const struct scheme *s = &all->at[i];
        if (str_eq(s->key, key)) {
            buf_add(&out, s->title);
            buf_add(&out, s->attribution.len ? STR(", ") : (str){0});
            buf_add(&out, s->attribution);
            buf_add(&out, s->licence.len ? STR(", ") : (str){0});
            buf_add(&out, s->licence);
        }
    }
    return buf_str(&out);
}

static void add_found(
        struct work *w, const struct thesaurus *t, const struct parts *p, struct codes_shared *s) {
    struct schemes all = p->count ? scheme_list(w) : (struct schemes){0};
    for (size_t i = 0; i < p->count && s->count < CODES_SHARED_MOST; i++) {
        uint32_t code = p->at[i].code;
        str key = thesaurus_scheme(t, code);
        if (!has_narrower(t, p, code)) {
            s->at[s->count++] = (struct code_shared){.scheme = key,
                    .code = thesaurus_code(t, code),
                    .label = thesaurus_label(t, code, w->tongue),
                    .credit = credit_of(w->mem, &all, key),
                    .part = p->at[i].part};
        }
    }
}

/* 24420 is "24.42" again. */
static str sector_of_number(struct arena *mem, uint32_t number) {
    char text[DOTTED_MOST];
    unsigned below = number % 1000 / 10;
    int len = below == 0        ? snprintf(text, sizeof(text), "%02u", number / 1000)
              : below % 10 == 0 ? snprintf(text, sizeof(text), "%02u.%u", number / 1000, below / 10)
                                : snprintf(text, sizeof(text), "%02u.%02u", number / 1000, below);
    return arena_copy(mem, (str){text, (size_t)len});
}

static bool has_narrower_sector(const struct parts *p, uint32_t number) {
    uint32_t step = number % 1000 == 0 ? 1000 : number % 100 == 0 ? 100 : 1;
    for (size_t i = 0; i < p->count; i++) {
        if (p->at[i].code != number && p->at[i].code / step == number / step) {
            return true;
        }
    }
    return false;
}

static void add_chosen(struct work *w, const struct parts *p, struct codes_shared *s) {
    for (size_t i = 0; i < p->count && s->count < CODES_SHARED_MOST; i++) {
        if (!has_narrower_sector(p, p->at[i].code)) {
            str code = sector_of_number(w->mem, p->at[i].code);
            s->at[s->count++] = (struct code_shared){.scheme = STR("nace"),
                    .code = code,
                    .label = sector_name(w->tongue, code),
                    .part = p->at[i].part};
        }
    }
}

struct codes_shared codes_shared(
        struct work *w, const struct thesaurus *t, const struct codes *a, const struct codes *b) {
    struct codes_shared shared = {0};
    struct parts *parts = arena_new(w->mem, struct parts, 1);
    meet(*a->chosen, *b->chosen, chosen_share, parts);
    add_chosen(w, parts, &shared);
    if (t) {
        meet(*a->found, *b->found, found_share, parts);
        add_found(w, t, parts, &shared);
    }
    return shared;
}
