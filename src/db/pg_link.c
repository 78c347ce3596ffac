#include "db/pg_link.h"

#include "base/buf.h"
#include "db/driver.h"

#include <poll.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    WORDS_MOST = 64, /* of a connection's description */
    PAUSE_MILLISECONDS = 100,
    GRACE_MILLISECONDS = 3000,   /* for the answer that a statement took too long */
    SILENCE_MILLISECONDS = 3000, /* then it is asked whether the server is there at all */
    LOOK_AFTER_MILLISECONDS = 300,
    WITHOUT_END_MILLISECONDS = 3600 * 1000,
    SERVER_LEAST = 150000,
};

/* What the address does not say itself. The server gives up on a client that went without a word
 * within half a minute, and with it on its locks; also while it is at work for it. */
static const struct {
    const char *word;
    const char *value;
} defaults[] = {
        {"connect_timeout", "3"},
        {"keepalives_idle", "5"},
        {"keepalives_interval", "3"},
        {"keepalives_count", "3"},
        {"tcp_user_timeout", "10000"},
        {"target_session_attrs", "read-write"},
        {"fallback_application_name", "handslag"},
};

#define SETTINGS                                                                        \
    "-c statement_timeout=30s -c lock_timeout=15s"                                      \
    " -c idle_in_transaction_session_timeout=60s"                                       \
    " -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3" \
    " -c tcp_user_timeout=25s -c client_connection_check_interval=5s "

_Static_assert(DB_STATEMENT_SECONDS == 30 && DB_WAIT_SECONDS == 15, "SETTINGS name them");

static int64_t milliseconds_now(void) {
    struct timespec t = {0};
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void pause_for(int64_t milliseconds) {
    nanosleep(&(struct timespec){.tv_nsec = (long)(milliseconds * 1000000L)}, NULL);
}

static void say_nothing(void *arg, const char *message) {
    (void)arg, (void)message;
}

struct words {
    const char *names[WORDS_MOST];
    const char *values[WORDS_MOST];
    size_t count;
};

static void add(struct words *w, const char *name, const char *value) {
    if (w->count + 1 < WORDS_MOST) { /* the last one stays empty: it ends the list */
        w->names[w->count] = name;
        w->values[w->count++] = value;
    }
}

static const char *value_of(const PQconninfoOption *all, const char *word) {
    for (const PQconninfoOption *o = all; o->keyword; o++) {
        if (strcmp(o->keyword, word) == 0) {
            return o->val && *o->val ? o->val : NULL;
        }
    }
    return NULL;
}

/* "a,b,c" from its second: "b,c,a". */
static const char *turned(struct arena *mem, const char *list, uint64_t by) {
    str rest = str_of(list);
    str first;
    struct buf out = {.mem = mem};
    uint64_t count = 1;
    for (size_t i = 0; i < rest.len; i++) {
        count += rest.at[i] == ',';
    }
    for (by %= count; by; by--) {
        (void)str_cut(&rest, ',', &first);
    }
    buf_add(&out, rest);
    if (rest.at > list) {
        buf_add(&out, STR(","));
        buf_add(&out, (str){list, (size_t)(rest.at - list - 1)});
    }
    return arena_z(mem, buf_str(&out));
}

static bool is_list_of_servers(const char *word) {
    return strcmp(word, "host") == 0 || strcmp(word, "hostaddr") == 0 || strcmp(word, "port") == 0;
}

/* The address's own words, then ours where it is silent. Of several servers each is the first in
 * its turn: libpq goes on to the next if one cannot be reached, but not if it hangs up. */
static struct words words_of(struct arena *mem, const PQconninfoOption *said, uint64_t turn) {
    struct words w = {0};
    for (const PQconninfoOption *o = said; o->keyword; o++) {
        if (o->val && *o->val && strcmp(o->keyword, "options") != 0) {
            add(&w, o->keyword,
                    is_list_of_servers(o->keyword) ? turned(mem, o->val, turn) : o->val);
        }
    }
    for (size_t i = 0; i < sizeof(defaults) / sizeof(defaults[0]); i++) {
        if (!value_of(said, defaults[i].word)) {
            add(&w, defaults[i].word, defaults[i].value);
        }
    }
    struct buf options = {.mem = mem};
    const char *own = value_of(said, "options");
    buf_add(&options, STR(SETTINGS));
    buf_add(&options, str_of(own));
    add(&w, "options", arena_z(mem, buf_str(&options)));
    add(&w, "client_encoding", "UTF8");
    return w;
}

/* Trying again makes no difference to these. */
static bool is_for_good(const char *message) {
    static const char *const signs[] = {"authentication failed", "does not exist",
            "no password supplied", "pg_hba.conf", "invalid ", "not permitted", "certificate"};
    for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
        if (strstr(message, signs[i])) {
            return true;
        }
    }
    return false;
}

static void drop(struct pg_link *l) {
    PQfinish(l->connection);
    l->connection = NULL;
}

static bool is_up(const struct pg_link *l) {
    return l->connection && PQstatus(l->connection) == CONNECTION_OK;
}

/* Since when no connection of this process reaches the database; 0: the last one did. When one was
 * last tried in vain, and how many are being tried. */
static _Atomic int64_t away_since;
static _Atomic int64_t tried_last;
static atomic_int trying;

static void note_there(void) {
    if (atomic_load(&away_since)) {
        atomic_store(&away_since, 0);
    }
}

static void note_away(int64_t since) {
    int64_t never = 0;
    (void)atomic_compare_exchange_strong(&away_since, &never, since);
    atomic_store(&tried_last, milliseconds_now());
}

/* It has been waited for long enough, by whoever noticed first. */
static bool is_given_up(void) {
    int64_t since = atomic_load(&away_since);
    return since && milliseconds_now() - since > (int64_t)DB_WAIT_SECONDS * 1000;
}

/* Then one at a time looks whether it is back; to try takes seconds where nothing answers. */
static bool is_looked_after(void) {
    return is_given_up() && (atomic_load(&trying) || milliseconds_now() - atomic_load(&tried_last) <
                                                             LOOK_AFTER_MILLISECONDS);
}

/* Whether anybody answers where this connection leads, for on a line that was cut an answer is
 * waited for like one that takes long. What the answer is makes no difference. */
static bool server_speaks(const struct pg_link *l, int64_t silent_since) {
    static const char *const names[] = {
            "host", "hostaddr", "port", "user", "dbname", "connect_timeout", NULL};
    const char *const values[] = {PQhost(l->connection), PQhostaddr(l->connection),
            PQport(l->connection), PQuser(l->connection), PQdb(l->connection), "3", NULL};
    bool speaks = PQpingParams(names, values, 0) != PQPING_NO_RESPONSE;
    if (!speaks) {
        note_away(silent_since);
    }
    return speaks;
}

/* Until there is something to read, sending what is still to be sent. False: the connection is
 * lost, or the time is over. */
static bool hear(struct pg_link *l, int64_t until) {
    int64_t left = until - milliseconds_now();
    int unsent = PQflush(l->connection);
    struct pollfd p = {
            .fd = PQsocket(l->connection), .events = (short)(unsent ? POLLIN | POLLOUT : POLLIN)};
    if (left <= 0 || unsent < 0) {
        return false;
    }
    int ready = poll(&p, 1, left < SILENCE_MILLISECONDS ? (int)left : SILENCE_MILLISECONDS);
    return ready == 0 ? server_speaks(l, milliseconds_now() - SILENCE_MILLISECONDS)
                      : ready > 0 && PQconsumeInput(l->connection);
}

PGresult *pg_link_result(struct pg_link *l, int milliseconds) {
    int64_t until = milliseconds_now() + milliseconds;
    PGresult *last = NULL;
    PGresult *one;
    while (is_up(l)) {
        while (PQisBusy(l->connection)) {
            if (!hear(l, until)) {
                PQclear(last);
                drop(l);
                return NULL;
            }
        }
        if (!(one = PQgetResult(l->connection))) {
            note_there();
            return last;
        }
        if (!last || PQresultStatus(last) != PGRES_FATAL_ERROR) {
            PQclear(last);
            last = one;
        } else {
            PQclear(one);
        }
    }
    PQclear(last);
    return NULL;
}

PGresult *pg_link_ask(struct pg_link *l, const char *sql) {
    if (!is_up(l) || !PQsendQuery(l->connection, sql)) {
        return NULL;
    }
    return pg_link_result(l, l->answer_milliseconds);
}

/* The server ends a statement that takes too long; should it not answer at all, we do. */
static int limit_of(long milliseconds) {
    return milliseconds > 0 && milliseconds < WITHOUT_END_MILLISECONDS
                   ? (int)milliseconds + GRACE_MILLISECONDS
                   : WITHOUT_END_MILLISECONDS;
}

/* False if it does not say; then it is of no use. */
static bool learn(struct pg_link *l) {
    l->answer_milliseconds = GRACE_MILLISECONDS;
    PGresult *r =
            pg_link_ask(l, "SELECT s.setting, a.pid, EXTRACT(EPOCH FROM a.backend_start)::text"
                           " FROM pg_settings AS s, pg_stat_activity AS a"
                           " WHERE s.name = 'statement_timeout' AND a.pid = pg_backend_pid()");
    bool known = r && PQresultStatus(r) == PGRES_TUPLES_OK && PQntuples(r) == 1;
    if (known) {
        l->answer_milliseconds = limit_of(strtol(PQgetvalue(r, 0, 0), NULL, 10));
        l->process.id = strtoll(PQgetvalue(r, 0, 1), NULL, 10);
        (void)snprintf(l->process.began, sizeof(l->process.began), "%s", PQgetvalue(r, 0, 2));
    }
    PQclear(r);
    return known;
}

static void learn_patience(struct pg_link *l) {
    char sql[40];
    (void)snprintf(sql, sizeof(sql), "SET lock_timeout = %d", l->patience_milliseconds);
    PQclear(pg_link_ask(l, sql));
}

void pg_link_patience(struct pg_link *l, int milliseconds) {
    l->patience_milliseconds = milliseconds;
    learn_patience(l);
}

/* The reason is libpq's, in `mem`; empty when it stands. */
static str connect_once(struct pg_link *l, struct arena *mem) {
    char *wrong = NULL;
    PQconninfoOption *said = PQconninfoParse(l->address, &wrong);
    if (!said) {
        str why = arena_copy(mem, str_trim(str_of(wrong)));
        PQfreemem(wrong);
        return why;
    }
    struct words w = words_of(mem, said, l->turn);
    drop(l);
    l->connection = PQconnectdbParams(w.names, w.values, 0);
    PQconninfoFree(said);
    if (is_up(l)) {
        l->generation++;
        PQsetNoticeProcessor(l->connection, say_nothing, NULL);
        /* Faults are logged, and details would say what stands in the row: somebody's address. */
        (void)PQsetErrorVerbosity(l->connection, PQERRORS_TERSE);
        /* Else libpq would wait without end for a server that takes nothing more. */
        if (PQsetnonblocking(l->connection, 1) != 0 || !learn(l)) {
            drop(l);
        }
    }
    if (is_up(l) && l->patience_milliseconds != DB_WAIT_SECONDS * 1000) { /* SETTINGS names that */
        learn_patience(l);
    }
    return is_up(l) ? (str){0} : pg_link_said(l, mem, NULL);
}

static str try_once(struct pg_link *l, struct arena *mem) {
    if (is_looked_after()) {
        return STR("the database is away");
    }
    atomic_fetch_add(&trying, 1);
    str why = connect_once(l, mem);
    atomic_fetch_sub(&trying, 1);
    if (!is_up(l)) {
        l->turn++;
        note_away(milliseconds_now());
    }
    return why;
}

/* Until it stands, the time is over, or trying makes no difference. */
static str connect_within(struct pg_link *l, struct arena *mem, int milliseconds) {
    int64_t until = milliseconds_now() + milliseconds;
    str why = try_once(l, mem);
    while (!is_up(l) && !is_given_up() && milliseconds_now() < until &&
            !is_for_good(arena_z(mem, why))) {
        pause_for(PAUSE_MILLISECONDS);
        why = try_once(l, mem);
    }
    return is_up(l) ? (str){0} : why;
}

bool pg_link_stands(struct pg_link *l, int milliseconds) {
    if (is_up(l)) {
        return true;
    }
    if (l->in_unit) {
        return false;
    }
    struct arena mem = {0};
    (void)connect_within(l, &mem, milliseconds);
    arena_free(&mem);
    return is_up(l);
}

/* Texts are compared by their bytes in UTF-8 everywhere, or lists would come in another order. */
static str unfit(struct pg_link *l) {
    PGresult *r = pg_link_ask(l, "SELECT pg_encoding_to_char(encoding), datcollate,"
                                 " current_setting('server_version_num') FROM pg_database"
                                 " WHERE datname = current_database()");
    str why = {0};
    if (!r || PQresultStatus(r) != PGRES_TUPLES_OK || PQntuples(r) != 1) {
        why = STR("the database does not say how it is made");
    } else if (strtol(PQgetvalue(r, 0, 2), NULL, 10) < SERVER_LEAST) {
        why = STR("this server is older than PostgreSQL 15");
    } else {
        const char *order = PQgetvalue(r, 0, 1);
        bool by_bytes = strcmp(order, "C") == 0 || strcmp(order, "POSIX") == 0 ||
                        strcmp(order, "C.UTF-8") == 0 || strcmp(order, "C.utf8") == 0;
        if (strcmp(PQgetvalue(r, 0, 0), "UTF8") != 0 || !by_bytes) {
            why = STR("this database does not order texts by their bytes in UTF-8. Make one that"
                      " does: createdb --template=template0 --encoding=UTF8 --locale=C NAME");
        }
    }
    PQclear(r);
    return why;
}

bool pg_link_open(struct pg_link *l, struct arena *mem, const char *address, str *fault) {
    l->address = strdup(address);
    if (!l->address) {
        *fault = STR("out of memory");
        return false;
    }
    l->patience_milliseconds = DB_WAIT_SECONDS * 1000;
    *fault = connect_within(l, mem, l->patience_milliseconds);
    if (fault->len == 0) {
        *fault = unfit(l);
    }
    return fault->len == 0;
}

void pg_link_close(struct pg_link *l) {
    drop(l);
    free(l->address);
}

void pg_link_await(struct pg_link *l, int milliseconds) {
    if (!is_up(l)) {
        pause_for(milliseconds);
        return;
    }
    PGnotify *heard = PQnotifies(l->connection);
    if (!heard) {
        struct pollfd p = {.fd = PQsocket(l->connection), .events = POLLIN};
        (void)poll(&p, 1, milliseconds);
        if (PQconsumeInput(l->connection) == 0) {
            return; /* lost; the next statement mends it */
        }
        heard = PQnotifies(l->connection);
    }
    for (; heard; heard = PQnotifies(l->connection)) {
        PQfreemem(heard);
    }
}

static bool is_class(const char *state, const char *beginning) {
    return strncmp(state, beginning, strlen(beginning)) == 0;
}

/* https://www.postgresql.org/docs/15/errcodes-appendix.html; "" where the server said nothing. */
static const char *state_of(const PGresult *result) {
    const char *state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
    return state ? state : "";
}

enum trouble pg_link_trouble(struct pg_link *l, const PGresult *result) {
    const char *state = state_of(result);
    if (!*state || !is_up(l) || is_class(state, "08") || is_class(state, "57P") ||
            is_class(state, "25006")) { /* going away, or no longer the server that may write */
        drop(l);
        return TROUBLE_AGAIN;
    }
    if (is_class(state, "40")) {
        return TROUBLE_AGAIN; /* others were quicker */
    }
    if (is_class(state, "23505")) { /* somebody else made it after we had looked */
        return l->in_unit ? TROUBLE_AGAIN : TROUBLE_BROKEN;
    }
    if (is_class(state, "53100")) {
        return TROUBLE_FULL;
    }
    if (is_class(state, "XX001") || is_class(state, "XX002")) {
        return TROUBLE_DAMAGED;
    }
    bool waited = is_class(state, "55P03") || is_class(state, "57014") || is_class(state, "53300");
    return waited ? TROUBLE_BUSY : TROUBLE_BROKEN;
}

str pg_link_said(const struct pg_link *l, struct arena *mem, const PGresult *result) {
    if (is_class(state_of(result), "53100")) {
        return STR(DB_NO_ROOM);
    }
    if (is_class(state_of(result), "55P03")) {
        return STR(DB_WAITED_IN_VAIN);
    }
    const char *said = result          ? PQresultErrorMessage(result)
                       : l->connection ? PQerrorMessage(l->connection)
                                       : "";
    str message = str_trim(str_of(said));
    return message.len ? arena_copy(mem, message) : STR("the connection to the database was lost");
}

str pg_link_shown(struct arena *mem, const char *address) {
    PQconninfoOption *said = PQconninfoParse(address, NULL);
    struct buf out = {.mem = mem};
    buf_add(&out, STR("postgresql://"));
    if (said) {
        const char *user = value_of(said, "user");
        const char *port = value_of(said, "port");
        buf_add(&out, str_of(user));
        buf_add(&out, user ? STR("@") : (str){0});
        buf_add(&out, str_of(value_of(said, "host")));
        buf_add(&out, port ? STR(":") : (str){0});
        buf_add(&out, str_of(port));
        buf_add(&out, STR("/"));
        buf_add(&out, str_of(value_of(said, "dbname")));
        PQconninfoFree(said);
    }
    return buf_str(&out);
}
