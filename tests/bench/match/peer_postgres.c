/* PostgreSQL: postings joined and summed by SQL, and texts as arrays under a GIN index. The server
 * is named by HANDSLAG_TEST_SERVER (tools/postgres start DIR prints it). */
#include "tests/bench/match/peer.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_MOST = 64 * 1024 };

struct state {
    PGconn *db;
    const char *table;
};

/* What the system counts for the process that serves us, which sleeps while nobody asks. */
static double elsewhere(void *state) {
    const struct state *s = state;
    char path[64];
    unsigned long long nanoseconds = 0;
    (void)snprintf(path, sizeof(path), "/proc/%d/schedstat", PQbackendPID(s->db));
    FILE *file = fopen(path, "r");
    if (!file || fscanf(file, "%llu", &nanoseconds) != 1) {
        printf("  PostgreSQL: %s does not say how long it worked\n", path);
    }
    if (file) {
        (void)fclose(file);
    }
    return (double)nanoseconds * 1e-9;
}

static bool run(PGconn *db, const char *sql) {
    PGresult *r = PQexec(db, sql);
    ExecStatusType got = PQresultStatus(r);
    bool done = got == PGRES_COMMAND_OK || got == PGRES_TUPLES_OK || got == PGRES_COPY_IN;
    if (!done) {
        printf("  PostgreSQL: %s", PQerrorMessage(db));
    }
    PQclear(r);
    return done;
}

static struct state *opened(const char *table) {
    const char *server = getenv("HANDSLAG_TEST_SERVER");
    PGconn *db = server ? PQconnectdb(server) : NULL;
    if (!db || PQstatus(db) != CONNECTION_OK) {
        printf("  PostgreSQL       left out: HANDSLAG_TEST_SERVER names no server\n");
        PQfinish(db);
        return NULL;
    }
    struct state *s = calloc(1, sizeof(*s));
    if (!s) {
        abort();
    }
    *s = (struct state){db, table};
    (void)run(db, "SET client_min_messages = warning; SET work_mem = '256MB'; SET jit = off;"
                  " SET max_parallel_workers_per_gather = 0;"
                  " SET maintenance_work_mem = '512MB'; CREATE SCHEMA IF NOT EXISTS bench;"
                  " SET search_path = bench; DROP TABLE IF EXISTS posting, said");
    return s;
}

static void copy_postings(void *to, const struct peer_text *t) {
    struct state *s = to;
    char line[64];
    for (size_t i = 0; i < t->count; i++) {
        int len = snprintf(line, sizeof(line), "%d\t%u\t%u\t%u\n", t->offer, t->keys[i], t->number,
                t->weights[i]);
        (void)PQputCopyData(s->db, line, len);
    }
}

static size_t list(char *out, size_t room, const struct peer_text *t, bool weights) {
    size_t len = 0;
    for (size_t i = 0; i < t->count && len + 16 < room; i++) {
        len += (size_t)snprintf(
                out + len, room - len, "%s%u", i ? "," : "", weights ? t->weights[i] : t->keys[i]);
    }
    return len;
}

static void copy_texts(void *to, const struct peer_text *t) {
    struct state *s = to;
    char keys[LINE_MOST / 2];
    char line[LINE_MOST];
    (void)list(keys, sizeof(keys), t, false);
    int len = snprintf(line, sizeof(line), "%u\t{%s}\n", t->number, keys);
    (void)PQputCopyData(s->db, line, len);
}

static void *join_open(const struct crowd *c) {
    struct state *s = opened("posting");
    if (s && run(s->db, "CREATE UNLOGGED TABLE posting (side int, key int, text int, weight int);"
                        " COPY posting FROM STDIN")) {
        peer_each(c, copy_postings, s);
        (void)PQputCopyEnd(s->db, NULL);
        PQclear(PQgetResult(s->db));
        while (PQgetResult(s->db)) {
        }
        (void)run(s->db, "CREATE INDEX ON posting (side, key) INCLUDE (text, weight)");
        (void)run(s->db, "VACUUM ANALYZE posting");
    }
    return s;
}

static uint32_t number_at(const PGresult *r, int row, int column) {
    const unsigned char *v = (const unsigned char *)PQgetvalue(r, row, column);
    return (uint32_t)v[0] << 24 | (uint32_t)v[1] << 16 | (uint32_t)v[2] << 8 | v[3];
}

static void take(
        struct state *s, const char *sql, const struct peer_text *own, struct peer_hits *hits) {
    PGresult *r = PQexecParams(s->db, sql, 0, NULL, NULL, NULL, NULL, 1);
    if (PQresultStatus(r) != PGRES_TUPLES_OK) {
        printf("  PostgreSQL: %s", PQerrorMessage(s->db));
    }
    bool with_sums = PQnfields(r) == 2;
    for (int i = 0; i < PQntuples(r); i++) {
        peer_hit(hits, (struct peer_pair){own->number, number_at(r, i, 0),
                               with_sums ? number_at(r, i, 1) : 0});
    }
    PQclear(r);
}

static void join_find(void *state, const struct peer_text *own, struct peer_hits *hits) {
    char keys[LINE_MOST / 2];
    char weights[LINE_MOST / 2];
    char sql[2 * LINE_MOST];
    (void)list(keys, sizeof(keys), own, false);
    (void)list(weights, sizeof(weights), own, true);
    (void)snprintf(sql, sizeof(sql),
            "SELECT p.text, SUM(p.weight * a.weight)::int FROM unnest(ARRAY[%s]::int[], ARRAY[%s]::int[]) AS a (key, weight)"
            " JOIN posting AS p ON p.side = %d AND p.key = a.key"
            " GROUP BY p.text HAVING SUM(p.weight * a.weight) >= %d",
            keys, weights, !own->offer, PEER_LEAST);
    take(state, sql, own, hits);
}

struct copying {
    struct state *state;
    bool offers;
};

static void copy_side(void *to, const struct peer_text *t) {
    struct copying *c = to;
    if (t->offer == c->offers) {
        copy_texts(c->state, t);
    }
}

static void *gin_open(const struct crowd *c) {
    struct state *s = opened("said");
    if (!s) {
        return NULL;
    }
    (void)run(s->db, "CREATE UNLOGGED TABLE said (text int, keys int[], offer bool)");
    for (int offers = 0; offers < 2; offers++) {
        struct copying copying = {s, offers};
        (void)run(s->db, offers ? "ALTER TABLE said ALTER offer SET DEFAULT true"
                                : "ALTER TABLE said ALTER offer SET DEFAULT false");
        (void)run(s->db, "COPY said (text, keys) FROM STDIN");
        peer_each(c, copy_side, &copying);
        (void)PQputCopyEnd(s->db, NULL);
        PQclear(PQgetResult(s->db));
        while (PQgetResult(s->db)) {
        }
    }
    (void)run(s->db, "CREATE INDEX ON said USING gin (keys) WHERE offer;"
                     " CREATE INDEX ON said USING gin (keys) WHERE NOT offer");
    (void)run(s->db, "VACUUM ANALYZE said");
    return s;
}

static void gin_find(void *state, const struct peer_text *own, struct peer_hits *hits) {
    char keys[LINE_MOST / 2];
    char sql[LINE_MOST];
    (void)list(keys, sizeof(keys), own, false);
    (void)snprintf(sql, sizeof(sql), "SELECT text FROM said WHERE %soffer AND keys && ARRAY[%s]",
            own->offer ? "NOT " : "", keys);
    take(state, sql, own, hits);
}

static size_t bytes(void *state) {
    struct state *s = state;
    char sql[128];
    (void)snprintf(sql, sizeof(sql), "SELECT pg_total_relation_size('%s')", s->table);
    PGresult *r = PQexec(s->db, sql);
    size_t size = PQntuples(r) ? strtoull(PQgetvalue(r, 0, 0), NULL, 10) : 0;
    PQclear(r);
    return size;
}

static void closed(void *state) {
    struct state *s = state;
    PQfinish(s->db);
    free(s);
}

const struct peer peer_postgres_join = {.name = "PostgreSQL join",
        .how = "postings joined and summed by SQL; exact",
        .open = join_open,
        .find = join_find,
        .bytes = bytes,
        .elsewhere = elsewhere,
        .close = closed};

const struct peer peer_postgres_gin = {.name = "PostgreSQL GIN",
        .how = "all texts that share a concept, by a GIN index, weighed; exact",
        .open = gin_open,
        .find = gin_find,
        .bytes = bytes,
        .elsewhere = elsewhere,
        .close = closed};
