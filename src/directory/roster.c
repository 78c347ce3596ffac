#include "directory/roster.h"

#include "base/beside.h"
#include "db/db.h"
#include "directory/places.h"
#include "directory/roster_sort.h"
#include "lang/ecosystem.h"
#include "lang/fold.h"

#include <string.h>

struct roster *roster_open(str *fault) {
    struct arena mem = {0};
    struct roster *r = arena_new(&mem, struct roster, 1);
    if (!collate_open(&r->collators)) {
        *fault = STR("the rules for sorting names are missing: is ICU installed whole?");
        arena_free(&mem);
        return NULL;
    }
    r->mem = mem;
    r->by_organisation = places_new(&r->mem);
    r->by_listing = places_new(&r->mem);
    return r;
}

void roster_close(struct roster *r) {
    if (r) {
        collate_close(&r->collators);
        struct arena mem = r->mem; /* it holds the roster itself */
        arena_free(&mem);
    }
}

uint64_t roster_code(str code) {
    uint64_t packed = 0;
    for (size_t i = 0; i < code.len && i < 8; i++) {
        packed = packed << 8 | (unsigned char)code.at[i];
    }
    return packed;
}

uint64_t roster_grams(str folded) {
    uint64_t grams = 0;
    for (size_t i = 0; i + 1 < folded.len; i++) {
        uint32_t pair =
                (uint32_t)(unsigned char)folded.at[i] << 8 | (unsigned char)folded.at[i + 1];
        grams |= (uint64_t)1 << (pair * 2654435761u >> 26);
    }
    return grams;
}

uint32_t roster_organisation_at(const struct roster *r, int64_t id) {
    return places_find(r->by_organisation, id);
}

uint32_t roster_listing_at(const struct roster *r, int64_t id) {
    return places_find(r->by_listing, id);
}

bool roster_member(const struct roster *r, const struct roster_organisation *o, int64_t cluster) {
    for (size_t i = 0; i < o->cluster_count; i++) {
        if (r->memberships[o->clusters + i] == cluster) {
            return true;
        }
    }
    return false;
}

static void mark_divisions(str sectors, uint64_t divisions[2]) {
    str code;
    divisions[0] = 0;
    divisions[1] = 0;
    while (str_cut(&sectors, ';', &code)) {
        int64_t division = 0;
        if (code.len >= 2 && str_num((str){code.at, 2}, &division) && division > 0) {
            divisions[division >> 6] |= (uint64_t)1 << (division & 63);
        }
    }
}

static uint8_t tongues_of(str list, str lang) {
    uint8_t bits = 0;
    for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
        if (str_eq(lang, tongue_code(t)) || str_lists(list, tongue_code(t))) {
            bits |= (uint8_t)(1u << t);
        }
    }
    return bits;
}

static uint16_t ecosystems_of(str list) {
    uint16_t bits = 0;
    for (size_t i = 0; i < ECOSYSTEMS; i++) {
        if (str_lists(list, str_of(ecosystem_at(i)->code))) {
            bits |= (uint16_t)(1u << i);
        }
    }
    return bits;
}

static int32_t day_number(str iso) {
    int64_t year = 0;
    int64_t month = 0;
    int64_t day = 0;
    if (iso.len != 10 || !str_num((str){iso.at, 4}, &year) ||
            !str_num((str){iso.at + 5, 2}, &month) || !str_num((str){iso.at + 8, 2}, &day)) {
        return 0;
    }
    return (int32_t)(year * 10000 + month * 100 + day);
}

static struct roster_organisation *place_organisation(struct roster *r, int64_t id) {
    uint32_t at = roster_organisation_at(r, id);
    if (at == ROSTER_NONE) {
        arena_room(&r->mem, struct roster_organisation, r->organisations, r->organisation_count,
                r->organisation_room);
        arena_room(&r->mem, struct roster_name, r->organisation_names, r->organisation_count,
                r->organisation_names_room);
        at = (uint32_t)r->organisation_count++;
        r->organisations[at] = (struct roster_organisation){.id = id};
        r->by_organisation = places_put(&r->mem, r->by_organisation, id, at);
    }
    return &r->organisations[at];
}

static void note_place(struct roster *r, const struct roster_organisation *o) {
    for (size_t i = 0; i < r->place_count; i++) {
        struct roster_place *p = &r->places[i];
        if (p->country == o->country && p->region == o->region && p->audience == o->audience) {
            return;
        }
    }
    arena_room(&r->mem, struct roster_place, r->places, r->place_count, r->place_room);
    r->places[r->place_count++] = (struct roster_place){o->country, o->region, o->audience};
}

static void put_organisation(
        struct roster *r, struct arena *mem, const struct news_organisation *row) {
    struct roster_organisation *o = place_organisation(r, row->id);
    struct roster_name *n = &r->organisation_names[o - r->organisations];
    if (!str_eq(n->written, row->name)) {
        n->written = arena_copy(&r->mem, row->name);
        n->folded = arena_copy(&r->mem, fold_search(mem, row->name));
        n->grams = roster_grams(n->folded);
    }
    n->updated = row->updated;
    o->country = (uint16_t)roster_code(row->country);
    o->region = roster_code(row->region);
    o->kind = roster_code(row->kind);
    o->size = roster_code(row->size);
    mark_divisions(row->sectors, o->divisions);
    o->ecosystems = ecosystems_of(row->ecosystems);
    o->tongues = tongues_of(row->languages, row->lang);
    o->audience = (uint8_t)row->audience;
    o->withdrawn = row->withdrawn != 0;
    o->gone = false;
    note_place(r, o);
}

static void append_membership(struct roster *r, uint32_t cluster) {
    arena_room(&r->mem, uint32_t, r->memberships, r->membership_count, r->membership_room);
    r->memberships[r->membership_count++] = cluster;
}

static void put_membership(struct roster *r, struct roster_organisation *o, int64_t cluster) {
    if (o->clusters + o->cluster_count != r->membership_count) {
        uint32_t moved = (uint32_t)r->membership_count; /* the list grows at the end only */
        for (size_t i = 0; i < o->cluster_count; i++) {
            append_membership(r, r->memberships[o->clusters + i]);
        }
        o->clusters = moved;
    }
    append_membership(r, (uint32_t)cluster);
    o->cluster_count++;
}

static struct roster_listing *place_listing(struct roster *r, int64_t id) {
    uint32_t at = roster_listing_at(r, id);
    if (at == ROSTER_NONE) {
        arena_room(&r->mem, struct roster_listing, r->listings, r->listing_count, r->listing_room);
        arena_room(&r->mem, struct roster_name, r->listing_names, r->listing_count,
                r->listing_names_room);
        arena_room(&r->mem, struct roster_face, r->faces, r->listing_count, r->faces_room);
        at = (uint32_t)r->listing_count++;
        r->listings[at] = (struct roster_listing){.id = id};
        r->by_listing = places_put(&r->mem, r->by_listing, id, at);
    }
    return &r->listings[at];
}

static void put_listing(struct roster *r, struct arena *mem, const struct news_listing *row) {
    struct roster_listing *l = place_listing(r, row->id);
    struct roster_name *n = &r->listing_names[l - r->listings];
    str folded = fold_search(mem, row->title);
    if (!str_eq(n->folded, folded)) {
        n->folded = arena_copy(&r->mem, folded);
        n->grams = roster_grams(folded);
    }
    n->updated = row->updated;
    l->organisation = roster_organisation_at(r, row->organisation);
    l->kind = roster_code(row->kind);
    mark_divisions(row->sectors, l->divisions);
    mark_divisions(row->customers, l->customers);
    l->valid_until = day_number(row->valid_until);
    enum tongue t = EN;
    (void)tongue_of(row->lang, &t);
    l->tongue = (uint8_t)t;
    l->audience = (uint8_t)row->audience;
    l->offer = str_eq(row->side, STR("offer"));
    l->published = str_eq(row->status, STR("published"));
    l->gone = l->organisation == ROSTER_NONE;
    if (l->gone) {
        r->faces[l - r->listings] = (struct roster_face){.audience = ROSTER_NOBODY};
        return;
    }
    const struct roster_organisation *o = &r->organisations[l->organisation];
    r->faces[l - r->listings] =
            (struct roster_face){.grams = n->grams | r->organisation_names[l->organisation].grams,
                    .cluster = o->cluster_count == 0   ? 0
                               : o->cluster_count == 1 ? r->memberships[o->clusters]
                                                       : ROSTER_SEVERAL,
                    .valid_until = l->valid_until,
                    .audience = l->audience,
                    .tongue = l->tongue,
                    .offer = l->offer,
                    .published = l->published};
}

static void put_memberships(struct roster *r, const struct news_organisation *n) {
    struct roster_organisation *o = &r->organisations[roster_organisation_at(r, n->id)];
    o->cluster_count = 0;
    for (size_t i = 0; i < n->cluster_count; i++) {
        put_membership(r, o, n->clusters[i]);
    }
}

/* Whoever is new takes a place behind the others, so a place that grew the list is a new one. */
static void put_organisation_news(
        struct roster *r, struct arena *mem, const struct news_organisation *n, bool sort) {
    uint32_t place = roster_organisation_at(r, n->id);
    bool fresh = place == ROSTER_NONE;
    if (!n->there) {
        if (!fresh) {
            r->organisations[place].gone = true;
        }
        return;
    }
    put_organisation(r, mem, n);
    put_memberships(r, n);
    if (sort) {
        roster_sort_organisation(r, roster_organisation_at(r, n->id), fresh);
    }
}

static void put_listing_news(
        struct roster *r, struct arena *mem, const struct news_listing *n, bool sort) {
    uint32_t place = roster_listing_at(r, n->id);
    bool fresh = place == ROSTER_NONE;
    if (!n->there) {
        if (!fresh) {
            r->listings[place].gone = true;
            r->faces[place].audience = ROSTER_NOBODY;
        }
        return;
    }
    put_listing(r, mem, n);
    if (sort) {
        roster_sort_listing(r, roster_listing_at(r, n->id), fresh);
    }
}

void roster_put(struct roster *r, struct arena *scratch, const struct news *news, bool sort) {
    struct arena_mark clean = arena_mark(scratch);
    for (size_t i = 0; i < news->organisation_count; i++) {
        put_organisation_news(r, scratch, &news->organisations[i], sort);
        arena_rewind(scratch, clean);
    }
    for (size_t i = 0; i < news->listing_count; i++) {
        put_listing_news(r, scratch, &news->listings[i], sort);
        arena_rewind(scratch, clean);
    }
}

/* Lists that double as they grow leave their old places behind; so they begin as long as they will be. */
static void make_room(struct roster *r, size_t organisations, size_t listings) {
    r->organisation_room = r->organisation_names_room = organisations;
    r->organisations = arena_new(&r->mem, struct roster_organisation, organisations);
    r->organisation_names = arena_new(&r->mem, struct roster_name, organisations);
    r->listing_room = r->listing_names_room = r->faces_room = listings;
    r->listings = arena_new(&r->mem, struct roster_listing, listings);
    r->listing_names = arena_new(&r->mem, struct roster_name, listings);
    r->faces = arena_new(&r->mem, struct roster_face, listings);
}

static size_t room_for(int64_t count) {
    enum { LEAST = 64, SPARE = 8 };
    return (size_t)(count + count / SPARE) + LEAST;
}

struct putting {
    struct roster *roster;
    const struct news *news;
    struct arena scratch;
};

static void put(void *one) {
    struct putting *p = one;
    roster_put(p->roster, &p->scratch, p->news, false);
    arena_rewind(&p->scratch, (struct arena_mark){0});
}

void roster_load(struct work *w, struct roster *r, struct roster *twin) {
    struct arena_mark clean = arena_mark(w->mem);
    struct news news = {0};
    struct putting one = {.roster = r, .news = &news};
    struct putting other = {.roster = twin, .news = &news};
    size_t organisations = room_for(db_number(w, "SELECT COUNT(*) FROM organisation"));
    size_t listings = room_for(db_number(w, "SELECT COUNT(*) FROM listing"));
    if (!r->organisation_count) {
        make_room(r, organisations, listings);
        make_room(twin, organisations, listings);
    }
    for (int64_t at = 0; (at = news_organisations(w, at, &news));) {
        beside(put, &one, put, &other);
        arena_rewind(w->mem, clean);
    }
    for (int64_t at = 0; (at = news_listings(w, at, &news));) {
        beside(put, &one, put, &other);
        arena_rewind(w->mem, clean);
    }
    roster_sort(r, NULL);
    roster_sort(twin, r);
    arena_free(&one.scratch);
    arena_free(&other.scratch);
}
