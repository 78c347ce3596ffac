#include "directory/roster.h"

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

struct organisation_row {
    int64_t id, updated, withdrawn, audience;
    str name, lang, kind, country, region, size, sectors, ecosystems, languages;
};

static bool next_organisation(struct rows *rows, struct organisation_row *o) {
    return db_next(rows, to(o->id), to(o->updated), to(o->withdrawn), to(o->audience), to(o->name),
            to(o->lang), to(o->kind), to(o->country), to(o->region), to(o->size), to(o->sectors),
            to(o->ecosystems), to(o->languages));
}

#define ORGANISATION_COLUMNS                                                                                \
    "SELECT o.id, o.updated, o.withdrawn, a.audience, o.name, o.lang, o.kind, o.country, o.region, o.size," \
    " o.sectors, o.ecosystems, o.languages"                                                                 \
    " FROM organisation AS o JOIN organisation_audience AS a ON a.organisation_id = o.id"

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
        struct roster *r, struct arena *mem, const struct organisation_row *row) {
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

struct listing_row {
    int64_t id, organisation, updated, audience;
    str side, kind, title, lang, status, sectors, customers, valid_until;
};

static bool next_listing(struct rows *rows, struct listing_row *l) {
    return db_next(rows, to(l->id), to(l->organisation), to(l->updated), to(l->audience),
            to(l->side), to(l->kind), to(l->title), to(l->lang), to(l->status), to(l->sectors),
            to(l->customers), to(l->valid_until));
}

#define LISTING_COLUMNS                                                                       \
    "SELECT l.id, l.organisation_id, l.updated, a.audience, l.side, l.kind, l.title, l.lang," \
    " l.status, l.sectors, l.customer_sectors, l.valid_until"                                 \
    " FROM listing AS l JOIN listing_audience AS a ON a.listing_id = l.id"

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

static void put_listing(struct roster *r, struct arena *mem, const struct listing_row *row) {
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

static void load_organisations(struct work *w, struct roster *r) {
    struct organisation_row row = {0};
    struct rows rows = db_rows(w, ORGANISATION_COLUMNS " ORDER BY o.id");
    struct arena_mark clean = arena_mark(w->mem);
    while (next_organisation(&rows, &row)) {
        put_organisation(r, w->mem, &row);
        arena_rewind(w->mem, clean);
    }
}

static void load_memberships(struct work *w, struct roster *r) {
    int64_t organisation = 0;
    int64_t cluster = 0;
    struct rows rows = db_rows(w, "SELECT organisation_id, cluster_id FROM membership"
                                  " ORDER BY organisation_id, cluster_id");
    while (db_next(&rows, to(organisation), to(cluster))) {
        uint32_t at = roster_organisation_at(r, organisation);
        if (at != ROSTER_NONE) {
            put_membership(r, &r->organisations[at], cluster);
        }
    }
}

static void load_listings(struct work *w, struct roster *r) {
    struct listing_row row = {0};
    struct rows rows = db_rows(w, LISTING_COLUMNS " ORDER BY l.id");
    struct arena_mark clean = arena_mark(w->mem);
    while (next_listing(&rows, &row)) {
        put_listing(r, w->mem, &row);
        arena_rewind(w->mem, clean);
    }
}

void roster_load(struct work *w, struct roster *r) {
    load_organisations(w, r);
    load_memberships(w, r);
    load_listings(w, r);
    roster_sort(r);
}

static void follow_memberships(struct work *w, struct roster *r, struct roster_organisation *o) {
    int64_t cluster = 0;
    o->cluster_count = 0;
    struct rows rows = db_rows(w,
            "SELECT cluster_id FROM membership WHERE organisation_id = ? ORDER BY cluster_id",
            num(o->id));
    while (db_next(&rows, to(cluster))) {
        put_membership(r, o, cluster);
    }
}

void roster_follow_organisation(struct work *w, struct roster *r, int64_t id) {
    struct organisation_row row = {0};
    struct rows rows = db_rows(w, ORGANISATION_COLUMNS " WHERE o.id = ?", num(id));
    bool there = next_organisation(&rows, &row);
    db_stop(&rows);
    if (!there) {
        uint32_t at = roster_organisation_at(r, id);
        if (at != ROSTER_NONE) {
            r->organisations[at].gone = true;
        }
        return;
    }
    put_organisation(r, w->mem, &row);
    follow_memberships(w, r, &r->organisations[roster_organisation_at(r, id)]);

    struct listing_row listing = {0};
    rows = db_rows(w, LISTING_COLUMNS " WHERE l.organisation_id = ?", num(id));
    while (next_listing(&rows, &listing)) {
        put_listing(r, w->mem, &listing);
    }
}

void roster_follow_listing(struct work *w, struct roster *r, int64_t id) {
    struct listing_row row = {0};
    struct rows rows = db_rows(w, LISTING_COLUMNS " WHERE l.id = ?", num(id));
    bool there = next_listing(&rows, &row);
    db_stop(&rows);
    if (there) {
        put_listing(r, w->mem, &row);
    } else if (roster_listing_at(r, id) != ROSTER_NONE) {
        r->listings[roster_listing_at(r, id)].gone = true;
        r->faces[roster_listing_at(r, id)].audience = ROSTER_NOBODY;
    }
}
