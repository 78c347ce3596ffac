#include "account/saved_search.h"

#include "db/db.h"

#define COLUMNS "id, name, words, side, kind, place, sector, lang, seen"

static bool next(struct rows *r, struct saved_search *s) {
    return db_next(r, to(s->id), to(s->name), to(s->words), to(s->side), to(s->kind), to(s->place),
            to(s->sector), to(s->lang), to(s->seen));
}

static bool too_long(const struct saved_search *s) {
    const str fields[] = {s->name, s->words, s->side, s->kind, s->place, s->sector, s->lang};
    for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
        if (fields[i].len > SAVED_SEARCH_BYTES_MOST) {
            return true;
        }
    }
    return false;
}

enum saved_search_flaw saved_search_add(struct work *w, const struct saved_search *s) {
    str words = str_trim(s->words);
    str name = str_trim(s->name);
    name = name.len ? name : words;
    if (!words.len) {
        return SAVED_SEARCH_WITHOUT_WORDS;
    }
    if (too_long(s)) {
        return SAVED_SEARCH_TOO_LONG;
    }
    if (db_number(w, "SELECT COUNT(*) FROM saved_search WHERE account_id = ? AND name <> ?",
                num(w->actor), txt(name)) >= SAVED_SEARCHES_MOST) {
        return SAVED_SEARCH_TOO_MANY;
    }
    db_run(w,
            "INSERT INTO saved_search (account_id, name, words, side, kind, place, sector, lang,"
            " created, seen) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (account_id, name) DO UPDATE SET words = excluded.words,"
            " side = excluded.side, kind = excluded.kind, place = excluded.place,"
            " sector = excluded.sector, lang = excluded.lang, seen = excluded.seen",
            num(w->actor), txt(name), txt(words), txt(s->side), txt(s->kind), txt(s->place),
            txt(s->sector), txt(s->lang), num(w->now), num(w->now));
    return SAVED_SEARCH_FINE;
}

void saved_search_remove(struct work *w, int64_t id) {
    db_run(w, "DELETE FROM saved_search WHERE id = ? AND account_id = ?", num(id), num(w->actor));
}

void saved_search_look(struct work *w, int64_t id) {
    db_run(w, "UPDATE saved_search SET seen = ? WHERE id = ? AND account_id = ?", num(w->now),
            num(id), num(w->actor));
}

bool saved_search_one(struct work *w, int64_t id, struct saved_search *found) {
    struct rows r =
            db_rows(w, "SELECT " COLUMNS " FROM saved_search WHERE id = ? AND account_id = ?",
                    num(id), num(w->actor));
    bool there = next(&r, found);
    db_stop(&r);
    return there;
}

struct saved_searches saved_search_list(struct work *w) {
    struct saved_searches all = {.at = arena_new(w->mem, struct saved_search, SAVED_SEARCHES_MOST)};
    struct saved_search s = {0};
    struct rows r = db_rows(w,
            "SELECT " COLUMNS " FROM saved_search WHERE account_id = ? ORDER BY name LIMIT ?",
            num(w->actor), num(SAVED_SEARCHES_MOST));
    while (next(&r, &s)) {
        all.at[all.count++] = s;
    }
    return all;
}

bool saved_search_same(const struct saved_search *a, const struct saved_search *b) {
    return str_eq(a->words, b->words) && str_eq(a->side, b->side) && str_eq(a->kind, b->kind) &&
           str_eq(a->place, b->place) && str_eq(a->sector, b->sector) && str_eq(a->lang, b->lang);
}
