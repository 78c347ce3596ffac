#include "db/shape.h"

#include "db/driver.h"

struct references {
    struct reference {
        str table;
        str parent;
    } * at;
    size_t count;
};

static bool is_left_out(str table) {
    return str_eq(table, STR("schema_step")) || str_eq(table, STR("copying"));
}

static void fail(struct work *w, str table, str why) {
    struct buf out = {.mem = w->mem};
    buf_add(&out, STR("table "));
    buf_add(&out, table);
    buf_add(&out, why);
    work_fail(w, buf_str(&out));
}

static bool is_number(struct work *w, str table, str type) {
    if (str_eq(type, STR("bigint"))) {
        return true;
    }
    if (!str_eq(type, STR("text"))) {
        fail(w, table, STR(" has a column that is neither a text nor a whole number"));
    }
    return false;
}

static struct shape read_tables(struct work *w) {
    struct shape found = {0};
    size_t tables_room = 0;
    size_t columns_room = 0;
    struct rows r = w->db->driver->columns_there(w);
    str name = {0};
    str column = {0};
    str type = {0};
    int64_t place = 0;
    while (db_next(&r, to(name), to(column), to(place), to(type))) {
        if (is_left_out(name)) {
            continue;
        }
        if (found.count == 0 || !str_eq(found.at[found.count - 1].name, name)) {
            arena_room(w->mem, struct shape_table, found.at, found.count, tables_room);
            found.at[found.count++].name = name;
            columns_room = 0;
        }
        struct shape_table *t = &found.at[found.count - 1];
        arena_room(w->mem, struct shape_column, t->columns, t->count, columns_room);
        t->columns[t->count++] = (struct shape_column){column, is_number(w, name, type)};
        t->keys += place > 0;
    }
    return found;
}

static struct references read_references(struct work *w) {
    struct references found = {0};
    size_t room = 0;
    struct rows r = w->db->driver->references(w);
    struct reference one = {0};
    while (db_next(&r, to(one.table), to(one.parent))) {
        arena_room(w->mem, struct reference, found.at, found.count, room);
        found.at[found.count++] = one;
    }
    return found;
}

/* Whether a table that is still to be placed refers to another such, or to itself. */
static bool must_wait(const struct shape *s, size_t placed, size_t table, struct references refs) {
    for (size_t i = 0; i < refs.count; i++) {
        bool own = str_eq(refs.at[i].table, s->at[table].name);
        for (size_t other = placed; own && other < s->count; other++) {
            if (str_eq(refs.at[i].parent, s->at[other].name)) {
                return true;
            }
        }
    }
    return false;
}

static void put_parents_first(struct work *w, struct shape *s, struct references refs) {
    for (size_t placed = 0; placed < s->count; placed++) {
        size_t next = placed;
        while (next < s->count && must_wait(s, placed, next, refs)) {
            next++;
        }
        if (next == s->count) {
            fail(w, s->at[placed].name, STR(" refers to itself, or others that refer to it"));
            return;
        }
        struct shape_table t = s->at[next];
        s->at[next] = s->at[placed];
        s->at[placed] = t;
    }
}

struct shape shape_read(struct work *w) {
    struct shape s = read_tables(w);
    put_parents_first(w, &s, read_references(w));
    for (size_t i = 0; i < s.count; i++) {
        if (s.at[i].keys == 0) {
            fail(w, s.at[i].name, STR(" has no primary key"));
        }
    }
    return s;
}

static bool are_alike(const struct shape_table *a, const struct shape_table *b) {
    bool alike = str_eq(a->name, b->name) && a->count == b->count && a->keys == b->keys;
    for (size_t i = 0; alike && i < a->count; i++) {
        alike = str_eq(a->columns[i].name, b->columns[i].name) &&
                a->columns[i].number == b->columns[i].number;
    }
    return alike;
}

static bool has_alike(const struct shape *s, const struct shape_table *t) {
    bool found = false;
    for (size_t i = 0; !found && i < s->count; i++) {
        found = are_alike(&s->at[i], t);
    }
    return found;
}

static str lacking(const struct shape *s, const struct shape *of) {
    for (size_t i = 0; i < of->count; i++) {
        if (!has_alike(s, &of->at[i])) {
            return of->at[i].name;
        }
    }
    return (str){0};
}

str shape_differing(const struct shape *a, const struct shape *b) {
    str name = lacking(b, a);
    return name.len ? name : lacking(a, b);
}

void shape_add_name(struct buf *out, str name) {
    str part;
    str before = STR("\"");
    for (str rest = name; str_cut(&rest, '"', &part); before = STR("\"\"")) {
        buf_add(out, before);
        buf_add(out, part);
    }
    buf_add(out, STR("\""));
}

void shape_add_columns(struct buf *out, const struct shape_table *t, size_t count) {
    for (size_t i = 0; i < count; i++) {
        buf_add(out, i ? STR(", ") : (str){0});
        shape_add_name(out, t->columns[i].name);
    }
}
