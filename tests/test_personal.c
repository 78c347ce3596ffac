/* The map of personal data knows every column. */
#include "db/about.h"
#include "db/seal.h"
#include "privacy/personal.h"
#include "tests/fresh.h"
#include "tests/test.h"
#include "tests/world.h"

#include <string.h>

/* The first column that the map does not know; empty if it knows all. */
static str unknown_column(struct work *w) {
    struct shape s = shape_read(w);
    for (size_t i = 0; i < s.count; i++) {
        for (size_t c = 0; c < s.at[i].count; c++) {
            if (personal_kind_of(s.at[i].name, s.at[i].columns[c].name) == PERSONAL_KINDS) {
                struct buf out = {.mem = w->mem};
                buf_add(&out, s.at[i].name);
                buf_add(&out, STR("."));
                buf_add(&out, s.at[i].columns[c].name);
                return buf_str(&out);
            }
        }
    }
    return (str){0};
}

/* Numbers of accounts are named like this everywhere; "personal or not" alone would let one pass that
 * was put among the harmless ones. */
static bool names_account(str column) {
    return str_has(column, STR("account")) || str_ends(column, STR("_by")) ||
           str_eq(column, STR("actor"));
}

static bool is_plain_word(str table, str column) {
    return str_eq(column, STR("codes_by")) || str_eq(column, STR("made_by")) ||
           (str_eq(table, STR("import_mapping")) && str_eq(column, STR("digest")));
}

static str harmless_account(struct work *w) {
    struct shape s = shape_read(w);
    for (size_t i = 0; i < s.count; i++) {
        for (size_t c = 0; c < s.at[i].count; c++) {
            str column = s.at[i].columns[c].name;
            if (names_account(column) && !is_plain_word(s.at[i].name, column) &&
                    personal_kind_of(s.at[i].name, column) == PERSONAL_NONE) {
                return column;
            }
        }
    }
    return (str){0};
}

static const struct shape_table *table_of(const struct shape *s, str name) {
    for (size_t i = 0; i < s->count; i++) {
        if (str_eq(s->at[i].name, name)) {
            return &s->at[i];
        }
    }
    return NULL;
}

static bool has_column(const struct shape_table *t, str column) {
    for (size_t i = 0; t && i < t->count; i++) {
        if (str_eq(t->columns[i].name, column)) {
            return true;
        }
    }
    return false;
}

static void the_map_knows_every_column(struct work *w) {
    str unknown = unknown_column(w);
    if (unknown.len) {
        printf("src/privacy/personal.c does not say what %.*s is\n", (int)unknown.len, unknown.at);
    }
    CHECK(unknown.len == 0);
    CHECK(harmless_account(w).len == 0);
    struct shape s = shape_read(w);
    struct personals map = personal_list();
    for (size_t i = 0; i < map.count; i++) {
        str one;
        for (str rest = str_of(map.at[i].columns); str_cut(&rest, ' ', &one);) {
            bool there = has_column(table_of(&s, str_of(map.at[i].table)), one);
            if (!there) {
                printf("%s.%.*s is in the map only\n", map.at[i].table, (int)one.len, one.at);
            }
            CHECK(there);
        }
    }
}

/* The known bad: a table, and a column, that nobody thought of. */
static void a_new_column_is_noticed(struct work *w) {
    db_begin(w);
    db_script(w, STR("CREATE TABLE guestbook (id BIGINT PRIMARY KEY, entry TEXT NOT NULL);\n"));
    CHECK(str_starts(unknown_column(w), STR("guestbook.")));
    db_forget(w);
    db_begin(w);
    db_script(w, STR("ALTER TABLE refusal ADD COLUMN asked_by BIGINT NOT NULL DEFAULT 0;\n"));
    SAME(unknown_column(w), "refusal.asked_by");
    db_forget(w);
    CHECK(unknown_column(w).len == 0);
}

int main(void) {
    struct arena mem = {0};
    struct work w = {.mem = &mem, .now = WORLD_NOW, .actor = WORLD_ADMIN};
    w.db = world_open();
    if (!w.db) {
        return 1;
    }
    the_map_knows_every_column(&w);
    a_new_column_is_noticed(&w);
    CHECK(work_ok(&w));
    db_close(w.db);
    arena_free(&mem);
    return test_failures > 0;
}
