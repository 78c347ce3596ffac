/* SQLite in memory: postings joined and summed by SQL, and its full-text index FTS5. */
#include "tests/bench/match/peer.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    FTS_BEST = 400,
    FTS_STEP = 16, /* of weight, for each time a concept is said */
    TEXT_BYTES = 16 * 1024,
};

struct state {
    sqlite3 *db;
    sqlite3_stmt *add, *find, *put, *clear;
};

static void run(sqlite3 *db, const char *sql) {
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) {
        printf("  sqlite: %s\n", sqlite3_errmsg(db));
    }
}

static sqlite3_stmt *prepared(sqlite3 *db, const char *sql) {
    sqlite3_stmt *s = NULL;
    if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) != SQLITE_OK) {
        printf("  sqlite: %s\n", sqlite3_errmsg(db));
    }
    return s;
}

static void step(sqlite3_stmt *s) {
    (void)sqlite3_step(s);
    (void)sqlite3_reset(s);
}

static void add_postings(void *to, const struct peer_text *t) {
    struct state *s = to;
    for (size_t i = 0; i < t->count; i++) {
        sqlite3_bind_int(s->add, 1, t->offer);
        sqlite3_bind_int(s->add, 2, t->keys[i]);
        sqlite3_bind_int64(s->add, 3, t->number);
        sqlite3_bind_int(s->add, 4, t->weights[i]);
        step(s->add);
    }
}

static struct state *opened(void) {
    struct state *s = calloc(1, sizeof(*s));
    if (!s || sqlite3_open(":memory:", &s->db) != SQLITE_OK) {
        abort();
    }
    return s;
}

static void *join_open(const struct crowd *c) {
    struct state *s = opened();
    run(s->db, "CREATE TABLE posting (offer, key, text, weight, PRIMARY KEY (offer, key, text))"
               " WITHOUT ROWID; CREATE TEMP TABLE asked (key, weight); BEGIN");
    s->add = prepared(s->db, "INSERT INTO posting VALUES (?, ?, ?, ?)");
    peer_each(c, add_postings, s);
    /* No ANALYZE: it would have each question read the whole table for a Bloom filter. */
    run(s->db, "COMMIT");
    s->put = prepared(s->db, "INSERT INTO asked VALUES (?, ?)");
    s->clear = prepared(s->db, "DELETE FROM asked");
    s->find = prepared(s->db,
            "SELECT p.text, SUM(p.weight * a.weight) AS sum FROM asked AS a CROSS JOIN posting AS p ON p.offer = ? AND p.key = a.key"
            " GROUP BY p.text HAVING sum >= ?");
    return s;
}

static void join_find(void *state, const struct peer_text *own, struct peer_hits *hits) {
    struct state *s = state;
    step(s->clear);
    for (size_t i = 0; i < own->count; i++) {
        sqlite3_bind_int(s->put, 1, own->keys[i]);
        sqlite3_bind_int(s->put, 2, own->weights[i]);
        step(s->put);
    }
    sqlite3_bind_int(s->find, 1, !own->offer);
    sqlite3_bind_int(s->find, 2, PEER_LEAST);
    while (sqlite3_step(s->find) == SQLITE_ROW) {
        peer_hit(hits, (struct peer_pair){own->number, (uint32_t)sqlite3_column_int64(s->find, 0),
                               (uint32_t)sqlite3_column_int64(s->find, 1)});
    }
    (void)sqlite3_reset(s->find);
}

static size_t bytes(void *state) {
    sqlite3_int64 now = 0;
    sqlite3_int64 most = 0;
    (void)state;
    (void)sqlite3_status64(SQLITE_STATUS_MEMORY_USED, &now, &most, 0);
    return (size_t)now;
}

static void closed(void *state) {
    struct state *s = state;
    (void)sqlite3_finalize(s->add);
    (void)sqlite3_finalize(s->find);
    (void)sqlite3_finalize(s->put);
    (void)sqlite3_finalize(s->clear);
    (void)sqlite3_close(s->db);
    free(s);
}

static void add_document(void *to, const struct peer_text *t) {
    struct state *s = to;
    char words[TEXT_BYTES];
    size_t len = 0;
    for (size_t i = 0; i < t->count; i++) {
        for (int left = t->weights[i]; left >= 0 && len + 16 < sizeof(words); left -= FTS_STEP) {
            len += (size_t)snprintf(words + len, sizeof(words) - len, "c%u ", t->keys[i]);
        }
    }
    sqlite3_bind_int64(s->add, 1, (sqlite3_int64)t->number * 2 + t->offer + 1);
    sqlite3_bind_text(s->add, 2, words, (int)len, SQLITE_TRANSIENT);
    sqlite3_bind_text(s->add, 3, t->offer ? "offer" : "need", -1, SQLITE_STATIC);
    step(s->add);
}

static void *fts_open(const struct crowd *c) {
    struct state *s = opened();
    run(s->db, "CREATE VIRTUAL TABLE text USING fts5 (words, side, content='');"
               " BEGIN");
    s->add = prepared(s->db, "INSERT INTO text (rowid, words, side) VALUES (?, ?, ?)");
    peer_each(c, add_document, s);
    run(s->db, "COMMIT; INSERT INTO text (text) VALUES ('optimize')");
    s->find = prepared(s->db, "SELECT rowid FROM text WHERE text MATCH ? ORDER BY rank LIMIT ?");
    return s;
}

static void fts_find(void *state, const struct peer_text *own, struct peer_hits *hits) {
    struct state *s = state;
    char words[TEXT_BYTES];
    size_t len = (size_t)snprintf(
            words, sizeof(words), "side:%s AND words:(", own->offer ? "need" : "offer");
    for (size_t i = 0; i < own->count && len + 24 < sizeof(words); i++) {
        len += (size_t)snprintf(
                words + len, sizeof(words) - len, "%sc%u", i ? " OR " : "", own->keys[i]);
    }
    (void)snprintf(words + len, sizeof(words) - len, ")");
    sqlite3_bind_text(s->find, 1, words, -1, SQLITE_TRANSIENT);
    sqlite3_bind_int(s->find, 2, FTS_BEST);
    while (sqlite3_step(s->find) == SQLITE_ROW) {
        uint32_t text = (uint32_t)((sqlite3_column_int64(s->find, 0) - 1) / 2);
        peer_hit(hits, (struct peer_pair){own->number, text, 0});
    }
    (void)sqlite3_reset(s->find);
}

const struct peer peer_sqlite_join = {.name = "SQLite join",
        .how = "postings joined and summed by SQL; exact",
        .open = join_open,
        .find = join_find,
        .bytes = bytes,
        .close = closed};

const struct peer peer_sqlite_fts = {.name = "SQLite FTS5",
        .how = "the 400 best of each text by BM25, weights as how often it is said, weighed; not exact",
        .open = fts_open,
        .find = fts_find,
        .bytes = bytes,
        .close = closed};
