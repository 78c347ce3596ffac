/* What a kind of database can do for db.h; known only inside this folder. Each driver's own
 * struct begins with a struct db. */
#pragma once

#include "db/db.h"

struct db_driver {
    void (*close)(struct db *db);
    void (*patience)(struct db *db, int milliseconds);

    /* NULL after a fault. The text is a literal, kept by its address; or it is made up, and goes. */
    struct db_statement *(*open)(struct work *w, const char *sql, struct args values, bool literal);
    /* Of a literal; NULL: at once, as it is opened. */
    void (*later)(struct work *w, const char *sql, struct args values);
    bool (*next)(struct work *w, struct db_statement *s); /* false at the end, or on a fault */
    size_t (*columns)(const struct db_statement *s);
    void (*read)(struct work *w, struct db_statement *s, size_t column, const struct target *to);
    void (*stop)(struct db *db, struct db_statement *s);

    void (*begin)(struct work *w, bool bulk);
    /* Numbers the unit of changes right before, so that the order of keeping is that of the
     * numbers; 0: nothing was noted. */
    void (*keep)(struct work *w, int64_t unit);
    /* After a keeping that nobody answered: whether it has come to its end, either way. */
    bool (*is_over)(struct work *w);
    void (*forget)(struct work *w);

    bool (*answers)(struct db *db, int milliseconds);
    void (*await_change)(struct db *db, int milliseconds);
    bool (*try_lock)(struct work *w, str name);
    void (*unlock)(struct work *w, str name);
    void (*script)(struct work *w, str statements);
    str (*integrity)(struct work *w, bool quick);
    struct db_extent (*extent)(struct work *w);
    bool (*scrub)(struct work *w);
    bool (*backup)(struct work *w, const char *path, int64_t *rows); /* compared; see backup.h */

    /* For copy.h. Until db_forget() all that is read is of one moment. */
    void (*freeze)(struct work *w);
    str (*identity)(struct work *w); /* the same, whatever address leads to the database */
    /* Table, column, place in the primary key or 0, and "bigint" or "text" or something else; by
     * table, the key first, then by column. */
    struct rows (*columns_there)(struct work *w);
    struct rows (*references)(struct work *w); /* table, and the one it refers to */
    void (*raise_numbers)(struct work *w);     /* a key's next number lies above those stored */
};

struct db {
    const struct db_driver *driver;
    int64_t statements, nanoseconds; /* see db_cost() */
    int64_t unit; /* of changes noted in this transaction; 0: none yet. See change.h */
};

#define DB_NO_ROOM                                                                               \
    "the disk under the database is full, or may only be read; nothing of this was stored. Make" \
    " room, or make it writable, and do it again"
#define DB_WAITED_IN_VAIN "others were storing for too long; nothing of this was stored"

struct db *db_sqlite_open(struct arena *mem, const char *path, str *fault);
struct db *db_pg_open(struct arena *mem, const char *address, str *fault);
str db_pg_shown(struct arena *mem, const char *address);
str db_pg_integrity(struct work *w, bool quick);
struct db_extent db_pg_extent(struct work *w);
bool db_pg_backup(struct work *w, const char *path, int64_t *rows);
str db_pg_identity(struct work *w);
struct rows db_pg_columns(struct work *w);
struct rows db_pg_references(struct work *w);
void db_pg_raise_numbers(struct work *w);

/* A statement made up at run time, by db/ itself: from names that the schema has, never from
 * what people wrote. */
struct rows db_rows_made(struct work *w, str sql, struct args values);

/* A script with {id} replaced by the database's own word. */
str db_in_dialect(struct arena *mem, str script, str id);
