#include "db/db.h"
#include "directory/import_row.h"
#include "directory/listing_act.h"

static bool load_translation(struct work *w, struct translation *t) {
    struct rows r = db_rows(w,
            "SELECT body, made_by, updated FROM translation"
            " WHERE object = ? AND object_id = ? AND field = ? AND lang = ?",
            txt(t->object), num(t->object_id), txt(t->field), txt(t->lang));
    bool there = db_next(&r, to(t->body), to(t->made_by), to(t->updated));
    db_stop(&r);
    return there;
}

/* A translation is named by what `found` holds already: object, its id, field and language. */
bool import_thing_load(
        struct work *w, enum import_kind kind, int64_t id, union import_thing *found) {
    switch (kind) {
    case IMPORT_CLUSTERS: return cluster_one(w, id, &found->cluster);
    case IMPORT_ORGANISATIONS: {
        bool there = organisation_stored(w, id, &found->member.organisation);
        found->member.withdrawn = str_of(found->member.organisation.withdrawn ? "yes" : "");
        return there;
    }
    case IMPORT_PERSONS: return person_stored(w, id, &found->person);
    case IMPORT_LISTINGS: return listing_stored(w, id, &found->listing);
    case IMPORT_TRANSLATIONS: return load_translation(w, &found->translation);
    case IMPORT_KINDS: break;
    }
    return false;
}

static bool save_member(struct work *w, struct import_member *m) {
    bool withdrawn = str_eq(m->withdrawn, STR("yes"));
    if (organisation_save(w, &m->organisation) == SAVED_OLD_VERSION) {
        return false;
    }
    if (withdrawn != (m->organisation.withdrawn != 0)) {
        organisation_withdraw(w, m->organisation.id, withdrawn);
    }
    return true;
}

static bool save_listing(struct work *w, struct listing *l) {
    if (l->id) {
        listing_imported(w, l);
    }
    return listing_save(w, l) != SAVED_OLD_VERSION;
}

bool import_thing_save(struct work *w, enum import_kind kind, union import_thing *thing) {
    switch (kind) {
    case IMPORT_CLUSTERS: return cluster_save(w, &thing->cluster) != SAVED_OLD_VERSION;
    case IMPORT_ORGANISATIONS: return save_member(w, &thing->member);
    case IMPORT_PERSONS: return person_save(w, &thing->person) != SAVED_OLD_VERSION;
    case IMPORT_LISTINGS: return save_listing(w, &thing->listing);
    case IMPORT_TRANSLATIONS: translation_save(w, &thing->translation); return true;
    case IMPORT_KINDS: break;
    }
    return false;
}

int64_t import_thing_id(enum import_kind kind, const union import_thing *thing) {
    switch (kind) {
    case IMPORT_CLUSTERS: return thing->cluster.id;
    case IMPORT_ORGANISATIONS: return thing->member.organisation.id;
    case IMPORT_PERSONS: return thing->person.id;
    case IMPORT_LISTINGS: return thing->listing.id;
    case IMPORT_TRANSLATIONS: return thing->translation.object_id;
    case IMPORT_KINDS: break;
    }
    return 0;
}

/* Of all its columns, but not of a need's status and last confirmation, which the calendar and its
 * owner's click change. */
int64_t import_thing_mark(struct arena *mem, enum import_kind kind, const union import_thing *t) {
    union import_thing still = *t;
    struct buf line = {.mem = mem};
    if (kind == IMPORT_LISTINGS) {
        still.listing.status = (str){0};
        still.listing.confirmed = (str){0};
    }
    import_thing_line(&line, kind, &still, false);
    uint64_t hash = 0xCBF29CE484222325u;
    for (size_t i = 0; i < line.len; i++) {
        hash = (hash ^ (unsigned char)line.at[i]) * 0x100000001B3u;
    }
    return (int64_t)(hash >> 1);
}
