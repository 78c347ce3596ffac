#include "base/buf.h"
#include "db/driver.h"
#include "db/pg_bound.h"
#include "db/pg_link.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    STATEMENTS_MOST = 1024, /* a power of two, well above the statements of the program */
    PUT_OFF_MOST = 64,      /* what the server answers to so many fits between it and us */
};

/* A statement that this connection has prepared, under the name of its place. */
struct prepared {
    const char *sql; /* statements are literals, so the address tells them apart */
    uint64_t generation;
};

struct pg {
    struct db db;
    struct pg_link link;
    uint64_t listening;        /* the generation of the connection that listens */
    struct pg_process keeping; /* the server's, that was last asked to keep something */
    size_t put_off;            /* statements sent whose results nobody has looked at yet */
    struct prepared prepared[STATEMENTS_MOST];
};

struct db_statement {
    PGresult *result;
    int row; /* the next one */
};

static struct pg *pg_of(struct db *db) {
    return (struct pg *)db; /* its first member */
}

static void close_db(struct db *db) {
    pg_link_close(&pg_of(db)->link);
    free(db);
}

static void set_patience(struct db *db, int milliseconds) {
    pg_link_patience(&pg_of(db)->link, milliseconds);
}

static void fail(struct work *w, const PGresult *result) {
    struct pg_link *l = &pg_of(w->db)->link;
    str said = pg_link_said(l, w->mem, result);
    work_fail_with(w, pg_link_trouble(l, result), said);
}

/* Waits for the connection to come back where it was lost between two units. */
static bool is_ready(struct work *w) {
    struct pg_link *l = &pg_of(w->db)->link;
    if (pg_link_stands(l, l->patience_milliseconds)) {
        return true;
    }
    work_fail_with(w, l->in_unit ? TROUBLE_AGAIN : TROUBLE_BUSY, pg_link_said(l, w->mem, NULL));
    return false;
}

static bool is_well(const PGresult *r) {
    ExecStatusType s = PQresultStatus(r); /* of NULL: a fatal error */
    return s == PGRES_TUPLES_OK || s == PGRES_COMMAND_OK;
}

static struct prepared *kept_place(struct pg *p, const char *sql) {
    size_t start = ((uintptr_t)sql >> 3) * 0x9E3779B97F4A7C15u >> 32;
    for (size_t i = 0; i < 16; i++) {
        struct prepared *s = &p->prepared[(start + i) % STATEMENTS_MOST];
        if (!s->sql || s->sql == sql) {
            return s;
        }
    }
    return NULL;
}

static bool is_prepared(const struct pg *p, const struct prepared *s, const char *sql) {
    return s && s->sql == sql && s->generation == p->link.generation;
}

/* What was put off, and the statement sent last if `asked`, whose result this is. What broke first
 * is the fault; behind it the server has done nothing more. */
static PGresult *collect(struct work *w, bool asked) {
    struct pg *p = pg_of(w->db);
    struct pg_link *l = &p->link;
    PGresult *r = NULL;
    bool sent = l->connection && PQpipelineSync(l->connection) == 1;
    for (size_t left = p->put_off + (asked ? 1 : 0); left; left--) {
        PQclear(r);
        r = sent ? pg_link_result(l, l->answer_milliseconds) : NULL;
        if (!is_well(r) && work_ok(w)) {
            fail(w, r);
        }
    }
    p->put_off = 0;
    PQclear(pg_link_result(l, l->answer_milliseconds)); /* it is through */
    if (l->connection && PQexitPipelineMode(l->connection) != 1 && work_ok(w)) {
        fail(w, NULL);
    }
    return r;
}

static bool settle(struct work *w) {
    if (pg_of(w->db)->put_off) {
        PQclear(collect(w, false));
    }
    return work_ok(w);
}

static bool prepare(struct work *w, struct prepared *s, const char *name, const struct pg_bound *b,
        const char *sql) {
    struct pg_link *l = &pg_of(w->db)->link;
    if (is_prepared(pg_of(w->db), s, sql)) {
        return true;
    }
    if (!settle(w)) {
        return false;
    }
    PGresult *r = PQsendPrepare(l->connection, name, pg_numbered(w->mem, sql), b->count, b->types)
                          ? pg_link_result(l, l->answer_milliseconds)
                          : NULL;
    bool done = is_well(r);
    if (done) {
        *s = (struct prepared){sql, l->generation};
    } else {
        fail(w, r);
    }
    PQclear(r);
    return done;
}

/* Prepared where there is a place for it. */
static bool send(struct work *w, const char *sql, struct args values, struct prepared *s) {
    struct pg *p = pg_of(w->db);
    PGconn *c = p->link.connection;
    struct pg_bound b = pg_bind(w->mem, values);
    if (!s) {
        return PQsendQueryParams(c, pg_numbered(w->mem, sql), b.count, b.types, b.at, b.lengths,
                       b.formats, 0) == 1;
    }
    char name[24];
    (void)snprintf(name, sizeof(name), "s%td", s - p->prepared);
    return prepare(w, s, name, &b, sql) &&
           PQsendQueryPrepared(c, name, b.count, b.at, b.lengths, b.formats, 0) == 1;
}

static PGresult *ask(struct work *w, const char *sql, struct args values, bool literal) {
    struct pg *p = pg_of(w->db);
    struct pg_link *l = &p->link;
    assert(sql);
    PGresult *r = NULL;
    if (send(w, sql, values, literal ? kept_place(p, sql) : NULL)) {
        r = p->put_off ? collect(w, true) : pg_link_result(l, l->answer_milliseconds);
    }
    if (is_well(r) && work_ok(w)) {
        return r;
    }
    if (work_ok(w)) {
        fail(w, r);
    }
    PQclear(r);
    return NULL;
}

/* The first time, it is prepared and done at once. */
static void later(struct work *w, const char *sql, struct args values) {
    struct pg *p = pg_of(w->db);
    struct pg_link *l = &p->link;
    struct prepared *s = kept_place(p, sql);
    if (!is_ready(w)) {
        return;
    }
    if (!l->in_unit || !is_prepared(p, s, sql)) {
        PQclear(ask(w, sql, values, true));
        return;
    }
    bool piped = p->put_off || PQenterPipelineMode(l->connection) == 1;
    if (!piped || !send(w, sql, values, s)) {
        fail(w, NULL);
    } else if (++p->put_off == PUT_OFF_MOST) {
        (void)settle(w);
    }
}

static struct db_statement *open_rows(
        struct work *w, const char *sql, struct args values, bool literal) {
    PGresult *result = is_ready(w) ? ask(w, sql, values, literal) : NULL;
    struct db_statement *s = result ? calloc(1, sizeof(*s)) : NULL; /* until it is stopped */
    if (s) {
        s->result = result;
    } else {
        PQclear(result);
        work_fail(w, STR("out of memory"));
    }
    return s;
}

static bool next(struct work *w, struct db_statement *s) {
    (void)w;
    return s->row++ < PQntuples(s->result);
}

static size_t columns(const struct db_statement *s) {
    return (size_t)PQnfields(s->result);
}

static struct arg arg_at(struct work *w, const PGresult *r, int row, int at) {
    const char *text = PQgetvalue(r, row, at);
    if (PQgetisnull(r, row, at)) {
        return none();
    }
    switch (PQftype(r, at)) {
    case PG_INT8: return num(strtoll(text, NULL, 10));
    case PG_FLOAT8: return real(strtod(text, NULL));
    default: return txt(arena_copy(w->mem, (str){text, (size_t)PQgetlength(r, row, at)}));
    }
}

static void read_column(
        struct work *w, struct db_statement *s, size_t column, const struct target *to) {
    int row = s->row - 1;
    int at = (int)column;
    const char *text = PQgetvalue(s->result, row, at); /* "" where the column is empty */
    switch (to->kind) {
    case TARGET_NUM:
        *(int64_t *)to->at =
                PQftype(s->result, at) == PG_BOOL ? *text == 't' : strtoll(text, NULL, 10);
        break;
    case TARGET_REAL: *(double *)to->at = strtod(text, NULL); break;
    case TARGET_TXT: {
        size_t len = (size_t)PQgetlength(s->result, row, at);
        *(str *)to->at = len ? arena_copy(w->mem, (str){text, len}) : (str){"", 0};
        break;
    }
    case TARGET_ARG: *(struct arg *)to->at = arg_at(w, s->result, row, at); break;
    }
}

static void stop(struct db *db, struct db_statement *s) {
    (void)db;
    PQclear(s->result);
    free(s);
}

static void command(struct work *w, const char *sql) {
    if (!settle(w)) {
        return;
    }
    PGresult *r = pg_link_ask(&pg_of(w->db)->link, sql);
    if (!is_well(r)) {
        fail(w, r);
    }
    PQclear(r);
}

static void begin_as(struct work *w, const char *sql) {
    struct pg_link *l = &pg_of(w->db)->link;
    assert(!l->in_unit);
    if (work_ok(w) && is_ready(w)) {
        command(w, sql);
        l->in_unit = work_ok(w);
    }
}

static void begin(struct work *w, bool bulk) {
    begin_as(w,
            bulk ? "BEGIN ISOLATION LEVEL READ COMMITTED" : "BEGIN ISOLATION LEVEL SERIALIZABLE");
}

/* It may stand still for longer than others: while what was read is stored elsewhere. */
static void freeze(struct work *w) {
    begin_as(w, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;"
                " SET LOCAL idle_in_transaction_session_timeout = '1h'");
}

/* Whoever has the lock, one for the whole database, has the next numbers, and lets go of it only when
 * they can be seen. All nodes wait for whoever has it, so it is taken in one message with COMMIT: a
 * node that stops, or is cut off, in the middle of it holds up nobody. Values cannot travel beside
 * such a message. */
static const char *words_to_keep(struct arena *mem, int64_t unit, int64_t now) {
    struct buf out = {.mem = mem};
    if (unit) {
        buf_add(&out, STR("SELECT pg_advisory_xact_lock(7233183901389055086),"
                          " pg_notify('handslag', '');"
                          " INSERT INTO change_unit (unit, at) VALUES ("));
        buf_num(&out, unit);
        buf_add(&out, STR(", "));
        buf_num(&out, now);
        buf_add(&out, STR("); "));
    }
    buf_add(&out, STR("COMMIT"));
    return arena_z(mem, buf_str(&out));
}

/* A unit in which something broke is ended by COMMIT as well, and then nothing of it is kept. */
static void keep(struct work *w, int64_t unit) {
    struct pg *p = pg_of(w->db);
    struct pg_link *l = &p->link;
    if (!settle(w)) {
        return;
    }
    p->keeping = l->process;
    PGresult *r = pg_link_ask(l, words_to_keep(w->mem, unit, w->now));
    l->in_unit = false;
    if (!is_well(r)) {
        str said = pg_link_said(l, w->mem, r);
        enum trouble trouble = pg_link_trouble(l, r);
        work_fail_with(w, l->connection ? trouble : TROUBLE_UNSURE, said);
    } else if (strcmp(PQcmdStatus(r), "COMMIT") != 0) {
        work_fail(w, STR("something in this unit of work had failed unnoticed"));
    }
    PQclear(r);
}

/* The process that was asked to keep it is told to end, unless it only waits for a standby: it has
 * kept it, or never will. A number that the system has given to another process since is told from
 * it by when it began. */
static bool is_over(struct work *w) {
    const struct pg_process *p = &pg_of(w->db)->keeping;
    (void)db_number(w,
            "SELECT COUNT(*) FROM (SELECT pg_terminate_backend(pid, 5000) AS ended"
            " FROM pg_stat_activity WHERE pid = ? AND EXTRACT(EPOCH FROM backend_start)::text = ?"
            " AND wait_event IS DISTINCT FROM 'SyncRep') AS all_of_them WHERE ended",
            num(p->id), txt(str_of(p->began)));
    int64_t left = db_number(w,
            "SELECT COUNT(*) FROM pg_stat_activity"
            " WHERE pid = ? AND EXTRACT(EPOCH FROM backend_start)::text = ?",
            num(p->id), txt(str_of(p->began)));
    return work_ok(w) && left == 0 && p->id != 0;
}

static void forget(struct work *w) {
    struct pg_link *l = &pg_of(w->db)->link;
    struct work after = {.mem = w->mem, .db = w->db}; /* it has a fault, as a rule */
    (void)settle(&after);
    l->in_unit = false;
    if (l->connection && PQtransactionStatus(l->connection) != PQTRANS_IDLE) {
        PQclear(pg_link_ask(l, "ROLLBACK"));
    }
}

static bool answers(struct db *db, int milliseconds) {
    struct pg_link *l = &pg_of(db)->link;
    if (!pg_link_stands(l, milliseconds) || !PQsendQuery(l->connection, "SELECT 1")) {
        return false;
    }
    PGresult *r = pg_link_result(l, milliseconds);
    bool well = is_well(r);
    PQclear(r);
    return well;
}

static void await_change(struct db *db, int milliseconds) {
    struct pg *p = pg_of(db);
    if (p->link.connection && p->listening != p->link.generation) {
        PQclear(pg_link_ask(&p->link, "LISTEN handslag"));
        p->listening = p->link.generation;
    }
    pg_link_await(&p->link, milliseconds);
}

/* The server keeps locks by a number and for the whole database, in which each schema may be an
 * installation of its own. */
#define LOCK_NUMBER "hashtextextended(COALESCE(current_schema(), '') || '.' || ?, 0)"

static bool try_lock(struct work *w, str name) {
    return db_number(w, "SELECT CASE WHEN pg_try_advisory_lock(" LOCK_NUMBER ") THEN 1 ELSE 0 END",
                   txt(name)) == 1;
}

static void unlock(struct work *w, str name) {
    struct work after = {.mem = w->mem, .db = w->db}; /* also when the work has a fault */
    (void)db_number(&after,
            "SELECT CASE WHEN pg_advisory_unlock(" LOCK_NUMBER ") THEN 1 ELSE 0 END", txt(name));
}

/* A step of the schema, or a look through everything, may take what it takes. */
static int take_time(struct work *w) {
    struct pg_link *l = &pg_of(w->db)->link;
    int usual = l->answer_milliseconds;
    l->answer_milliseconds = 24 * 3600 * 1000;
    command(w, "SET statement_timeout = 0");
    return usual;
}

static void hurry_again(struct work *w, int usual) {
    struct work after = {.mem = w->mem, .db = w->db}; /* also when the work has a fault */
    command(&after, "RESET statement_timeout");
    pg_of(w->db)->link.answer_milliseconds = usual;
}

static void script(struct work *w, str statements) {
    str words = db_in_dialect(
            w->mem, statements, STR("BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY"));
    if (is_ready(w)) {
        int usual = take_time(w);
        command(w, arena_z(w->mem, words));
        hurry_again(w, usual);
    }
}

static str integrity(struct work *w, bool quick) {
    if (!is_ready(w)) {
        return w->fault;
    }
    int usual = take_time(w);
    str wrong = db_pg_integrity(w, quick);
    hurry_again(w, usual);
    return wrong;
}

/* Rows that were deleted make room for others. Their bytes stay in the free part of a page until it
 * is written to; VACUUM FULL, which stops everybody, is for whoever cannot wait. */
static bool scrub(struct work *w) {
    str sql = {0};
    struct rows r = db_rows(w, "SELECT 'VACUUM ' || string_agg(quote_ident(relname), ', ')"
                               " FROM pg_class WHERE relkind = 'r'"
                               " AND relnamespace = current_schema()::regnamespace");
    (void)db_next(&r, to(sql));
    db_stop(&r);
    if (work_ok(w) && is_ready(w)) {
        int usual = take_time(w);
        command(w, arena_z(w->mem, sql));
        hurry_again(w, usual);
    }
    return work_ok(w);
}

static const struct db_driver driver = {.close = close_db,
        .patience = set_patience,
        .open = open_rows,
        .later = later,
        .next = next,
        .columns = columns,
        .read = read_column,
        .stop = stop,
        .begin = begin,
        .keep = keep,
        .is_over = is_over,
        .forget = forget,
        .answers = answers,
        .await_change = await_change,
        .try_lock = try_lock,
        .unlock = unlock,
        .script = script,
        .integrity = integrity,
        .extent = db_pg_extent,
        .scrub = scrub,
        .backup = db_pg_backup,
        .freeze = freeze,
        .identity = db_pg_identity,
        .columns_there = db_pg_columns,
        .references = db_pg_references,
        .raise_numbers = db_pg_raise_numbers};

struct db *db_pg_open(struct arena *mem, const char *address, str *fault) {
    struct pg *p = calloc(1, sizeof(*p));
    if (!p) {
        *fault = STR("out of memory");
        return NULL;
    }
    p->db.driver = &driver;
    if (!pg_link_open(&p->link, mem, address, fault)) {
        close_db(&p->db);
        return NULL;
    }
    return &p->db;
}

str db_pg_shown(struct arena *mem, const char *address) {
    return pg_link_shown(mem, address);
}
