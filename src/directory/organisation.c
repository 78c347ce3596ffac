#include "directory/organisation.h"

#include "base/buf.h"
#include "db/change.h"
#include "db/db.h"
#include "directory/alike.h"

#include <stddef.h>

#define PLACE(name) offsetof(struct organisation, name)

static const struct column columns[] = {
        {"key", say_word("Short name in addresses"), PLACE(key), COLUMN_KEY, 0, 80, false},
        {"clusters", say_word("Clusters"), PLACE(clusters), COLUMN_ITEMS, 0, 400, false},
        {"kind", say_word("Kind"), PLACE(kind), COLUMN_LABEL, LABEL_KIND, 20, false},
        {"name", say_word("Name"), PLACE(name), COLUMN_LINE, 0, 200, true},
        {"language", say_word("Language of the texts"), PLACE(lang), COLUMN_LANGUAGE, 0, 2, true},
        {"country", say_word("Country"), PLACE(country), COLUMN_COUNTRY, 0, 2, true},
        {"region", say_word("Region"), PLACE(region), COLUMN_REGION, 0, 10, false},
        {"place", say_word("Place"), PLACE(place), COLUMN_LINE, 0, 120, false},
        {"postcode", say_word("Postcode"), PLACE(postcode), COLUMN_LINE, 0, 20, false},
        {"latitude", say_word("Latitude"), PLACE(latitude), COLUMN_DECIMAL, 0, 20, false},
        {"longitude", say_word("Longitude"), PLACE(longitude), COLUMN_DECIMAL, 0, 20, false},
        {"sectors", say_word("Sectors (NACE)"), PLACE(sectors), COLUMN_SECTORS, 0, 400, false},
        {"ecosystems", say_word("Industrial ecosystems"), PLACE(ecosystems), COLUMN_ECOSYSTEMS, 0,
                300, false},
        {"size", say_word("Staff"), PLACE(size), COLUMN_LABEL, LABEL_SIZE, 10, false},
        {"languages", say_word("Languages"), PLACE(languages), COLUMN_LANGUAGES, 0, 100, false},
        {"website", say_word("Website"), PLACE(website), COLUMN_WEB, 0, 300, false},
        {"certificates", say_word("Certificates"), PLACE(certificates), COLUMN_ITEMS, 0, 400,
                false},
        {"founded", say_word("Founded"), PLACE(founded), COLUMN_YEAR, 0, 4, false},
        {"visibility", say_word("Visible to"), PLACE(visibility), COLUMN_LABEL, LABEL_VISIBILITY,
                20, false},
        {"profile", say_word("Profile"), PLACE(profile), COLUMN_TEXT, 0, 8000, false},
};

const struct columns organisation_columns = {columns, sizeof(columns) / sizeof(columns[0])};

#define COLUMNS                                                                               \
    "o.id, o.version, o.created, o.updated, o.withdrawn, o.key, o.kind, o.name, o.lang,"      \
    " o.country, o.region, o.place, o.postcode, o.latitude, o.longitude, o.sectors,"          \
    " o.ecosystems, o.size, o.languages, o.website, o.certificates, o.founded, o.visibility," \
    " o.profile, o.remark"

/* What the actor may see; takes the actor so often. */
enum { ACTORS = 3 };
#define SEEN                                                                              \
    " FROM organisation AS o JOIN organisation_audience AS a ON a.organisation_id = o.id" \
    " WHERE (a.audience <= COALESCE((SELECT reach FROM reach WHERE account_id = ?), 0)"   \
    "        OR EXISTS (SELECT 1 FROM own_organisation AS own"                            \
    "                   WHERE own.account_id = ? AND own.organisation_id = o.id)"         \
    "        OR EXISTS (SELECT 1 FROM unveiled_to AS u"                                   \
    "                   WHERE u.account_id = ? AND u.organisation_id = o.id))"

static bool next(struct rows *r, struct organisation *o) {
    return db_next(r, to(o->id), to(o->version), to(o->created), to(o->updated), to(o->withdrawn),
            to(o->key), to(o->kind), to(o->name), to(o->lang), to(o->country), to(o->region),
            to(o->place), to(o->postcode), to(o->latitude), to(o->longitude), to(o->sectors),
            to(o->ecosystems), to(o->size), to(o->languages), to(o->website), to(o->certificates),
            to(o->founded), to(o->visibility), to(o->profile), to(o->remark));
}

static void list_clusters(struct work *w, struct organisation *o) {
    struct buf keys = {.mem = w->mem};
    str key = {0};
    struct rows r = db_rows(w,
            "SELECT c.key FROM membership AS m JOIN cluster AS c ON c.id = m.cluster_id"
            " WHERE m.organisation_id = ? ORDER BY c.key",
            num(o->id));
    while (db_next(&r, to(key))) {
        buf_add(&keys, keys.len ? STR(";") : (str){0});
        buf_add(&keys, key);
    }
    o->clusters = buf_str(&keys);
}

bool organisation_one(struct work *w, int64_t id, struct organisation *found) {
    struct rows r = db_rows(w, "SELECT " COLUMNS SEEN " AND o.id = ?", num(w->actor), num(w->actor),
            num(w->actor), num(id));
    bool there = next(&r, found);
    db_stop(&r);
    if (there) {
        list_clusters(w, found);
    }
    return there;
}

bool organisation_stored(struct work *w, int64_t id, struct organisation *found) {
    struct rows r = db_rows(w, "SELECT " COLUMNS " FROM organisation AS o WHERE o.id = ?", num(id));
    bool there = next(&r, found);
    db_stop(&r);
    if (there) {
        list_clusters(w, found);
    }
    return there;
}

static const struct organisation *with_id(const struct organisations *all, int64_t id) {
    for (size_t i = 0; i < all->count; i++) {
        if (all->at[i].id == id) {
            return &all->at[i];
        }
    }
    return NULL;
}

static struct organisations in_order(
        struct arena *mem, const struct organisations *all, const int64_t *ids, size_t count) {
    struct organisations ordered = {.at = arena_new(mem, struct organisation, ORGANISATION_PAGE)};
    for (size_t i = 0; i < count; i++) {
        const struct organisation *one = with_id(all, ids[i]);
        if (one) {
            ordered.at[ordered.count++] = *one;
        }
    }
    return ordered;
}

struct organisations organisation_page(struct work *w, const int64_t *ids, size_t count) {
    struct organisations found = {.at = arena_new(w->mem, struct organisation, ORGANISATION_PAGE)};
    struct arg values[ACTORS + ORGANISATION_PAGE] = {num(w->actor), num(w->actor), num(w->actor)};
    for (size_t i = 0; i < ORGANISATION_PAGE; i++) {
        values[ACTORS + i] = num(i < count ? ids[i] : 0);
    }
    struct organisation o = {0};
    struct rows r = db_rows_of(w,
            "SELECT " COLUMNS SEEN " AND o.id IN (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
            " ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ((struct args){values, ACTORS + ORGANISATION_PAGE}));
    while (found.count < ORGANISATION_PAGE && next(&r, &o)) {
        found.at[found.count++] = o;
    }
    db_stop(&r);
    return in_order(w->mem, &found, ids, count);
}

int64_t organisation_cluster(struct work *w, int64_t id, int64_t preferred) {
    return db_number(w,
            "SELECT m.cluster_id FROM membership AS m WHERE m.organisation_id = ?"
            " AND EXISTS (SELECT 1 FROM role AS r WHERE r.account_id = ?"
            "             AND (r.kind = 'admin' OR (r.kind = 'manager'"
            "                  AND r.cluster_id = m.cluster_id)))"
            " ORDER BY CASE WHEN m.cluster_id = ? THEN 0 ELSE 1 END, m.cluster_id LIMIT 1",
            num(id), num(w->actor), num(preferred));
}

int64_t organisation_by_key(struct work *w, str key) {
    return db_number(w, "SELECT id FROM organisation WHERE key = ?", txt(key));
}

static void insert(struct work *w, struct organisation *o) {
    o->id = db_number(w,
            "INSERT INTO organisation (key, kind, name, lang, country, region, place, postcode,"
            " latitude, longitude, sectors, ecosystems, size, languages, website, certificates,"
            " founded, visibility, profile, remark, alike, host, created, updated)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " RETURNING id",
            txt(o->key), txt(o->kind), txt(o->name), txt(o->lang), txt(o->country), txt(o->region),
            txt(o->place), txt(o->postcode), txt(o->latitude), txt(o->longitude), txt(o->sectors),
            txt(o->ecosystems), txt(o->size), txt(o->languages), txt(o->website),
            txt(o->certificates), txt(o->founded), txt(o->visibility), txt(o->profile),
            txt(o->remark), txt(alike_name(w->mem, o->name)), txt(alike_host(w->mem, o->website)),
            num(w->now), num(w->now));
}

static bool update(struct work *w, const struct organisation *o) {
    return db_number(w,
                   "UPDATE organisation SET key = ?, kind = ?, name = ?, lang = ?, country = ?,"
                   " region = ?, place = ?, postcode = ?, latitude = ?, longitude = ?,"
                   " sectors = ?, ecosystems = ?, size = ?, languages = ?, website = ?,"
                   " certificates = ?, founded = ?, visibility = ?, profile = ?, remark = ?,"
                   " alike = ?, host = ?, updated = ?, version = version + 1"
                   " WHERE id = ? AND version = ? RETURNING id",
                   txt(o->key), txt(o->kind), txt(o->name), txt(o->lang), txt(o->country),
                   txt(o->region), txt(o->place), txt(o->postcode), txt(o->latitude),
                   txt(o->longitude), txt(o->sectors), txt(o->ecosystems), txt(o->size),
                   txt(o->languages), txt(o->website), txt(o->certificates), txt(o->founded),
                   txt(o->visibility), txt(o->profile), txt(o->remark),
                   txt(alike_name(w->mem, o->name)), txt(alike_host(w->mem, o->website)),
                   num(w->now), num(o->id), num(o->version)) != 0;
}

/* Keys that nobody has are left out: whoever takes them in has checked them. */
static void save_clusters(struct work *w, const struct organisation *o) {
    db_later(w, "DELETE FROM membership WHERE organisation_id = ?", num(o->id));
    str rest = o->clusters;
    str key;
    while (str_cut(&rest, ';', &key)) {
        db_later(w,
                "INSERT INTO membership (organisation_id, cluster_id)"
                " SELECT o.id, c.id FROM organisation AS o JOIN cluster AS c ON c.key = ?"
                " WHERE o.id = ? ON CONFLICT DO NOTHING",
                txt(str_trim(key)), num(o->id));
    }
}

enum saved organisation_save(struct work *w, struct organisation *o) {
    if (o->key.len == 0) {
        o->key = key_new(w->mem);
    }
    bool fresh = o->id == 0;
    if (fresh) {
        insert(w, o);
    } else if (!update(w, o)) {
        return SAVED_OLD_VERSION;
    }
    save_clusters(w, o);
    change_note(w, STR("organisation"), o->id);
    return fresh ? SAVED_NEW : SAVED_CHANGED;
}

void organisation_withdraw(struct work *w, int64_t id, bool withdrawn) {
    db_run(w,
            "UPDATE organisation SET withdrawn = ?, updated = ?, version = version + 1"
            " WHERE id = ?",
            num(withdrawn), num(w->now), num(id));
    change_note(w, STR("organisation"), id);
}

void organisation_remove(struct work *w, int64_t id) {
    db_run(w, "DELETE FROM organisation WHERE id = ?", num(id));
    change_note(w, STR("organisation"), id);
}

struct organisations organisation_export(struct work *w, int64_t cluster, str after, size_t most) {
    struct organisations found = {.at = arena_new(w->mem, struct organisation, most)};
    struct organisation o = {0};
    struct rows r = db_rows(w,
            "SELECT " COLUMNS " FROM organisation AS o WHERE o.key > ?"
            " AND (? = 0 OR EXISTS (SELECT 1 FROM membership AS m"
            "                       WHERE m.organisation_id = o.id AND m.cluster_id = ?))"
            " ORDER BY o.key LIMIT ?",
            txt(after), num(cluster), num(cluster), num((int64_t)most));
    while (next(&r, &o)) {
        found.at[found.count++] = o;
    }
    for (size_t i = 0; i < found.count; i++) {
        list_clusters(w, &found.at[i]);
    }
    return found;
}
