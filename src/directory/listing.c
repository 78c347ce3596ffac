#include "directory/listing.h"

#include "db/change.h"
#include "db/db.h"

#include <stddef.h>

#define PLACE(name) offsetof(struct listing, name)

static const struct column columns[] = {
        {"key", say_word("Short name in addresses"), PLACE(key), COLUMN_KEY, 0, 80, false},
        {"side", say_word("Need or offer"), PLACE(side), COLUMN_LABEL, LABEL_SIDE, 10, true},
        {"organisation", say_word("Organisation"), PLACE(organisation_key), COLUMN_LINE, 0, 200,
                true},
        {"kind", say_word("Kind"), PLACE(kind), COLUMN_LABEL, LABEL_LISTING, 20, false},
        {"title", say_word("Title"), PLACE(title), COLUMN_LINE, 0, 200, true},
        {"text", say_word("Text"), PLACE(body), COLUMN_TEXT, 0, 8000, false},
        {"language", say_word("Language of the texts"), PLACE(lang), COLUMN_LANGUAGE, 0, 2, true},
        {"status", say_word("Status"), PLACE(status), COLUMN_LABEL, LABEL_STATUS, 20, false},
        {"visibility", say_word("Visible to"), PLACE(visibility), COLUMN_LABEL, LABEL_VISIBILITY,
                20, false},
        {"partnerships", say_word("Kinds of partnership"), PLACE(partnerships), COLUMN_LABELS,
                LABEL_PARTNERSHIP, 200, false},
        {"sectors", say_word("Own sector (NACE)"), PLACE(sectors), COLUMN_SECTORS, 0, 400, false},
        {"customer_sectors", say_word("Sector of the customers (NACE)"), PLACE(customer_sectors),
                COLUMN_SECTORS, 0, 400, false},
        {"partner_kinds", say_word("Kind of partner"), PLACE(partner_kinds), COLUMN_LABELS,
                LABEL_KIND, 100, false},
        {"partner_sizes", say_word("Size of the partner (staff)"), PLACE(partner_sizes),
                COLUMN_LABELS, LABEL_SIZE, 60, false},
        {"countries", say_word("Target countries"), PLACE(countries), COLUMN_COUNTRIES, 0, 200,
                false},
        {"countries_excluded", say_word("Excluded countries"), PLACE(countries_excluded),
                COLUMN_COUNTRIES, 0, 200, false},
        {"stage", say_word("Stage of development"), PLACE(stage), COLUMN_LABEL, LABEL_STAGE, 10,
                false},
        {"rights", say_word("Intellectual property"), PLACE(rights), COLUMN_LABELS, LABEL_RIGHTS,
                100, false},
        {"certificates", say_word("Certificates and standards"), PLACE(certificates), COLUMN_ITEMS,
                0, 400, false},
        {"quantity", say_word("Quantity"), PLACE(quantity), COLUMN_LINE, 0, 120, false},
        {"valid_until", say_word("Valid until"), PLACE(valid_until), COLUMN_DAY, 0, 10, false},
        {"confirmed", say_word("Last confirmed"), PLACE(confirmed), COLUMN_DAY, 0, 10, false},
};

const struct columns listing_columns = {columns, sizeof(columns) / sizeof(columns[0])};

#define COLUMNS                                                                          \
    "l.id, l.version, l.created, l.updated, l.key, l.organisation_id, o.key, o.name,"    \
    " o.country, l.side, l.kind, l.title, l.body, l.lang, l.status, l.visibility,"       \
    " l.partnerships, l.sectors, l.customer_sectors, l.partner_kinds, l.partner_sizes,"  \
    " l.countries, l.countries_excluded, l.stage, l.rights, l.certificates, l.quantity," \
    " l.valid_until, l.confirmed"

/* What the actor may see; takes the actor so often. */
enum { ACTORS = 3 };
#define SEEN                                                                            \
    " FROM listing AS l JOIN organisation AS o ON o.id = l.organisation_id"             \
    " JOIN listing_audience AS a ON a.listing_id = l.id"                                \
    " WHERE (a.audience <= COALESCE((SELECT reach FROM reach WHERE account_id = ?), 0)" \
    "        OR EXISTS (SELECT 1 FROM own_organisation AS own"                          \
    "                   WHERE own.account_id = ? AND own.organisation_id = o.id)"       \
    "        OR EXISTS (SELECT 1 FROM unveiled_to AS u"                                 \
    "                   WHERE u.account_id = ? AND u.listing_id = l.id))"

static bool next(struct rows *r, struct listing *l) {
    return db_next(r, to(l->id), to(l->version), to(l->created), to(l->updated), to(l->key),
            to(l->organisation), to(l->organisation_key), to(l->organisation_name),
            to(l->organisation_country), to(l->side), to(l->kind), to(l->title), to(l->body),
            to(l->lang), to(l->status), to(l->visibility), to(l->partnerships), to(l->sectors),
            to(l->customer_sectors), to(l->partner_kinds), to(l->partner_sizes), to(l->countries),
            to(l->countries_excluded), to(l->stage), to(l->rights), to(l->certificates),
            to(l->quantity), to(l->valid_until), to(l->confirmed));
}

bool listing_one(struct work *w, int64_t id, struct listing *found) {
    struct rows r = db_rows(w, "SELECT " COLUMNS SEEN " AND l.id = ?", num(w->actor), num(w->actor),
            num(w->actor), num(id));
    bool there = next(&r, found);
    db_stop(&r);
    return there;
}

bool listing_stored(struct work *w, int64_t id, struct listing *found) {
    struct rows r = db_rows(w,
            "SELECT " COLUMNS " FROM listing AS l JOIN organisation AS o"
            " ON o.id = l.organisation_id WHERE l.id = ?",
            num(id));
    bool there = next(&r, found);
    db_stop(&r);
    return there;
}

void listing_remove(struct work *w, int64_t id) {
    db_run(w, "DELETE FROM listing WHERE id = ?", num(id));
    change_note(w, STR("listing"), id);
}

static const struct listing *with_id(const struct listings *all, int64_t id) {
    for (size_t i = 0; i < all->count; i++) {
        if (all->at[i].id == id) {
            return &all->at[i];
        }
    }
    return NULL;
}

static struct listings in_order(
        struct arena *mem, const struct listings *all, const int64_t *ids, size_t count) {
    struct listings ordered = {.at = arena_new(mem, struct listing, LISTING_PAGE)};
    for (size_t i = 0; i < count; i++) {
        const struct listing *one = with_id(all, ids[i]);
        if (one) {
            ordered.at[ordered.count++] = *one;
        }
    }
    return ordered;
}

struct listings listing_page(struct work *w, const int64_t *ids, size_t count) {
    struct listings found = {.at = arena_new(w->mem, struct listing, LISTING_PAGE)};
    struct arg values[ACTORS + LISTING_PAGE] = {num(w->actor), num(w->actor), num(w->actor)};
    for (size_t i = 0; i < LISTING_PAGE; i++) {
        values[ACTORS + i] = num(i < count ? ids[i] : 0);
    }
    struct listing l = {0};
    struct rows r = db_rows_of(w,
            "SELECT " COLUMNS SEEN " AND l.id IN (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
            " ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ((struct args){values, ACTORS + LISTING_PAGE}));
    while (found.count < LISTING_PAGE && next(&r, &l)) {
        found.at[found.count++] = l;
    }
    db_stop(&r);
    return in_order(w->mem, &found, ids, count);
}

struct listings listing_of(struct work *w, int64_t organisation) {
    struct listings found = {.at = arena_new(w->mem, struct listing, LISTINGS_MOST)};
    struct listing l = {0};
    struct rows r = db_rows(w,
            "SELECT " COLUMNS SEEN " AND l.organisation_id = ?"
            " ORDER BY CASE l.status WHEN 'published' THEN 0 WHEN 'review' THEN 1"
            "          WHEN 'draft' THEN 2 ELSE 3 END, l.side, l.id LIMIT ?",
            num(w->actor), num(w->actor), num(w->actor), num(organisation), num(LISTINGS_MOST));
    while (next(&r, &l)) {
        found.at[found.count++] = l;
    }
    return found;
}

int64_t listing_by_key(struct work *w, str key) {
    return db_number(w, "SELECT id FROM listing WHERE key = ?", txt(key));
}

static void insert(struct work *w, struct listing *l) {
    l->id = db_number(w,
            "INSERT INTO listing (key, organisation_id, side, kind, title, body, lang, status,"
            " visibility, partnerships, sectors, customer_sectors, partner_kinds, partner_sizes,"
            " countries, countries_excluded, stage, rights, certificates, quantity, valid_until,"
            " confirmed, created, updated)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " RETURNING id",
            txt(l->key), num(l->organisation), txt(l->side), txt(l->kind), txt(l->title),
            txt(l->body), txt(l->lang), txt(l->status), txt(l->visibility), txt(l->partnerships),
            txt(l->sectors), txt(l->customer_sectors), txt(l->partner_kinds), txt(l->partner_sizes),
            txt(l->countries), txt(l->countries_excluded), txt(l->stage), txt(l->rights),
            txt(l->certificates), txt(l->quantity), txt(l->valid_until), txt(l->confirmed),
            num(w->now), num(w->now));
}

static bool update(struct work *w, const struct listing *l) {
    return db_number(w,
                   "UPDATE listing SET key = ?, organisation_id = ?, side = ?, kind = ?,"
                   " title = ?, body = ?, lang = ?, status = ?, visibility = ?,"
                   " partnerships = ?, sectors = ?, customer_sectors = ?, partner_kinds = ?,"
                   " partner_sizes = ?, countries = ?, countries_excluded = ?, stage = ?,"
                   " rights = ?, certificates = ?, quantity = ?, valid_until = ?, confirmed = ?,"
                   " updated = ?, version = version + 1"
                   " WHERE id = ? AND version = ? RETURNING id",
                   txt(l->key), num(l->organisation), txt(l->side), txt(l->kind), txt(l->title),
                   txt(l->body), txt(l->lang), txt(l->status), txt(l->visibility),
                   txt(l->partnerships), txt(l->sectors), txt(l->customer_sectors),
                   txt(l->partner_kinds), txt(l->partner_sizes), txt(l->countries),
                   txt(l->countries_excluded), txt(l->stage), txt(l->rights), txt(l->certificates),
                   txt(l->quantity), txt(l->valid_until), txt(l->confirmed), num(w->now),
                   num(l->id), num(l->version)) != 0;
}

enum saved listing_save(struct work *w, struct listing *l) {
    if (l->key.len == 0) {
        l->key = key_new(w->mem);
    }
    bool fresh = l->id == 0;
    if (fresh) {
        insert(w, l);
    } else if (!update(w, l)) {
        return SAVED_OLD_VERSION;
    }
    change_note(w, STR("listing"), l->id);
    return fresh ? SAVED_NEW : SAVED_CHANGED;
}

void listing_check(const struct listing *l, str today, struct flaws *flaws) {
    bool open = !str_eq(l->status, STR("expired")) && !str_eq(l->status, STR("withdrawn"));
    if (open && l->valid_until.len && !flaw_of(flaws, "valid_until") &&
            str_order(l->valid_until, today) < 0) {
        flaw_add(flaws, "valid_until", FLAW_DAY_PAST);
    }
}

void listing_set_status(struct work *w, int64_t id, str status, str confirmed) {
    db_run(w,
            "UPDATE listing SET status = ?,"
            " confirmed = CASE WHEN CAST(? AS TEXT) = '' THEN confirmed ELSE CAST(? AS TEXT) END,"
            " updated = ?, version = version + 1 WHERE id = ?",
            txt(status), txt(confirmed), txt(confirmed), num(w->now), num(id));
    change_note(w, STR("listing"), id);
}

struct listings listing_export(struct work *w, int64_t cluster, str after, size_t most) {
    struct listings found = {.at = arena_new(w->mem, struct listing, most)};
    struct listing l = {0};
    struct rows r = db_rows(w,
            "SELECT " COLUMNS
            " FROM listing AS l JOIN organisation AS o ON o.id = l.organisation_id"
            " WHERE l.key > ?"
            " AND (? = 0 OR EXISTS (SELECT 1 FROM membership AS m"
            "                       WHERE m.organisation_id = o.id AND m.cluster_id = ?))"
            " ORDER BY l.key LIMIT ?",
            txt(after), num(cluster), num(cluster), num((int64_t)most));
    while (next(&r, &l)) {
        found.at[found.count++] = l;
    }
    return found;
}
