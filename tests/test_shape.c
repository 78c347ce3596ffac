/* What a database says of its own tables. */
#include "db/driver.h"
#include "db/shape.h"
#include "tests/fresh.h"
#include "tests/test.h"
#include "tests/world.h"

static size_t place_of(const struct shape *s, str table) {
    size_t i = 0;
    while (i < s->count && !str_eq(s->at[i].name, table)) {
        i++;
    }
    return i;
}

static void run(struct work *w, const char *sql) {
    db_run_text(w, sql, (struct args){0});
    CHECK(work_ok(w));
}

static void parents_stand_before_what_refers_to_them(struct work *w) {
    struct shape s = shape_read(w);
    struct rows r = w->db->driver->references(w);
    str table = {0};
    str parent = {0};
    int count = 0;
    while (db_next(&r, to(table), to(parent))) {
        CHECK(place_of(&s, parent) < place_of(&s, table) && place_of(&s, table) < s.count);
        count++;
    }
    CHECK(count > 8);
}

static void the_key_stands_first_and_in_its_order(struct work *w) {
    struct shape s = shape_read(w);
    const struct shape_table *t = &s.at[place_of(&s, STR("translation"))];
    struct buf all = {.mem = w->mem};
    struct buf key = {.mem = w->mem};
    shape_add_columns(&all, t, t->count);
    shape_add_columns(&key, t, t->keys);
    SAME(buf_str(&all), "\"object\", \"object_id\", \"field\", \"lang\", \"body\", \"made_by\","
                        " \"updated\"");
    SAME(buf_str(&key), "\"object\", \"object_id\", \"field\", \"lang\"");
    CHECK(!t->columns[0].number && t->columns[1].number && !t->columns[4].number);
}

static void what_a_database_keeps_of_itself_is_left_out(struct work *w) {
    struct shape s = shape_read(w);
    CHECK(place_of(&s, STR("schema_step")) == s.count);
    CHECK(place_of(&s, STR("copying")) == s.count);
    CHECK(place_of(&s, STR("organisation_audience")) == s.count); /* a view */
    CHECK(place_of(&s, STR("change_unit")) < s.count);
}

static void a_name_stands_in_quotes(struct work *w) {
    struct buf out = {.mem = w->mem};
    shape_add_name(&out, STR("a\"b"));
    SAME(buf_str(&out), "\"a\"\"b\"");
}

static void a_difference_is_named(struct work *w) {
    struct shape before = shape_read(w);
    run(w, "CREATE TABLE odd (a TEXT PRIMARY KEY, b TEXT)");
    struct shape odd = shape_read(w);
    run(w, "DROP TABLE odd");
    run(w, "CREATE TABLE odd (a TEXT PRIMARY KEY, b BIGINT)");
    struct shape other = shape_read(w);
    run(w, "DROP TABLE odd");
    run(w, "CREATE TABLE odd (a TEXT, b BIGINT, PRIMARY KEY (a, b))");
    struct shape longer = shape_read(w);
    run(w, "DROP TABLE odd");
    struct shape after = shape_read(w);
    SAME(shape_differing(&before, &after), "");
    SAME(shape_differing(&before, &odd), "odd");
    SAME(shape_differing(&odd, &before), "odd");
    SAME(shape_differing(&odd, &other), "odd");
    SAME(shape_differing(&other, &longer), "odd");
}

static void a_table_that_does_not_fit_is_a_fault(struct work *w) {
    static const struct {
        const char *make;
        const char *said;
    } tables[] = {
            {"CREATE TABLE odd (a TEXT)", "table odd has no primary key"},
            {"CREATE TABLE odd (a BIGINT PRIMARY KEY, b DOUBLE PRECISION)",
                    "table odd has a column that is neither a text nor a whole number"},
            {"CREATE TABLE odd (a BIGINT PRIMARY KEY REFERENCES odd (a))",
                    "table odd refers to itself, or others that refer to it"},
    };
    for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
        run(w, tables[i].make);
        (void)shape_read(w);
        CHECK(str_eq(w->fault, str_of(tables[i].said)));
        w->fault = (str){0};
        run(w, "DROP TABLE odd");
    }
}

int main(void) {
    struct fresh f;
    struct arena mem = {0};
    struct work w = {.mem = &mem};
    w.db = fresh_make(&f) ? world_open_at(f.address) : NULL;
    CHECK(w.db);
    if (w.db) {
        parents_stand_before_what_refers_to_them(&w);
        the_key_stands_first_and_in_its_order(&w);
        what_a_database_keeps_of_itself_is_left_out(&w);
        a_name_stands_in_quotes(&w);
        a_difference_is_named(&w);
        a_table_that_does_not_fit_is_a_fault(&w);
        db_close(w.db);
    }
    fresh_drop(&f);
    arena_free(&mem);
    return test_failures != 0;
}
