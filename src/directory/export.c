#include "directory/export.h"

#include "db/db.h"

enum { BATCH = 500 };

/* The things after the last one; how many there were. */
static size_t next_clusters(
        struct work *w, int64_t cluster, union import_thing *last, struct buf *out) {
    struct clusters all = cluster_list(w);
    size_t count = 0;
    for (size_t i = 0; i < all.count && count < BATCH; i++) {
        bool after = str_order(all.at[i].key, last->cluster.key) > 0;
        if (after && (cluster == 0 || cluster == all.at[i].id)) {
            last->cluster = all.at[i];
            import_thing_line(out, IMPORT_CLUSTERS, last, true);
            count++;
        }
    }
    return count;
}

static size_t next_organisations(
        struct work *w, int64_t cluster, union import_thing *last, struct buf *out) {
    struct organisations all =
            organisation_export(w, cluster, last->member.organisation.key, BATCH);
    for (size_t i = 0; i < all.count; i++) {
        last->member.organisation = all.at[i];
        last->member.withdrawn = str_of(all.at[i].withdrawn ? "yes" : "");
        import_thing_line(out, IMPORT_ORGANISATIONS, last, true);
    }
    return all.count;
}

static size_t next_persons(
        struct work *w, int64_t cluster, union import_thing *last, struct buf *out) {
    struct people all = person_export(w, cluster, last->person.key, BATCH);
    for (size_t i = 0; i < all.count; i++) {
        last->person = all.at[i];
        import_thing_line(out, IMPORT_PERSONS, last, true);
    }
    return all.count;
}

static size_t next_listings(
        struct work *w, int64_t cluster, union import_thing *last, struct buf *out) {
    struct listings all = listing_export(w, cluster, last->listing.key, BATCH);
    for (size_t i = 0; i < all.count; i++) {
        last->listing = all.at[i];
        import_thing_line(out, IMPORT_LISTINGS, last, true);
    }
    return all.count;
}

static size_t next_translations(
        struct work *w, int64_t cluster, union import_thing *last, struct buf *out) {
    struct translations all = translation_export(w, cluster, &last->translation, BATCH);
    for (size_t i = 0; i < all.count; i++) {
        last->translation = all.at[i];
        import_thing_line(out, IMPORT_TRANSLATIONS, last, true);
    }
    return all.count;
}

/* What the next batch is found by must not go with the memory of this one. */
struct place {
    char key[256];
    char object[32];
    char field[32];
    char lang[16];
};

static void keep(char *into, size_t room, str from) {
    size_t len = from.len < room - 1 ? from.len : room - 1;
    for (size_t i = 0; i < len; i++) {
        into[i] = from.at[i];
    }
    into[len] = 0;
}

static void keep_place(enum import_kind kind, union import_thing *last, struct place *p) {
    const struct translation *t = &last->translation;
    keep(p->key, sizeof(p->key),
            kind == IMPORT_TRANSLATIONS ? t->object_key : column_get(import_column(kind, 0), last));
    if (kind == IMPORT_TRANSLATIONS) {
        keep(p->object, sizeof(p->object), t->object);
        keep(p->field, sizeof(p->field), t->field);
        keep(p->lang, sizeof(p->lang), t->lang);
    }
    *last = (union import_thing){0};
    if (kind == IMPORT_TRANSLATIONS) {
        last->translation.object = str_of(p->object);
        last->translation.object_key = str_of(p->key);
        last->translation.field = str_of(p->field);
        last->translation.lang = str_of(p->lang);
    } else {
        size_t at = import_column(kind, 0)->place; /* the key stands first */
        *(str *)(void *)((char *)last + at) = str_of(p->key);
    }
}

bool export_table(
        struct work *w, enum import_kind kind, int64_t cluster, export_take take, void *whom) {
    static size_t (*const nexts[IMPORT_KINDS])(
            struct work *, int64_t, union import_thing *, struct buf *) = {
            next_clusters, next_organisations, next_persons, next_listings, next_translations};
    union import_thing last = {0};
    struct place place = {0};
    struct buf header = {.mem = w->mem};
    import_header_line(&header, kind);
    bool more = take(whom, buf_str(&header));
    struct arena_mark clean = arena_mark(w->mem);
    size_t count = BATCH;
    while (more && work_ok(w) && count == BATCH) {
        struct buf out = {.mem = w->mem};
        count = nexts[kind](w, cluster, &last, &out);
        more = out.len == 0 || take(whom, buf_str(&out));
        keep_place(kind, &last, &place);
        if (work_ok(w)) {
            arena_rewind(w->mem, clean);
        }
    }
    return more && work_ok(w);
}
