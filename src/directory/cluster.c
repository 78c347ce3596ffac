#include "directory/cluster.h"

#include "db/change.h"
#include "db/db.h"

#include <stddef.h>

#define PLACE(name) offsetof(struct cluster, name)

static const struct column columns[] = {
        {"key", say_word("Short name in addresses"), PLACE(key), COLUMN_KEY, 0, 80, false},
        {"name", say_word("Name"), PLACE(name), COLUMN_LINE, 0, 200, true},
        {"language", say_word("Language of the texts"), PLACE(lang), COLUMN_LANGUAGE, 0, 2, true},
        {"country", say_word("Country"), PLACE(country), COLUMN_COUNTRY, 0, 2, true},
        {"countries", say_word("Further countries"), PLACE(countries), COLUMN_COUNTRIES, 0, 200,
                false},
        {"region", say_word("Region"), PLACE(region), COLUMN_REGION, 0, 10, false},
        {"place", say_word("Place"), PLACE(place), COLUMN_LINE, 0, 120, false},
        {"latitude", say_word("Latitude"), PLACE(latitude), COLUMN_DECIMAL, 0, 20, false},
        {"longitude", say_word("Longitude"), PLACE(longitude), COLUMN_DECIMAL, 0, 20, false},
        {"sectors", say_word("Sectors (NACE)"), PLACE(sectors), COLUMN_SECTORS, 0, 400, false},
        {"ecosystems", say_word("Industrial ecosystems"), PLACE(ecosystems), COLUMN_ECOSYSTEMS, 0,
                300, false},
        {"languages", say_word("Working languages"), PLACE(languages), COLUMN_LANGUAGES, 0, 100,
                false},
        {"website", say_word("Website"), PLACE(website), COLUMN_WEB, 0, 300, false},
        {"website_en", say_word("Website in English"), PLACE(website_en), COLUMN_WEB, 0, 300,
                false},
        {"staff", say_word("Staff (full-time posts)"), PLACE(staff), COLUMN_DECIMAL, 0, 10, false},
        {"founded", say_word("Founded"), PLACE(founded), COLUMN_YEAR, 0, 4, false},
        {"label", say_word("Cluster label"), PLACE(label), COLUMN_LABEL, LABEL_MEDAL, 10, false},
        {"profile", say_word("Profile"), PLACE(profile), COLUMN_TEXT, 0, 8000, false},
};

const struct columns cluster_columns = {columns, sizeof(columns) / sizeof(columns[0])};

#define COLUMNS                                                                          \
    "id, version, created, updated, key, name, lang, country, countries, region, place," \
    " latitude, longitude, sectors, ecosystems, languages, website, website_en, staff,"  \
    " founded, label, profile"

static bool next(struct rows *r, struct cluster *c) {
    return db_next(r, to(c->id), to(c->version), to(c->created), to(c->updated), to(c->key),
            to(c->name), to(c->lang), to(c->country), to(c->countries), to(c->region), to(c->place),
            to(c->latitude), to(c->longitude), to(c->sectors), to(c->ecosystems), to(c->languages),
            to(c->website), to(c->website_en), to(c->staff), to(c->founded), to(c->label),
            to(c->profile));
}

bool cluster_one(struct work *w, int64_t id, struct cluster *found) {
    struct rows r = db_rows(w, "SELECT " COLUMNS " FROM cluster WHERE id = ?", num(id));
    bool there = next(&r, found);
    db_stop(&r);
    return there;
}

int64_t cluster_by_key(struct work *w, str key) {
    return db_number(w, "SELECT id FROM cluster WHERE key = ?", txt(key));
}

struct clusters cluster_list(struct work *w) {
    size_t most = (size_t)db_number(w, "SELECT COUNT(*) FROM cluster");
    most = most < CLUSTERS_MOST ? most : CLUSTERS_MOST;
    struct clusters found = {.at = arena_new(w->mem, struct cluster, most)};
    struct cluster c = {0};
    struct rows r =
            db_rows(w, "SELECT " COLUMNS " FROM cluster ORDER BY key LIMIT ?", num((int64_t)most));
    while (next(&r, &c)) {
        found.at[found.count++] = c;
    }
    return found;
}

static void insert(struct work *w, struct cluster *c) {
    c->id = db_number(w,
            "INSERT INTO cluster (key, name, lang, country, countries, region, place, latitude,"
            " longitude, sectors, ecosystems, languages, website, website_en, staff, founded,"
            " label, profile, created, updated)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
            txt(c->key), txt(c->name), txt(c->lang), txt(c->country), txt(c->countries),
            txt(c->region), txt(c->place), txt(c->latitude), txt(c->longitude), txt(c->sectors),
            txt(c->ecosystems), txt(c->languages), txt(c->website), txt(c->website_en),
            txt(c->staff), txt(c->founded), txt(c->label), txt(c->profile), num(w->now),
            num(w->now));
}

static bool update(struct work *w, const struct cluster *c) {
    return db_number(w,
                   "UPDATE cluster SET key = ?, name = ?, lang = ?, country = ?, countries = ?,"
                   " region = ?, place = ?, latitude = ?, longitude = ?, sectors = ?,"
                   " ecosystems = ?, languages = ?, website = ?, website_en = ?, staff = ?,"
                   " founded = ?, label = ?, profile = ?, updated = ?, version = version + 1"
                   " WHERE id = ? AND version = ? RETURNING id",
                   txt(c->key), txt(c->name), txt(c->lang), txt(c->country), txt(c->countries),
                   txt(c->region), txt(c->place), txt(c->latitude), txt(c->longitude),
                   txt(c->sectors), txt(c->ecosystems), txt(c->languages), txt(c->website),
                   txt(c->website_en), txt(c->staff), txt(c->founded), txt(c->label),
                   txt(c->profile), num(w->now), num(c->id), num(c->version)) != 0;
}

enum saved cluster_save(struct work *w, struct cluster *c) {
    if (c->key.len == 0) {
        c->key = key_new(w->mem);
    }
    bool fresh = c->id == 0;
    if (fresh) {
        insert(w, c);
    } else if (!update(w, c)) {
        return SAVED_OLD_VERSION;
    }
    change_note(w, STR("cluster"), c->id);
    return fresh ? SAVED_NEW : SAVED_CHANGED;
}

void cluster_remove(struct work *w, int64_t id) {
    db_run(w, "DELETE FROM cluster WHERE id = ?", num(id));
    change_note(w, STR("cluster"), id);
}
