#include "plain.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct way {
    uint32_t at[CHAIN_PEOPLE_MOST];
    size_t count;
    double belief;
};

struct ways {
    struct way *at;
    size_t count, room;
};

static int by_belief(const void *a, const void *b) {
    const struct way *x = a;
    const struct way *y = b;
    return x->belief != y->belief ? (x->belief > y->belief ? -1 : 1)
                                  : (int)x->count - (int)y->count;
}

static void step(struct arena *mem, const struct graph_view *v, struct way so_far, uint32_t to,
        struct ways *found) {
    const struct graph *g = v->graph;
    struct graph_known k = graph_known(g, so_far.at[so_far.count - 1]);
    for (uint32_t i = 0; i < k.count; i++) {
        const struct graph_person *one = &g->people[k.at[i]];
        bool again = false;
        for (size_t n = 0; n < so_far.count; n++) {
            again |= so_far.at[n] == k.at[i];
        }
        if (again || one->off || !(one->speaks & g->people[so_far.at[so_far.count - 1]].speaks)) {
            continue;
        }
        struct way next = so_far;
        next.at[next.count++] = k.at[i];
        next.belief *= graph_belief_at(v, &k, i);
        if (k.at[i] == to && next.belief > 0) {
            arena_room(mem, struct way, found->at, found->count, found->room);
            found->at[found->count++] = next;
        } else if (next.count < CHAIN_PEOPLE_MOST && next.belief > 0) {
            step(mem, v, next, to, found);
        }
    }
}

static bool meets(const struct way *a, const struct trust_chain *b, const struct graph *g) {
    for (size_t i = 1; i + 1 < a->count; i++) {
        for (size_t n = 1; n + 1 < b->count; n++) {
            if (g->people[a->at[i]].id == b->people[n]) {
                return true;
            }
        }
    }
    return false;
}

struct trust_chains plain_chains(
        struct arena *mem, const struct graph_view *v, uint32_t from, uint32_t to) {
    struct trust_chains best = {0};
    struct ways all = {0};
    step(mem, v, (struct way){{from}, 1, 1}, to, &all);
    qsort(all.at, all.count, sizeof(*all.at), by_belief);
    for (size_t i = 0; i < all.count && best.count < CHAINS_MOST; i++) {
        bool fits = true;
        for (size_t n = 0; n < best.count; n++) {
            fits = fits && !meets(&all.at[i], &best.at[n], v->graph);
        }
        if (fits) {
            struct trust_chain *c = &best.at[best.count++];
            *c = (struct trust_chain){.count = all.at[i].count, .belief = all.at[i].belief};
            for (size_t n = 0; n < c->count; n++) {
                c->people[n] = v->graph->people[all.at[i].at[n]].id;
            }
        }
    }
    return best;
}

/* ---- SQLite */

struct plain_tables {
    sqlite3 *db;
    sqlite3_stmt *ask;
    struct timespec end;
};

static void run(struct plain_tables *t, const char *sql) {
    if (sqlite3_exec(t->db, sql, NULL, NULL, NULL) != SQLITE_OK) {
        (void)fprintf(stderr, "%s: %s\n", sql, sqlite3_errmsg(t->db));
        abort();
    }
}

static int is_over(void *arg) {
    const struct plain_tables *t = arg;
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec > t->end.tv_sec ||
           (now.tv_sec == t->end.tv_sec && now.tv_nsec > t->end.tv_nsec);
}

static void fill(struct plain_tables *t, const struct graph_view *v) {
    sqlite3_stmt *put = NULL;
    const struct graph *g = v->graph;
    sqlite3_prepare_v2(t->db, "INSERT INTO tie VALUES (?, ?, ?)", -1, &put, NULL);
    for (uint32_t p = 0; p < g->count; p++) {
        struct graph_known k = graph_known(g, p);
        for (uint32_t i = 0; i < k.count; i++) {
            double belief = graph_belief_at(v, &k, i);
            bool fine = belief > 0 && (g->people[p].speaks & g->people[k.at[i]].speaks) != 0;
            if (fine && !g->people[k.at[i]].off) {
                sqlite3_bind_int64(put, 1, p);
                sqlite3_bind_int64(put, 2, k.at[i]);
                sqlite3_bind_double(put, 3, belief);
                sqlite3_step(put);
                sqlite3_reset(put);
            }
        }
    }
    sqlite3_finalize(put);
}

struct plain_tables *plain_tables_open(const struct graph_view *v) {
    struct plain_tables *t = calloc(1, sizeof(*t));
    if (!t || sqlite3_open(":memory:", &t->db) != SQLITE_OK) {
        abort();
    }
    run(t, "CREATE TABLE tie (giver INTEGER, receiver INTEGER, belief REAL,"
           " PRIMARY KEY (giver, receiver)) WITHOUT ROWID");
    run(t, "BEGIN");
    fill(t, v);
    run(t, "COMMIT");
    run(t, "CREATE INDEX tie_back ON tie (receiver, giver, belief)");
    const char *sql = "SELECT MAX(b) FROM ("
                      " SELECT belief AS b FROM tie WHERE giver = ?1 AND receiver = ?2"
                      " UNION ALL SELECT x.belief * y.belief FROM tie AS x"
                      " JOIN tie AS y ON y.giver = x.receiver AND y.receiver = ?2"
                      " WHERE x.giver = ?1"
                      " UNION ALL SELECT x.belief * m.belief * y.belief FROM tie AS x"
                      " JOIN tie AS y ON y.receiver = ?2 AND y.giver <> x.receiver"
                      " JOIN tie AS m ON m.giver = x.receiver AND m.receiver = y.giver"
                      " WHERE x.giver = ?1 AND x.receiver <> ?2 AND y.giver <> ?1)";
    if (sqlite3_prepare_v2(t->db, sql, -1, &t->ask, NULL) != SQLITE_OK) {
        (void)fprintf(stderr, "%s\n", sqlite3_errmsg(t->db));
        abort();
    }
    return t;
}

void plain_tables_close(struct plain_tables *t) {
    sqlite3_finalize(t->ask);
    sqlite3_close(t->db);
    free(t);
}

double plain_tables_best(struct plain_tables *t, uint32_t from, uint32_t to, int milliseconds) {
    (void)clock_gettime(CLOCK_MONOTONIC, &t->end);
    t->end.tv_sec += milliseconds / 1000;
    sqlite3_progress_handler(t->db, 10000, is_over, t);
    sqlite3_bind_int64(t->ask, 1, from);
    sqlite3_bind_int64(t->ask, 2, to);
    double best = sqlite3_step(t->ask) == SQLITE_ROW ? sqlite3_column_double(t->ask, 0) : -1;
    sqlite3_reset(t->ask);
    return best;
}
