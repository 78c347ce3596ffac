#include "db/copy.h"

#include "db/change.h"
#include "db/driver.h"
#include "db/walk.h"

enum {
    VALUES_MOST = 2000,           /* in one statement */
    BYTES_MOST = 4 * 1024 * 1024, /* of texts in one statement */
    UNIT_ROWS = 5000,
};

/* A table under way, and the rows of it that wait to be stored in one statement. */
struct copying {
    struct copy *copy;
    const struct shape_table *table;
    int64_t rows;    /* gone through */
    int64_t changed; /* rows in the unit under way; 0: there is none */
    bool stopped;
    struct arena mem; /* of the rows that wait */
    struct arg *cells;
    size_t waiting;
    size_t bytes;
};

static bool goes_on(const struct copying *k) {
    return !k->stopped && work_ok(k->copy->from) && work_ok(k->copy->to);
}

static void tell(struct copying *k, bool complete, bool compared) {
    const struct copy *c = k->copy;
    struct copy_step step = {k->table->name, k->rows, complete, compared};
    if (c->watch && goes_on(k) && !c->watch(c->whom, &step)) {
        k->stopped = true;
    }
}

static void fail_at(struct copying *k, enum trouble trouble, str where, str why) {
    struct work *to = k->copy->to;
    struct buf out = {.mem = to->mem};
    buf_add(&out, where);
    buf_add(&out, STR(": "));
    buf_add(&out, why);
    work_fail_with(to, trouble, buf_str(&out));
}

static str name_of(const struct copying *k, const struct arg *row) {
    return walk_row_name(k->copy->to->mem, k->table, row);
}

/* Begun with the first change, kept when it is large enough. */
static void begin_unit(struct copying *k) {
    if (k->changed == 0) {
        db_begin_bulk(k->copy->to);
    }
}

static void end_unit(struct copying *k, int64_t least) {
    if (k->changed >= least && k->changed) {
        k->changed = 0;
        (void)db_end(k->copy->to);
        tell(k, false, false);
    }
}

static void run(struct work *w, const struct buf *sql, struct args values) {
    struct rows r = db_rows_made(w, buf_str(sql), values);
    while (db_next_row(&r, (struct targets){0})) {
    }
}

static void store(
        struct work *w, const struct shape_table *t, const struct arg *cells, size_t rows) {
    struct buf sql = {.mem = w->mem};
    buf_add(&sql, STR("INSERT INTO "));
    shape_add_name(&sql, t->name);
    buf_add(&sql, STR(" ("));
    shape_add_columns(&sql, t, t->count);
    buf_add(&sql, STR(") VALUES "));
    for (size_t i = 0; i < rows * t->count; i++) {
        bool first = i % t->count == 0;
        buf_add(&sql, !first ? STR(", ?") : i ? STR("), (?") : STR("(?"));
    }
    buf_add(&sql, STR(")"));
    run(w, &sql, (struct args){cells, rows * t->count});
}

/* Tried one by one, keeping none: which of the waiting rows the destination does not take. */
static const struct arg *refused(struct copying *k) {
    for (size_t i = 0; i < k->waiting; i++) {
        const struct arg *row = &k->cells[i * k->table->count];
        struct work own = {.mem = &k->mem, .db = k->copy->to->db};
        db_begin_bulk(&own);
        store(&own, k->table, row, 1);
        bool taken = work_ok(&own);
        db_forget(&own);
        if (!taken) {
            return row;
        }
    }
    return NULL;
}

static void store_waiting(struct copying *k) {
    if (k->waiting && goes_on(k)) {
        begin_unit(k);
        struct work own = *k->copy->to;
        own.mem = &k->mem;
        store(&own, k->table, k->cells, k->waiting);
        k->changed += (int64_t)k->waiting;
        if (!work_ok(&own)) {
            k->changed = 0;
            db_forget(k->copy->to);
            const struct arg *row = own.trouble == TROUBLE_BROKEN ? refused(k) : NULL;
            fail_at(k, own.trouble, row ? name_of(k, row) : k->table->name, own.fault);
        }
    }
    arena_free(&k->mem);
    k->cells = NULL;
    k->waiting = 0;
    k->bytes = 0;
}

static bool fits(const struct shape_table *t, const struct arg *row) {
    for (size_t i = 0; i < t->count; i++) {
        bool right = row[i].kind == (t->columns[i].number ? ARG_NUM : ARG_TXT);
        bool empty = row[i].kind == ARG_NONE && i >= t->keys;
        if (!right && !empty) {
            return false;
        }
    }
    return true;
}

/* The row goes with the next batch of the walk; until it is stored we keep it. */
static void add_row(struct copying *k, const struct arg *row) {
    size_t columns = k->table->count;
    size_t most = VALUES_MOST / columns + 1;
    if (!fits(k->table, row)) {
        fail_at(k, TROUBLE_BROKEN, name_of(k, row),
                STR("it holds a value of a kind that its column is not made for"));
        return;
    }
    if (!k->cells) {
        k->cells = arena_new(&k->mem, struct arg, most * columns);
    }
    struct arg *kept = &k->cells[k->waiting++ * columns];
    for (size_t i = 0; i < columns; i++) {
        kept[i] = row[i];
        kept[i].txt = arena_copy(&k->mem, row[i].txt);
        k->bytes += row[i].txt.len;
    }
    bool heavy = k->bytes >= BYTES_MOST;
    if (k->waiting == most || heavy) {
        store_waiting(k);
        end_unit(k, heavy ? 0 : UNIT_ROWS);
    }
}

static void remove_row(struct copying *k, const struct arg *row) {
    const struct shape_table *t = k->table;
    begin_unit(k);
    struct work own = *k->copy->to;
    own.mem = &k->mem;
    struct buf sql = {.mem = &k->mem};
    buf_add(&sql, STR("DELETE FROM "));
    shape_add_name(&sql, t->name);
    for (size_t i = 0; i < t->keys; i++) {
        buf_add(&sql, i ? STR(" AND ") : STR(" WHERE "));
        shape_add_name(&sql, t->columns[i].name);
        buf_add(&sql, STR(" = ?"));
    }
    run(&own, &sql, (struct args){row, t->keys});
    if (!work_ok(&own)) {
        fail_at(k, own.trouble, name_of(k, row), own.fault);
    }
    arena_free(&k->mem);
    k->changed++;
    end_unit(k, UNIT_ROWS);
}

/* What an unfinished copy left behind, and what happened to it since. Rows that differ go too, and
 * come anew: so none is ever in the way of another that must not be like it. */
static void remove_strays(struct copying *k) {
    struct walk walk = walk_open(k->copy->from, k->copy->to, k->table);
    while (goes_on(k) && walk_next(&walk)) {
        bool right = walk.from_row && walk.to_row &&
                     walk_rows_equal(k->table, walk.from_row, walk.to_row);
        if (walk.to_row && !right) {
            remove_row(k, walk.to_row);
        }
    }
    walk_close(&walk);
    end_unit(k, 0);
}

static void add_missing(struct copying *k) {
    struct walk walk = walk_open(k->copy->from, k->copy->to, k->table);
    while (goes_on(k) && walk_next(&walk)) {
        k->rows += walk.from_row != NULL;
        if (walk.from_row && !walk.to_row) {
            add_row(k, walk.from_row);
        }
    }
    walk_close(&walk);
    store_waiting(k);
    end_unit(k, 0);
    tell(k, true, false);
}

static void compare_table(struct copying *k) {
    struct walk walk = walk_open(k->copy->from, k->copy->to, k->table);
    k->rows = 0;
    while (goes_on(k) && walk_next(&walk)) {
        const struct arg *any = walk.from_row ? walk.from_row : walk.to_row;
        if (!walk.from_row || !walk.to_row) {
            fail_at(k, TROUBLE_BROKEN, name_of(k, any),
                    walk.to_row ? STR("the source has no such row")
                                : STR("the destination has no such row"));
        } else if (!walk_rows_equal(k->table, walk.from_row, walk.to_row)) {
            fail_at(k, TROUBLE_BROKEN, name_of(k, any), STR("it differs on the two sides"));
        } else if (++k->rows % UNIT_ROWS == 0) {
            tell(k, false, true);
        }
    }
    walk_close(&walk);
    tell(k, true, true);
    k->copy->tables++;
    k->copy->rows += k->rows;
}

static void compare_all(struct copying *k, const struct shape *s) {
    k->copy->tables = 0;
    k->copy->rows = 0;
    for (size_t i = 0; i < s->count && goes_on(k); i++) {
        k->table = &s->at[i];
        compare_table(k);
    }
}

static void copy_tables(struct copying *k, const struct shape *s) {
    for (size_t i = 0; i < s->count && goes_on(k); i++) {
        k->table = &s->at[i];
        k->rows = 0;
        if (k->copy->resumed) {
            remove_strays(k);
        }
        add_missing(k);
    }
}

static struct shape shape_of_both(struct copy *c) {
    struct shape from = shape_read(c->from);
    struct shape to = shape_read(c->to);
    str differing = shape_differing(&from, &to);
    if (differing.len && work_ok(c->from)) {
        struct buf out = {.mem = c->to->mem};
        buf_add(&out, STR("the two databases do not have the same table "));
        buf_add(&out, differing);
        work_fail(c->to, buf_str(&out));
    }
    return from;
}

static bool holds_something(struct work *w, const struct shape *s) {
    int64_t found = 0;
    for (size_t i = 0; i < s->count && !found; i++) {
        struct buf sql = {.mem = w->mem};
        buf_add(&sql, STR("SELECT 1 FROM "));
        shape_add_name(&sql, s->at[i].name);
        buf_add(&sql, STR(" LIMIT 1"));
        struct rows r = db_rows_made(w, buf_str(&sql), (struct args){0});
        (void)db_next(&r, to(found));
        db_stop(&r);
    }
    return found != 0;
}

str copy_unfinished(struct work *w) {
    str source = {0};
    struct rows r = db_rows(w, "SELECT source FROM copying LIMIT 1");
    (void)db_next(&r, to(source));
    db_stop(&r);
    return source;
}

/* Looked at and marked in one unit; COPIED if the copy may go ahead. */
static enum copied take_over(struct copy *c, const struct shape *s, str source) {
    enum copied ready = COPIED;
    db_begin(c->to);
    c->unfinished = copy_unfinished(c->to);
    c->resumed = c->unfinished.len > 0;
    if (c->resumed) {
        ready = str_eq(c->unfinished, source) ? COPIED : COPY_OTHER;
    } else if (holds_something(c->to, s)) {
        ready = COPY_OCCUPIED;
    } else {
        db_run(c->to, "INSERT INTO copying (source, at) VALUES (?, ?)", txt(source),
                num(c->to->now));
    }
    return db_end(c->to) ? ready : COPY_BROKE;
}

static enum copied copy_moment(struct copying *k, const struct shape *s) {
    struct copy *c = k->copy;
    c->from->db->driver->freeze(c->from);
    struct change_place start = change_last(c->from);
    copy_tables(k, s);
    if (goes_on(k)) {
        c->to->db->driver->raise_numbers(c->to);
    }
    compare_all(k, s);
    db_forget(c->from);
    if (!goes_on(k)) {
        return k->stopped ? COPY_STOPPED : COPY_BROKE;
    }
    if (!c->one_moment && change_last(c->from).seq != start.seq) {
        return COPY_BEHIND;
    }
    db_run(c->to, "DELETE FROM copying");
    return COPIED;
}

static enum copied copy_alone(struct copy *c) {
    str source = c->from->db->driver->identity(c->from);
    if (str_eq(source, c->to->db->driver->identity(c->to)) && work_ok(c->to)) {
        return COPY_SAME;
    }
    struct copying k = {.copy = c};
    struct shape s = shape_of_both(c);
    if (!goes_on(&k)) {
        return COPY_BROKE;
    }
    enum copied ready = take_over(c, &s, source);
    return ready == COPIED ? copy_moment(&k, &s) : ready;
}

/* What broke on the side that is read is the destination's fault as well. */
static bool held(struct copy *c) {
    if (!work_ok(c->from)) {
        work_fail_with(c->to, c->from->trouble, arena_copy(c->to->mem, c->from->fault));
    }
    return work_ok(c->to);
}

enum copied copy_all(struct copy *c) {
    enum copied done = COPY_AT_WORK;
    if (db_try_lock(c->to, STR("copy"))) {
        done = copy_alone(c);
        db_unlock(c->to, STR("copy"));
    }
    return held(c) ? done : COPY_BROKE;
}

bool copy_compare(struct copy *c) {
    struct copying k = {.copy = c};
    struct shape s = shape_of_both(c);
    compare_all(&k, &s);
    return held(c);
}
