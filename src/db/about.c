#include "db/about.h"

#include "db/driver.h"

static void add_from(struct buf *sql, const struct about *a) {
    buf_add(sql, STR(" FROM "));
    shape_add_name(sql, a->table->name);
}

static void add_where(struct buf *sql, const struct about *a) {
    buf_add(sql, STR(" WHERE "));
    shape_add_name(sql, a->column);
    buf_add(sql, STR(" = ?"));
}

/* Databases lower other letters than ASCII each in their own way, so the text as it stands is
 * looked for as well. */
static void add_where_holding(struct buf *sql, const struct about *a) {
    buf_add(sql, STR(" WHERE ("));
    shape_add_name(sql, a->column);
    buf_add(sql, STR(" LIKE ? ESCAPE '!' OR LOWER("));
    shape_add_name(sql, a->column);
    buf_add(sql, STR(") LIKE ? ESCAPE '!')"));
}

/* The value as a part of a text: what LIKE would read as a sign stands for itself. */
static struct arg part(struct arena *mem, str text) {
    struct buf out = {.mem = mem};
    buf_add(&out, STR("%"));
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == '%' || c == '_' || c == '!') {
            buf_add(&out, STR("!"));
        }
        buf_add(&out, (str){&text.at[i], 1});
    }
    buf_add(&out, STR("%"));
    return txt(buf_str(&out));
}

static str lowered(struct arena *mem, str text) {
    char *lower = arena_z(mem, text);
    for (size_t i = 0; i < text.len; i++) {
        lower[i] = (char)(lower[i] >= 'A' && lower[i] <= 'Z' ? lower[i] - 'A' + 'a' : lower[i]);
    }
    return (str){lower, text.len};
}

static struct rows ask(
        struct work *w, const struct buf *sql, const struct arg *values, size_t count) {
    return db_rows_made(w, buf_str(sql), (struct args){values, count});
}

/* To its end: a statement that is stopped before its first step has done nothing. */
static void run(struct work *w, const struct buf *sql, const struct arg *values, size_t count) {
    struct rows r = ask(w, sql, values, count);
    while (db_next_row(&r, (struct targets){0})) {
    }
}

static void add_all_columns(struct buf *sql, const struct about *a) {
    buf_add(sql, STR("SELECT "));
    shape_add_columns(sql, a->table, a->table->count);
    add_from(sql, a);
}

static void add_order(struct buf *sql, const struct about *a) {
    buf_add(sql, STR(" ORDER BY "));
    shape_add_columns(sql, a->table, a->table->keys);
}

struct rows about_rows(struct work *w, const struct about *a) {
    struct buf sql = {.mem = w->mem};
    add_all_columns(&sql, a);
    add_where(&sql, a);
    add_order(&sql, a);
    return ask(w, &sql, &a->value, 1);
}

struct rows about_holding(struct work *w, const struct about *a) {
    struct buf sql = {.mem = w->mem};
    const struct arg values[] = {
            part(w->mem, a->value.txt), part(w->mem, lowered(w->mem, a->value.txt))};
    add_all_columns(&sql, a);
    add_where_holding(&sql, a);
    add_order(&sql, a);
    return ask(w, &sql, values, 2);
}

bool about_next(struct rows *r, const struct shape_table *t, struct arg *cells) {
    struct target *to_cells = arena_new(r->work->mem, struct target, t->count);
    for (size_t i = 0; i < t->count; i++) {
        to_cells[i] = to_arg(&cells[i]);
    }
    return db_next_row(r, (struct targets){to_cells, t->count});
}

bool about_any(struct work *w, const struct about *a) {
    struct buf sql = {.mem = w->mem};
    int64_t count = 0;
    buf_add(&sql, STR("SELECT COUNT(*)"));
    add_from(&sql, a);
    add_where(&sql, a);
    struct rows r = ask(w, &sql, &a->value, 1);
    (void)db_next(&r, to(count));
    db_stop(&r);
    return count > 0;
}

void about_remove(struct work *w, const struct about *a) {
    struct buf sql = {.mem = w->mem};
    buf_add(&sql, STR("DELETE"));
    add_from(&sql, a);
    add_where(&sql, a);
    run(w, &sql, &a->value, 1);
}

static void add_update(struct buf *sql, const struct about *a) {
    buf_add(sql, STR("UPDATE "));
    shape_add_name(sql, a->table->name);
    buf_add(sql, STR(" SET "));
    shape_add_name(sql, a->column);
    buf_add(sql, STR(" = "));
}

void about_set(struct work *w, const struct about *a, struct arg to) {
    struct buf sql = {.mem = w->mem};
    const struct arg values[] = {to, a->value};
    add_update(&sql, a);
    buf_add(&sql, STR("?"));
    add_where(&sql, a);
    run(w, &sql, values, 2);
}

static bool begins_alike(str text, str with) {
    bool alike = text.len >= with.len;
    for (size_t i = 0; alike && i < with.len; i++) {
        char a = text.at[i];
        char b = with.at[i];
        alike = a == b || ((a | 0x20) == (b | 0x20) && (a | 0x20) >= 'a' && (a | 0x20) <= 'z');
    }
    return alike;
}

static str replaced(struct arena *mem, str text, str part_of_it, str by) {
    struct buf out = {.mem = mem};
    while (text.len) {
        bool here = begins_alike(text, part_of_it);
        buf_add(&out, here ? by : (str){text.at, 1});
        text = str_skip(text, here ? part_of_it.len : 1);
    }
    return buf_str(&out);
}

/* Each row by its key: a database replaces only what is written in the same cases. */
static void store(struct work *w, const struct about *a, const struct arg *cells, str text) {
    const struct shape_table *t = a->table;
    struct buf sql = {.mem = w->mem};
    struct arg *values = arena_new(w->mem, struct arg, t->keys + 1);
    values[0] = txt(text);
    add_update(&sql, a);
    for (size_t i = 0; i < t->keys; i++) {
        buf_add(&sql, i ? STR(" AND ") : STR("? WHERE "));
        shape_add_name(&sql, t->columns[i].name);
        buf_add(&sql, STR(" = ?"));
        values[i + 1] = cells[i];
    }
    run(w, &sql, values, t->keys + 1);
}

static size_t place_of(const struct about *a) {
    size_t i = 0;
    while (i < a->table->count && !str_eq(a->table->columns[i].name, a->column)) {
        i++;
    }
    return i;
}

void about_replace(struct work *w, const struct about *a, str by) {
    const struct shape_table *t = a->table;
    struct arg **rows = NULL;
    size_t count = 0;
    size_t room = 0;
    size_t place = place_of(a);
    struct arg *cells = arena_new(w->mem, struct arg, t->count);
    struct rows r = about_holding(w, a);
    while (about_next(&r, t, cells)) {
        arena_room(w->mem, struct arg *, rows, count, room);
        rows[count++] = cells;
        cells = arena_new(w->mem, struct arg, t->count);
    }
    for (size_t i = 0; i < count && place < t->count; i++) {
        store(w, a, rows[i], replaced(w->mem, rows[i][place].txt, a->value.txt, by));
    }
}

void about_remove_holding(struct work *w, const struct about *a) {
    struct buf sql = {.mem = w->mem};
    const struct arg values[] = {
            part(w->mem, a->value.txt), part(w->mem, lowered(w->mem, a->value.txt))};
    buf_add(&sql, STR("DELETE"));
    add_from(&sql, a);
    add_where_holding(&sql, a);
    run(w, &sql, values, 2);
}
