#include "base/buf.h"
#include "db/copy.h"
#include "db/driver.h"
#include "db/migrate.h"

#include <unistd.h>

str db_pg_identity(struct work *w) {
    str said = {0};
    struct rows r =
            db_rows(w, "SELECT current_database() || '.' || current_schema()"
                       " || ' of the server ' || system_identifier FROM pg_control_system()");
    (void)db_next(&r, to(said));
    db_stop(&r);
    return said;
}

struct rows db_pg_columns(struct work *w) {
    return db_rows(w,
            "SELECT own, name, place, type FROM"
            " (SELECT t.relname AS own, c.attname AS name, format_type(c.atttypid, c.atttypmod)"
            "   AS type, COALESCE(array_position(k.indkey::int2[], c.attnum), -1) + 1 AS place"
            "  FROM pg_class AS t JOIN pg_attribute AS c ON c.attrelid = t.oid"
            "  LEFT JOIN pg_index AS k ON k.indrelid = t.oid AND k.indisprimary"
            "  WHERE t.relkind = 'r' AND t.relnamespace = current_schema()::regnamespace"
            "   AND c.attnum > 0 AND NOT c.attisdropped) AS columns_there"
            " ORDER BY own, place = 0, place, name");
}

struct rows db_pg_references(struct work *w) {
    return db_rows(w, "SELECT t.relname, p.relname FROM pg_constraint AS k"
                      " JOIN pg_class AS t ON t.oid = k.conrelid"
                      " JOIN pg_class AS p ON p.oid = k.confrelid"
                      " WHERE k.contype = 'f'"
                      " AND k.connamespace = current_schema()::regnamespace");
}

/* The server itself writes what is to be said for each table. */
void db_pg_raise_numbers(struct work *w) {
    struct rows all = db_rows(w,
            "SELECT format('SELECT setval(%L, GREATEST(COALESCE(MAX(%I), 0), 0) + 1, false)"
            " FROM %s', pg_get_serial_sequence(t.oid::regclass::text, c.attname), c.attname,"
            " t.oid::regclass)"
            " FROM pg_class AS t JOIN pg_attribute AS c ON c.attrelid = t.oid"
            " WHERE t.relkind = 'r' AND t.relnamespace = current_schema()::regnamespace"
            " AND c.attidentity <> ''");
    str sql = {0};
    int64_t next = 0;
    while (db_next(&all, to(sql))) {
        struct rows r = db_rows_made(w, sql, (struct args){0});
        (void)db_next(&r, to(next));
        db_stop(&r);
    }
}

/* Copied table by table, and compared by the copy itself. */
bool db_pg_backup(struct work *w, const char *path, int64_t *rows) {
    struct work into = {.mem = w->mem, .now = w->now};
    struct copy c = {.from = w, .to = &into, .one_moment = true};
    into.db = db_sqlite_open(w->mem, path, &into.fault);
    bool done = into.db && migrate(&into) == MIGRATED && copy_all(&c) == COPIED;
    db_close(into.db);
    *rows = c.rows;
    if (!done) {
        work_fail_with(w, into.trouble, into.fault);
    }
    return done;
}
