#include "directory/custom.h"

#include "db/db.h"
#include "lang/codes.h"

#include <stddef.h>

#define PLACE(name) offsetof(struct custom, name)

static const struct column columns[] = {
        {"note", say_word("What to know"), PLACE(body), COLUMN_TEXT, 0, 2000, false},
        {"language", say_word("Language of the note"), PLACE(lang), COLUMN_LANGUAGE, 0, 2, true},
};

const struct columns custom_columns = {columns, sizeof(columns) / sizeof(columns[0])};

static bool next(struct rows *r, struct custom *c) {
    return db_next(r, to(c->id), to(c->version), to(c->updated), to(c->cluster), to(c->country),
            to(c->body), to(c->lang));
}

bool custom_one(struct work *w, int64_t cluster, str country, struct custom *found) {
    struct rows r = db_rows(w,
            "SELECT id, version, updated, cluster_id, country, body, lang FROM custom"
            " WHERE cluster_id = ? AND country = ?",
            num(cluster), txt(country));
    bool there = next(&r, found);
    db_stop(&r);
    return there;
}

/* As the reader sorts the countries. */
static struct customs sorted(struct work *w, const struct customs *all) {
    struct customs found = {.at = arena_new(w->mem, struct custom, all->count + 1)};
    struct code_names countries = country_list(w);
    for (size_t i = 0; i < countries.count; i++) {
        for (size_t k = 0; k < all->count; k++) {
            if (str_eq(all->at[k].country, countries.at[i].code)) {
                found.at[found.count++] = all->at[k];
            }
        }
    }
    return found;
}

struct customs custom_list(struct work *w, int64_t cluster) {
    struct customs found = {.at = arena_new(w->mem, struct custom, CUSTOMS_MOST)};
    struct custom c = {0};
    struct rows r = db_rows(w,
            "SELECT id, version, updated, cluster_id, country, body, lang FROM custom"
            " WHERE cluster_id = ? ORDER BY country LIMIT ?",
            num(cluster), num(CUSTOMS_MOST));
    while (next(&r, &c)) {
        found.at[found.count++] = c;
    }
    return sorted(w, &found);
}

static enum saved add(struct work *w, struct custom *c) {
    c->id = db_number(w,
            "INSERT INTO custom (cluster_id, country, body, lang, account_id, created, updated)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (cluster_id, country) DO NOTHING"
            " RETURNING id",
            num(c->cluster), txt(c->country), txt(c->body), txt(c->lang), num(w->actor),
            num(w->now), num(w->now));
    return c->id ? SAVED_NEW : SAVED_OLD_VERSION;
}

enum saved custom_save(struct work *w, struct custom *c) {
    if (c->id == 0) {
        return c->body.len ? add(w, c) : SAVED_CHANGED;
    }
    int64_t stored =
            c->body.len
                    ? db_number(w,
                              "UPDATE custom SET body = ?, lang = ?, account_id = ?,"
                              " updated = ?, version = version + 1"
                              " WHERE id = ? AND version = ? RETURNING id",
                              txt(c->body), txt(c->lang), num(w->actor), num(w->now), num(c->id),
                              num(c->version))
                    : db_number(w, "DELETE FROM custom WHERE id = ? AND version = ? RETURNING id",
                              num(c->id), num(c->version));
    return stored ? SAVED_CHANGED : SAVED_OLD_VERSION;
}
