/* One connection to PostgreSQL: made, watched, and made again when it was lost.
 *
 * Every wait has an end, also when the other side has gone without a word. libpq:
 * https://www.postgresql.org/docs/15/libpq.html */
#pragma once

#include "db/db.h"

#include <libpq-fe.h>

/* One of the server's, which serves one connection. */
struct pg_process {
    int64_t id;
    char began[32]; /* in seconds since 1970, as the server writes them */
};

struct pg_link {
    char *address;
    PGconn *connection;  /* NULL while there is none */
    uint64_t generation; /* which connection this is: what was prepared on another is gone */
    struct pg_process process;
    uint64_t turn;           /* of the servers in the address, which is tried first */
    int answer_milliseconds; /* the longest wait for one statement */
    int patience_milliseconds;
    bool in_unit;
};

/* False with the reason, in `mem`. */
bool pg_link_open(struct pg_link *l, struct arena *mem, const char *address, str *fault);
void pg_link_close(struct pg_link *l);

/* How long a statement waits for others; also on the connections after this one. */
void pg_link_patience(struct pg_link *l, int milliseconds);

/* A connection that stands, made anew within that time if it was lost. In a unit of work the lost
 * one took the unit with it, and there is no other. */
bool pg_link_stands(struct pg_link *l, int milliseconds);

/* What was sent has this result; NULL when the connection is lost. */
PGresult *pg_link_result(struct pg_link *l, int milliseconds);

/* The result of statements without values. */
PGresult *pg_link_ask(struct pg_link *l, const char *sql);

/* Waits for a notification on "handslag", or until the time is over. */
void pg_link_await(struct pg_link *l, int milliseconds);

/* What kind of failing a result is, and what PostgreSQL says of it. A connection that leads to
 * nothing any more is given up. */
enum trouble pg_link_trouble(struct pg_link *l, const PGresult *result);
str pg_link_said(const struct pg_link *l, struct arena *mem, const PGresult *result);

str pg_link_shown(struct arena *mem, const char *address);
