#include "db/walk.h"

#include "db/driver.h"

enum {
    ROWS_FIRST = 100,
    ROWS_MOST = 2000,
    BYTES_MEANT = 4 * 1024 * 1024, /* of texts in a batch, going by those of the last one */
};

static int cell_order(const struct arg *a, const struct arg *b) {
    if (a->kind != b->kind) {
        return a->kind < b->kind ? -1 : 1;
    }
    switch (a->kind) {
    case ARG_NUM: return (a->num > b->num) - (a->num < b->num);
    case ARG_REAL: return (a->real > b->real) - (a->real < b->real);
    case ARG_NONE: return 0;
    case ARG_TXT:
    case ARG_URL:
    case ARG_LINK: break;
    }
    return str_order(a->txt, b->txt);
}

static int order(const struct arg *a, const struct arg *b, size_t count) {
    int found = 0;
    for (size_t i = 0; i < count && found == 0; i++) {
        found = cell_order(&a[i], &b[i]);
    }
    return found;
}

bool walk_rows_equal(const struct shape_table *t, const struct arg *a, const struct arg *b) {
    return order(a, b, t->count) == 0;
}

/* A text may hold what no terminal should be given. */
static void add_shown(struct buf *out, str text) {
    static const char unknown[] = "?";
    for (size_t i = 0; i < text.len; i++) {
        bool plain = text.at[i] >= ' ' && text.at[i] <= '~';
        buf_add(out, (str){plain ? &text.at[i] : unknown, 1});
    }
}

str walk_row_name(struct arena *mem, const struct shape_table *t, const struct arg *row) {
    struct buf out = {.mem = mem};
    buf_add(&out, t->name);
    buf_add(&out, STR(", key"));
    for (size_t i = 0; i < t->keys; i++) {
        buf_add(&out, STR(" "));
        if (row[i].kind == ARG_NUM) {
            buf_num(&out, row[i].num);
        } else {
            add_shown(&out, row[i].txt);
        }
    }
    return buf_str(&out);
}

static struct args values_after(
        struct arena *mem, const struct walk_side *s, const struct arg *last) {
    size_t count = last ? s->table->keys : 0;
    struct arg *values = arena_new(mem, struct arg, count + 1);
    for (size_t i = 0; i < count; i++) {
        values[i] = last[i];
    }
    values[count] = num(s->most);
    return (struct args){values, count + 1};
}

static struct rows rows_after(struct work *w, const struct walk_side *s, const struct arg *last) {
    const struct shape_table *t = s->table;
    struct buf sql = {.mem = w->mem};
    buf_add(&sql, STR("SELECT "));
    shape_add_columns(&sql, t, t->count);
    buf_add(&sql, STR(" FROM "));
    shape_add_name(&sql, t->name);
    if (last) {
        buf_add(&sql, STR(" WHERE ("));
        shape_add_columns(&sql, t, t->keys);
        buf_add(&sql, STR(") > ("));
        for (size_t i = 0; i < t->keys; i++) {
            buf_add(&sql, i ? STR(", ?") : STR("?"));
        }
        buf_add(&sql, STR(")"));
    }
    buf_add(&sql, STR(" ORDER BY "));
    shape_add_columns(&sql, t, t->keys);
    buf_add(&sql, STR(" LIMIT ?"));
    return db_rows_made(w, buf_str(&sql), values_after(w->mem, s, last));
}

/* Rows are not all of one length, and a table that is being imported holds long ones. */
static int64_t most_next(const struct walk_side *s) {
    int64_t bytes = 1;
    for (size_t i = 0; i < (size_t)s->rows * s->table->count; i++) {
        bytes += (int64_t)s->cells[i].txt.len;
    }
    int64_t fit = 1 + BYTES_MEANT * s->rows / bytes;
    int64_t most = s->most < ROWS_MOST / 2 ? 2 * s->most : ROWS_MOST;
    return fit < most ? fit : most;
}

static void say_where(struct walk_side *s, const struct work *own, const struct arg *last) {
    struct buf out = {.mem = s->work->mem};
    buf_add(&out, last ? walk_row_name(out.mem, s->table, last) : s->table->name);
    buf_add(&out, last ? STR(" and after: ") : STR(": "));
    buf_add(&out, own->fault);
    work_fail_with(s->work, own->trouble, buf_str(&out));
}

static int64_t read_rows(struct rows *r, struct arg *cells, int64_t most, size_t columns) {
    struct target *places = arena_new(r->work->mem, struct target, columns);
    int64_t rows = 0;
    bool more = true;
    while (more && rows < most) {
        for (size_t i = 0; i < columns; i++) {
            places[i] = to_arg(cells++);
        }
        more = db_next_row(r, (struct targets){places, columns});
        rows += more;
    }
    db_stop(r);
    return rows;
}

/* Until the new rows are there, the key of the last old one must be. */
static void read_on(struct walk_side *s) {
    size_t columns = s->table->count;
    struct arena fresh = {0};
    struct work own = *s->work;
    own.mem = &fresh;
    struct arg *cells = arena_new(&fresh, struct arg, (size_t)s->most * columns);
    const struct arg *last = s->rows ? &s->cells[(size_t)(s->rows - 1) * columns] : NULL;
    struct rows r = rows_after(&own, s, last);
    int64_t rows = read_rows(&r, cells, s->most, columns);
    if (!work_ok(&own)) {
        say_where(s, &own, last);
    }
    arena_free(&s->mem);
    s->mem = fresh;
    s->cells = cells;
    s->ended = rows < s->most;
    s->rows = rows;
    s->at = 0;
    s->most = most_next(s);
}

/* NULL at the end. */
static const struct arg *row_of(struct walk_side *s) {
    if (s->at == s->rows && !s->ended) {
        read_on(s);
    }
    return s->at < s->rows ? &s->cells[(size_t)s->at * s->table->count] : NULL;
}

struct walk walk_open(struct work *from, struct work *to, const struct shape_table *t) {
    return (struct walk){.from = {.work = from, .table = t, .most = ROWS_FIRST},
            .to = {.work = to, .table = t, .most = ROWS_FIRST}};
}

bool walk_next(struct walk *k) {
    k->from.at += k->from_row != NULL;
    k->to.at += k->to_row != NULL;
    const struct arg *from = row_of(&k->from);
    const struct arg *to = row_of(&k->to);
    if (!work_ok(k->from.work) || !work_ok(k->to.work)) {
        return false;
    }
    int first = !to ? -1 : !from ? 1 : order(from, to, k->from.table->keys);
    k->from_row = first <= 0 ? from : NULL;
    k->to_row = first >= 0 ? to : NULL;
    return from || to;
}

void walk_close(struct walk *k) {
    arena_free(&k->from.mem);
    arena_free(&k->to.mem);
}
