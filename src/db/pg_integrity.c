#include "base/buf.h"
#include "db/driver.h"

#include <stdbool.h>

/* The server itself writes the questions, one a table or key: what to ask, and what is wrong if
 * the answer is above zero. */
struct question {
    str sql;
    str wrong;
};

enum { QUESTIONS_MOST = 1000 };

struct questions {
    struct question at[QUESTIONS_MOST];
    size_t count;
};

static void take(struct questions *q, struct rows r) {
    struct question one = {0};
    while (db_next(&r, to(one.sql), to(one.wrong))) {
        if (q->count < QUESTIONS_MOST) {
            q->at[q->count++] = one;
        }
    }
}

/* Every value of every row is fetched from where it lies. */
static struct rows whole_tables(struct work *w) {
    return db_rows(w,
            "SELECT format('SELECT COUNT(*) FROM %s AS t WHERE LENGTH(t::text) < 0', oid::regclass),"
            " 'the table ' || relname || ' cannot be read' FROM pg_class"
            " WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
            " ORDER BY relname");
}

static struct rows first_rows(struct work *w) {
    return db_rows(w,
            "SELECT format('SELECT COUNT(*) FROM (SELECT 1 FROM %s LIMIT 1) AS t WHERE FALSE',"
            " oid::regclass), 'the table ' || relname || ' cannot be read' FROM pg_class"
            " WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
            " ORDER BY relname");
}

/* Keys of one column each: the schema has no others. */
static struct rows keys(struct work *w) {
    return db_rows(w,
            "SELECT format('SELECT COUNT(*) FROM %s AS a WHERE a.%I IS NOT NULL"
            " AND NOT EXISTS (SELECT 1 FROM %s AS b WHERE b.%I = a.%I)',"
            " k.conrelid::regclass, own.attname, k.confrelid::regclass, other.attname,"
            " own.attname), 'a key without its row in ' || k.conrelid::regclass"
            " FROM pg_constraint AS k"
            " JOIN pg_attribute AS own ON own.attrelid = k.conrelid AND own.attnum = k.conkey[1]"
            " JOIN pg_attribute AS other ON other.attrelid = k.confrelid"
            "  AND other.attnum = k.confkey[1]"
            " WHERE k.contype = 'f' AND k.connamespace = current_schema()::regnamespace"
            " ORDER BY k.conname");
}

static str both(struct arena *mem, str wrong, str why) {
    struct buf out = {.mem = mem};
    buf_add(&out, wrong);
    buf_add(&out, STR(": "));
    buf_add(&out, why);
    return buf_str(&out);
}

str db_pg_integrity(struct work *w, bool quick) {
    struct questions *q = arena_new(w->mem, struct questions, 1);
    take(q, quick ? first_rows(w) : whole_tables(w));
    if (!quick) {
        take(q, keys(w));
    }
    for (size_t i = 0; work_ok(w) && i < q->count; i++) {
        int64_t found = 0;
        struct rows r = db_rows_made(w, q->at[i].sql, (struct args){0});
        (void)db_next(&r, to(found));
        db_stop(&r);
        if (found > 0) {
            return q->at[i].wrong;
        }
        if (w->trouble == TROUBLE_BROKEN || w->trouble == TROUBLE_DAMAGED) {
            w->trouble = TROUBLE_DAMAGED; /* the server could not make sense of what it read */
            return both(w->mem, q->at[i].wrong, w->fault);
        }
    }
    return work_ok(w) ? (str){0} : w->fault;
}

struct db_extent db_pg_extent(struct work *w) {
    struct db_extent e = {0};
    struct rows r = db_rows(w,
            "SELECT COALESCE(SUM(pg_total_relation_size(oid)), 0), COUNT(*),"
            " (SELECT COUNT(*) FROM pg_constraint WHERE contype = 'f'"
            "  AND connamespace = current_schema()::regnamespace)"
            " FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace");
    (void)db_next(&r, to(e.bytes), to(e.tables), to(e.keys));
    db_stop(&r);
    return e;
}
