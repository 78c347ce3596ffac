#include "directory/import.h"

#include "db/db.h"

static const char *const verdicts[IMPORT_VERDICTS] = {
        "new", "changed", "equal", "duplicate", "wrong"};
static const char *const states[] = {"read", "judged", "applied", "undone"};

str import_verdict_word(enum import_verdict v) {
    return str_of(v < IMPORT_VERDICTS ? verdicts[v] : "");
}

bool import_verdict_of(str word, enum import_verdict *found) {
    for (size_t i = 0; i < IMPORT_VERDICTS; i++) {
        if (str_eq(word, str_of(verdicts[i]))) {
            *found = (enum import_verdict)i;
            return true;
        }
    }
    return false;
}

#define COLUMNS                                                                         \
    "id, run, account_id, cluster_id, file_name, kind, lang, country, status, charset," \
    " comma, sheet, header, mapping, state, rows_count, created, applied"

static bool next(struct rows *r, struct import *i) {
    str kind = {0};
    str state = {0};
    bool there = db_next(r, to(i->id), to(i->run), to(i->account), to(i->cluster), to(i->file_name),
            to(kind), to(i->lang), to(i->country), to(i->status), to(i->charset), to(i->comma),
            to(i->sheet), to(i->header), to(i->mapping), to(state), to(i->rows), to(i->created),
            to(i->applied));
    if (there) {
        (void)import_kind_of(kind, &i->kind);
        for (size_t s = 0; s < sizeof(states) / sizeof(states[0]); s++) {
            i->state = str_eq(state, str_of(states[s])) ? (enum import_state)s : i->state;
        }
    }
    return there;
}

bool import_one(struct work *w, int64_t id, struct import *found) {
    struct rows r = db_rows(w, "SELECT " COLUMNS " FROM import WHERE id = ?", num(id));
    bool there = next(&r, found);
    db_stop(&r);
    return there;
}

struct imports import_list(struct work *w, int64_t cluster, size_t most) {
    struct imports found = {.at = arena_new(w->mem, struct import, most)};
    struct import i = {0};
    struct rows r = db_rows(w,
            "SELECT " COLUMNS " FROM import WHERE cluster_id = ? ORDER BY id DESC LIMIT ?",
            num(cluster), num((int64_t)most));
    while (next(&r, &i)) {
        found.at[found.count++] = i;
    }
    return found;
}

void import_set(struct work *w, const struct import *i) {
    db_run(w,
            "UPDATE import SET kind = ?, lang = ?, country = ?, status = ?, mapping = ?"
            " WHERE id = ? AND state IN ('read', 'judged')",
            txt(import_kind_word(i->kind)), txt(i->lang), txt(i->country), txt(i->status),
            txt(i->mapping), num(i->id));
}

/* FNV-1a: not for secrets. */
int64_t import_digest(str header) {
    uint64_t hash = 14695981039346656037U;
    for (size_t i = 0; i < header.len; i++) {
        hash = (hash ^ (unsigned char)header.at[i]) * 1099511628211U;
    }
    return (int64_t)(hash >> 1);
}

void import_remember(struct work *w, const struct import *i) {
    db_run(w,
            "INSERT INTO import_mapping (cluster_id, digest, header, kind, mapping)"
            " VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (cluster_id, digest) DO UPDATE SET header = excluded.header,"
            " kind = excluded.kind, mapping = excluded.mapping",
            num(i->cluster), num(import_digest(i->header)), txt(i->header),
            txt(import_kind_word(i->kind)), txt(i->mapping));
}

struct import_counts import_count(struct work *w, int64_t id) {
    struct import_counts counts = {0};
    str verdict = {0};
    str act = {0};
    int64_t many = 0;
    struct rows r = db_rows(w,
            "SELECT verdict, act, COUNT(*) FROM import_row WHERE import_id = ?"
            " GROUP BY verdict, act",
            num(id));
    while (db_next(&r, to(verdict), to(act), to(many))) {
        enum import_verdict v = IMPORT_VERDICTS;
        counts.rows += many;
        if (import_verdict_of(verdict, &v)) {
            bool stored = v != IMPORT_EQUAL && v != IMPORT_WRONG;
            counts.by[v] += many;
            counts.added += stored && str_eq(act, STR("new")) ? many : 0;
            counts.updated += stored && str_eq(act, STR("update")) ? many : 0;
            counts.left += str_eq(act, STR("leave")) ? many : 0;
        }
    }
    return counts;
}

struct import_rows import_rows(
        struct work *w, int64_t id, enum import_verdict v, int64_t after, size_t most) {
    struct import_rows found = {.at = arena_new(w->mem, struct import_row_seen, most)};
    struct import_row_seen row = {0};
    str verdict = {0};
    str asked = import_verdict_word(v);
    struct rows r = db_rows(w,
            "SELECT line, verdict, act, choice, name, reason, cells FROM import_row"
            " WHERE import_id = ? AND (? = '' OR verdict = ?) AND line > ?"
            " ORDER BY line LIMIT ?",
            num(id), txt(asked), txt(asked), num(after), num((int64_t)most));
    while (db_next(&r, to(row.line), to(verdict), to(row.act), to(row.choice), to(row.name),
            to(row.reason), to(row.cells))) {
        row.verdict = IMPORT_VERDICTS;
        (void)import_verdict_of(verdict, &row.verdict);
        found.at[found.count++] = row;
    }
    return found;
}

struct import_rows import_first_rows(struct work *w, int64_t id, size_t most) {
    return import_rows(w, id, IMPORT_VERDICTS, 0, most);
}

void import_choose(struct work *w, int64_t id, int64_t line, str choice) {
    db_run(w,
            "UPDATE import_row SET choice = ? WHERE import_id = ? AND line = ?"
            " AND verdict = 'duplicate'",
            txt(choice), num(id), num(line));
}

int64_t import_last(struct work *w, int64_t cluster) {
    return db_number(w,
            "SELECT COALESCE(MAX(id), 0) FROM import WHERE state = 'applied' AND cluster_id = ?",
            num(cluster));
}

void import_sweep(struct work *w) {
    int64_t before = w->now - IMPORT_KEPT_SECONDS;
    db_run(w,
            "DELETE FROM import_row WHERE import_id IN"
            " (SELECT id FROM import WHERE created < ? AND applied < ?)",
            num(before), num(before));
    db_run(w,
            "DELETE FROM import_change WHERE import_id IN"
            " (SELECT id FROM import WHERE created < ? AND applied < ?)",
            num(before), num(before));
}
