#include "match/alert_filter.h"

#include "db/db.h"

static bool too_long(const struct alert_filter *f) {
    const str fields[] = {f->name, f->kind, f->country, f->ecosystem, f->least};
    for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
        if (fields[i].len > ALERT_FILTER_BYTES_MOST) {
            return true;
        }
    }
    return false;
}

enum alert_filter_flaw alert_filter_add(struct work *w, const struct alert_filter *f) {
    str name = str_trim(f->name);
    if (!name.len) {
        return ALERT_FILTER_WITHOUT_NAME;
    }
    if (too_long(f)) {
        return ALERT_FILTER_TOO_LONG;
    }
    if (db_number(w, "SELECT COUNT(*) FROM alert_filter WHERE account_id = ? AND name <> ?",
                num(w->actor), txt(name)) >= ALERT_FILTERS_MOST) {
        return ALERT_FILTER_TOO_MANY;
    }
    db_run(w,
            "INSERT INTO alert_filter (account_id, name, kind, country, ecosystem, least)"
            " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (account_id, name) DO UPDATE"
            " SET kind = excluded.kind, country = excluded.country,"
            " ecosystem = excluded.ecosystem, least = excluded.least",
            num(w->actor), txt(name), txt(f->kind), txt(f->country), txt(f->ecosystem),
            txt(f->least));
    return ALERT_FILTER_FINE;
}

void alert_filter_remove(struct work *w, int64_t id) {
    db_run(w, "DELETE FROM alert_filter WHERE id = ? AND account_id = ?", num(id), num(w->actor));
}

struct alert_filters alert_filter_list(struct work *w) {
    struct alert_filters all = {.at = arena_new(w->mem, struct alert_filter, ALERT_FILTERS_MOST)};
    struct alert_filter f = {0};
    struct rows r = db_rows(w,
            "SELECT id, name, kind, country, ecosystem, least FROM alert_filter"
            " WHERE account_id = ? ORDER BY name LIMIT ?",
            num(w->actor), num(ALERT_FILTERS_MOST));
    while (db_next(
            &r, to(f.id), to(f.name), to(f.kind), to(f.country), to(f.ecosystem), to(f.least))) {
        all.at[all.count++] = f;
    }
    return all;
}

struct alert_wish alert_filter_wish(const struct alert_filter *f) {
    struct alert_wish wish = {.country = f->country, .kind = f->kind, .ecosystem = f->ecosystem};
    int64_t hundred = 0;
    if (str_num(f->least, &hundred) && hundred > 0 && hundred <= 100) {
        wish.least = (float)hundred / 100.0F;
    }
    return wish;
}
