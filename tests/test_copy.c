/* All of one database in another: file to file, and with a server from a file to it and back. */
#include "db/backup.h"
#include "db/change.h"
#include "db/copy.h"
#include "db/migrate.h"
#include "directory/export.h"
#include "tests/fresh.h"
#include "tests/test.h"
#include "tests/world.h"

#include <string.h>
#include <unistd.h>

enum { CHANGES = 7000 }; /* rows enough for several batches, statements and units */

struct place {
    struct arena mem;
    struct work w;
    struct fresh fresh;
};

/* A small world, and where it is to go. */
struct stage {
    struct place from;
    struct place to;
    struct copy copy;
};

static bool backwards; /* from the server to a file */

static bool is_server(const struct place *p) {
    return !db_is_file(p->fresh.address);
}

static void make(struct place *p, bool on_server) {
    *p = (struct place){.w = {.now = WORLD_NOW}};
    if (on_server) {
        CHECK(fresh_make(&p->fresh));
    } else {
        fresh_make_file(&p->fresh);
    }
    p->w.mem = &p->mem;
}

static void open_empty(struct place *p) {
    p->w.db = db_open(&p->mem, p->fresh.address, &p->w.fault);
    CHECK(p->w.db && migrate(&p->w) == MIGRATED);
}

static void close_place(struct place *p) {
    CHECK(work_ok(&p->w));
    db_close(p->w.db);
    fresh_drop(&p->fresh);
    arena_free(&p->mem);
}

static void add_change(struct work *w) {
    db_begin(w);
    change_note(w, STR("organisation"), WORLD_FOUNDRY);
    CHECK(db_end(w));
}

static void add_changes(struct work *w) {
    db_run(w,
            "INSERT INTO change (unit, object, object_id)"
            " WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ? - 1)"
            " SELECT 1, 'organisation', i % 6 + 1 FROM n",
            num(CHANGES));
    CHECK(work_ok(w));
    add_change(w);
}

/* Texts and numbers of every sort that the schema takes. */
static void add_sundries(struct work *w) {
    str all[] = {STR("'\"\\%_?$1"), STR("\n\t\x01"), STR("Ünï 苏州 \xF0\x9F\x98\x80"), STR(" "),
            STR("")};
    for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
        db_run(w,
                "INSERT INTO translation (object, object_id, field, lang, body, made_by, updated)"
                " VALUES (?, ?, 'name', 'en', ?, 'human', ?)",
                txt(all[i]), num(i % 2 ? INT64_MAX : INT64_MIN), txt(all[i]), num(-1));
    }
    db_run(w,
            "INSERT INTO setting (name, value) VALUES ('b', 'x'), ('B', 'y'), ('a', ''), ('ä', 'z')");
    db_run(w, "INSERT INTO session (token, account_id, cluster_id, form_key, created, seen) VALUES"
              " ('t', 1, NULL, '', 1, 1), ('u', 2, 1, '', 1, 1)");
    CHECK(work_ok(w));
}

static struct stage *stage_open(void) {
    static struct stage s;
    bool server = fresh_on_server();
    make(&s.from, server && backwards);
    make(&s.to, server && !backwards);
    s.from.w.db = world_open_at(s.from.fresh.address);
    CHECK(s.from.w.db);
    add_sundries(&s.from.w);
    add_changes(&s.from.w);
    open_empty(&s.to);
    s.copy = (struct copy){.from = &s.from.w, .to = &s.to.w};
    return &s;
}

static void stage_close(struct stage *s) {
    close_place(&s->from);
    close_place(&s->to);
}

static bool add_piece(void *out, str piece) {
    buf_add(out, piece);
    return true;
}

static str exported(const struct work *w, struct arena *mem) {
    struct buf out = {.mem = mem};
    struct arena scratch = {0};
    struct work own = *w;
    own.mem = &scratch;
    for (enum import_kind k = 0; k < IMPORT_KINDS; k++) {
        CHECK(export_table(&own, k, 0, add_piece, &out));
    }
    arena_free(&scratch);
    return buf_str(&out);
}

static bool look_alike(struct stage *s) {
    struct copy again = {.from = &s->from.w, .to = &s->to.w};
    return str_eq(exported(&s->from.w, &s->from.mem), exported(&s->to.w, &s->to.mem)) &&
           copy_compare(&again);
}

static int64_t number(struct work *w, const char *sql) {
    return db_number_text(w, sql, (struct args){0});
}

static void run(struct work *w, const char *sql) {
    db_run_text(w, sql, (struct args){0});
    CHECK(work_ok(w));
}

/* Whether it was a fault that says so; and none any more. */
static bool was_fault(struct work *w, str said) {
    bool so = str_has(w->fault, said);
    if (!so) {
        printf("'%.*s' is not in '%.*s'\n", (int)said.len, said.at, (int)w->fault.len, w->fault.at);
    }
    w->fault = (str){0};
    return so;
}

static void all_of_it_is_moved(void) {
    struct stage *s = stage_open();
    CHECK(copy_all(&s->copy) == COPIED && !s->copy.resumed);
    CHECK(look_alike(s));
    CHECK(s->copy.tables > 20 && s->copy.rows > CHANGES);
    CHECK(copy_unfinished(&s->to.w).len == 0);
    CHECK(number(&s->to.w, "SELECT COUNT(*) FROM change") == CHANGES + 1);
    CHECK(change_last(&s->to.w).seq == change_last(&s->from.w).seq);
    stage_close(s);
}

static void an_empty_column_stays_empty(void) {
    struct stage *s = stage_open();
    CHECK(copy_all(&s->copy) == COPIED);
    CHECK(number(&s->to.w, "SELECT COUNT(*) FROM role WHERE cluster_id IS NULL") == 1);
    CHECK(number(&s->to.w, "SELECT COUNT(*) FROM session WHERE cluster_id IS NULL") == 1);
    CHECK(number(&s->to.w, "SELECT COUNT(*) FROM session WHERE cluster_id = 1") == 1);
    CHECK(number(&s->to.w, "SELECT COUNT(*) FROM setting WHERE value = ''") == 1);
    stage_close(s);
}

static void new_rows_get_numbers_above_those_moved(void) {
    struct stage *s = stage_open();
    CHECK(copy_all(&s->copy) == COPIED);
    CHECK(number(&s->to.w,
                  "INSERT INTO account (mail, name, password, created)"
                  " VALUES ('new@example.org', 'New', '', 1) RETURNING id") == WORLD_OUTSIDER + 1);
    CHECK(number(&s->to.w, "INSERT INTO refusal (scope, own_id, partner_id, reason, account_id, at)"
                           " VALUES ('cluster', 1, 2, 'other', 1, 1) RETURNING id") == 1);
    int64_t last = change_last(&s->to.w).seq;
    add_change(&s->to.w);
    CHECK(change_last(&s->to.w).seq == last + 1);
    CHECK(number(&s->to.w, "SELECT MAX(id) FROM change") == CHANGES + 2);
    stage_close(s);
}

static bool stop_later(void *left, const struct copy_step *step) {
    (void)step;
    return --*(int *)left > 0;
}

/* At the first table, within a large one, between two, and while all is compared. */
static void a_move_that_was_broken_off_goes_on(void) {
    static const int steps[] = {1, 4, 5, 16, 40};
    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
        struct stage *s = stage_open();
        int left = steps[i];
        s->copy.watch = stop_later;
        s->copy.whom = &left;
        CHECK(copy_all(&s->copy) == COPY_STOPPED);
        CHECK(copy_unfinished(&s->to.w).len > 0);
        s->copy = (struct copy){.from = &s->from.w, .to = &s->to.w};
        CHECK(copy_all(&s->copy) == COPIED && s->copy.resumed);
        CHECK(look_alike(s));
        stage_close(s);
    }
}

static bool stop_at_comparing(void *whom, const struct copy_step *step) {
    (void)whom;
    return !step->compared;
}

static void what_happened_to_an_unfinished_one_is_mended(void) {
    struct stage *s = stage_open();
    struct work *to = &s->to.w;
    s->copy.watch = stop_at_comparing;
    CHECK(copy_all(&s->copy) == COPY_STOPPED);
    run(to, "UPDATE organisation SET name = 'Other' WHERE id = 2");
    run(to, "UPDATE cluster SET key = 'kept' WHERE id = 1");
    run(to, "UPDATE cluster SET key = 'alu' WHERE id = 2"); /* each is in the other's way */
    run(to, "UPDATE cluster SET key = 'auto' WHERE id = 1");
    run(to, "DELETE FROM cluster WHERE id = 3"); /* and what refers to it */
    run(to, "DELETE FROM change WHERE id % 7 = 3");
    run(to, "UPDATE change SET object_id = 99 WHERE id % 11 = 3");
    run(to, "UPDATE role SET cluster_id = NULL WHERE account_id = 2");
    run(to, "INSERT INTO setting (name, value) VALUES ('', 'stray'), ('zz', 'stray')");
    run(to, "INSERT INTO cluster (key, name, lang, country, created, updated)"
            " SELECT 'stray', name, lang, country, created, updated FROM cluster WHERE id = 1");
    s->copy.watch = NULL;
    CHECK(copy_all(&s->copy) == COPIED && s->copy.resumed);
    CHECK(look_alike(s));
    stage_close(s);
}

static void comparing_finds_every_difference(void) {
    static const struct {
        const char *plant;
        const char *mend;
        const char *said;
    } plants[] = {
            {"UPDATE organisation SET name = name || ' ' WHERE id = 2",
                    "UPDATE organisation SET name = 'Presswerk GmbH' WHERE id = 2",
                    "organisation, key 2: it differs"},
            {"UPDATE role SET cluster_id = 1 WHERE id = 1",
                    "UPDATE role SET cluster_id = NULL WHERE id = 1", "role, key 1: it differs"},
            {"DELETE FROM membership WHERE organisation_id = 4 AND cluster_id = 2",
                    "INSERT INTO membership (organisation_id, cluster_id) VALUES (4, 2)",
                    "membership, key 4 2: the destination has no such row"},
            {"INSERT INTO setting (name, value) VALUES ('\xC3\xA5', '')",
                    "DELETE FROM setting WHERE name = '\xC3\xA5'",
                    "setting, key ??: the source has no such row"},
            {"DELETE FROM change WHERE id = 7000",
                    "INSERT INTO change (id, unit, object, object_id)"
                    " SELECT 7000, unit, object, 4 FROM change WHERE id = 1",
                    "change, key 7000: the destination has no such row"},
    };
    struct stage *s = stage_open();
    CHECK(copy_all(&s->copy) == COPIED);
    for (size_t i = 0; i < sizeof(plants) / sizeof(plants[0]); i++) {
        struct copy again = {.from = &s->from.w, .to = &s->to.w};
        run(&s->to.w, plants[i].plant);
        CHECK(!copy_compare(&again) && was_fault(&s->to.w, str_of(plants[i].said)));
        run(&s->to.w, plants[i].mend);
        CHECK(copy_compare(&again));
    }
    stage_close(s);
}

/* Another connection to either side. */
static void meddle(const char *address, const char *sql) {
    struct arena mem = {0};
    struct work w = {.mem = &mem, .now = WORLD_NOW};
    w.db = db_open(&mem, address, &w.fault);
    if (sql) {
        run(&w, sql);
    } else {
        add_change(&w);
    }
    db_close(w.db);
    arena_free(&mem);
}

static bool spoil(void *stage, const struct copy_step *step) {
    const struct stage *s = stage;
    if (step->complete && !step->compared && str_eq(step->table, STR("person"))) {
        meddle(s->to.fresh.address, "UPDATE person SET name = 'Other' WHERE id = 3");
    }
    return true;
}

static void a_move_compares_before_it_is_done(void) {
    struct stage *s = stage_open();
    s->copy.watch = spoil;
    s->copy.whom = s;
    CHECK(copy_all(&s->copy) == COPY_BROKE);
    CHECK(was_fault(&s->to.w, STR("person, key 3: it differs")));
    CHECK(copy_unfinished(&s->to.w).len > 0);
    s->copy.watch = NULL;
    CHECK(copy_all(&s->copy) == COPIED && look_alike(s));
    stage_close(s);
}

static bool change_the_source(void *stage, const struct copy_step *step) {
    const struct stage *s = stage;
    if (step->complete && !step->compared && str_eq(step->table, STR("cluster"))) {
        meddle(s->from.fresh.address, NULL);
        meddle(s->from.fresh.address, "UPDATE organisation SET name = 'Later' WHERE id = 3");
    }
    return true;
}

static void a_source_that_goes_on_changing_is_told_of(void) {
    struct stage *s = stage_open();
    s->copy.watch = change_the_source;
    s->copy.whom = s;
    CHECK(copy_all(&s->copy) == COPY_BEHIND);
    CHECK(number(&s->to.w, "SELECT COUNT(*) FROM organisation WHERE name = 'Later'") == 0);
    CHECK(number(&s->to.w, "SELECT COUNT(*) FROM change") == CHANGES + 1);
    CHECK(copy_unfinished(&s->to.w).len > 0);
    s->copy = (struct copy){.from = &s->from.w, .to = &s->to.w};
    CHECK(copy_all(&s->copy) == COPIED && look_alike(s));
    CHECK(number(&s->to.w, "SELECT COUNT(*) FROM organisation WHERE name = 'Later'") == 1);
    stage_close(s);

    s = stage_open();
    s->copy.one_moment = true;
    s->copy.watch = change_the_source;
    s->copy.whom = s;
    CHECK(copy_all(&s->copy) == COPIED && copy_unfinished(&s->to.w).len == 0);
    CHECK(number(&s->to.w, "SELECT COUNT(*) FROM organisation WHERE name = 'Later'") == 0);
    stage_close(s);
}

static void what_holds_data_already_is_not_touched(void) {
    struct stage *s = stage_open();
    run(&s->to.w, "INSERT INTO setting (name, value) VALUES ('own', 'kept')");
    CHECK(copy_all(&s->copy) == COPY_OCCUPIED);
    CHECK(number(&s->to.w, "SELECT COUNT(*) FROM setting") == 1);
    CHECK(number(&s->to.w, "SELECT COUNT(*) FROM cluster") == 0);
    CHECK(copy_unfinished(&s->to.w).len == 0);
    s->copy.to = &s->from.w;
    CHECK(copy_all(&s->copy) == COPY_SAME);
    stage_close(s);
}

static void what_another_one_is_moved_into_is_not_touched(void) {
    struct stage *s = stage_open();
    struct place third;
    int left = 12;
    make(&third, false);
    open_empty(&third);
    s->copy.watch = stop_later;
    s->copy.whom = &left;
    CHECK(copy_all(&s->copy) == COPY_STOPPED);
    struct copy other = {.from = &third.w, .to = &s->to.w};
    CHECK(copy_all(&other) == COPY_OTHER && other.unfinished.len > 0);
    CHECK(number(&s->to.w, "SELECT COUNT(*) FROM account") > 0);
    close_place(&third);
    stage_close(s);
}

/* Only a file lets such values in. */
static void what_the_other_side_cannot_hold_is_named(void) {
    static const char nul[] = {'a', 0, 'b'};
    struct stage *s = stage_open();
    struct work *from = &s->from.w;
    str bad[] = {{nul, sizeof(nul)}, STR("Stra\xDF"
                                         "e")};
    for (size_t i = 0; i < 2; i++) {
        db_run(from, "UPDATE organisation SET name = ? WHERE id = 4", txt(bad[i]));
        enum copied copied = copy_all(&s->copy);
        if (is_server(&s->to)) {
            CHECK(copied == COPY_BROKE && was_fault(&s->to.w, STR("organisation, key 4: ")));
        } else {
            CHECK(copied == (i ? COPY_OCCUPIED : COPIED) && (i || look_alike(s)));
        }
    }
    stage_close(s);
}

static void a_value_of_the_wrong_kind_is_named(void) {
    struct stage *s = stage_open();
    run(&s->from.w, "UPDATE organisation SET version = 'x' WHERE id = 5");
    CHECK(copy_all(&s->copy) == COPY_BROKE);
    CHECK(was_fault(&s->to.w, STR("organisation, key 5: it holds a value of a kind")));
    run(&s->from.w, "UPDATE organisation SET version = 1.5 WHERE id = 5");
    CHECK(copy_all(&s->copy) == COPY_BROKE);
    CHECK(was_fault(&s->to.w, STR("organisation, key 5: it holds a value of a kind")));
    run(&s->from.w, "UPDATE organisation SET version = 1, name = x'6162' WHERE id = 5");
    CHECK(copy_all(&s->copy) == COPY_BROKE);
    CHECK(was_fault(&s->to.w, STR("organisation: bytes that are no text")));
    s->from.w.fault = (str){0};
    run(&s->from.w, "UPDATE organisation SET name = 'ab' WHERE id = 5");
    CHECK(copy_all(&s->copy) == COPIED && look_alike(s));
    stage_close(s);
}

static void databases_of_different_shape_are_not_copied(void) {
    struct stage *s = stage_open();
    run(&s->to.w, "CREATE TABLE odd (\"a\"\"b\" TEXT PRIMARY KEY)");
    CHECK(copy_all(&s->copy) == COPY_BROKE && was_fault(&s->to.w, STR("the same table odd")));
    run(&s->from.w, "CREATE TABLE odd (\"a\"\"b\" TEXT PRIMARY KEY)");
    run(&s->from.w, "INSERT INTO odd VALUES ('x'), ('y')");
    CHECK(copy_all(&s->copy) == COPIED && look_alike(s));
    stage_close(s);
}

static bool lose_connections(void *stage, const struct copy_step *step) {
    struct stage *s = stage;
    if (step->complete && !step->compared && str_eq(step->table, STR("cluster"))) {
        meddle(is_server(&s->to) ? s->to.fresh.address : s->from.fresh.address,
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE application_name = current_setting('application_name')"
                " AND pid <> pg_backend_pid()");
    }
    return true;
}

static void a_lost_connection_loses_nothing(void) {
    struct stage *s = stage_open();
    s->copy.watch = lose_connections;
    s->copy.whom = s;
    CHECK(copy_all(&s->copy) == COPY_BROKE && s->to.w.trouble == TROUBLE_AGAIN);
    s->from.w.fault = (str){0};
    s->to.w.fault = (str){0};
    s->copy.watch = NULL;
    CHECK(copy_all(&s->copy) == COPIED && s->copy.resumed && look_alike(s));
    stage_close(s);
}

static void two_at_once_do_not_meet(void) {
    struct stage *s = stage_open();
    struct arena mem = {0};
    struct work other = {.mem = &mem};
    other.db = db_open(&mem, s->to.fresh.address, &other.fault);
    CHECK(db_try_lock(&other, STR("copy")));
    CHECK(copy_all(&s->copy) == COPY_AT_WORK);
    db_close(other.db);
    arena_free(&mem);
    stage_close(s);
}

static bool is_there(const char *path, const char *end) {
    char name[600];
    (void)snprintf(name, sizeof(name), "%s%s", path, end);
    return access(name, F_OK) == 0;
}

static void a_backup_holds_the_same(void) {
    struct backup made;
    struct stage *s = stage_open();
    struct place file;
    make(&file, false);
    CHECK(backup_make(&s->from.w, file.fresh.address, &made));
    open_empty(&file);
    struct copy both = {.from = &s->from.w, .to = &file.w};
    CHECK(str_eq(exported(&s->from.w, &s->from.mem), exported(&file.w, &file.mem)));
    CHECK(copy_compare(&both) && copy_unfinished(&file.w).len == 0);
    close_place(&file);
    if (is_server(&s->from)) {
        make(&file, false);
        run(&s->from.w, "CREATE TABLE loose (a TEXT)");
        CHECK(!backup_make(&s->from.w, file.fresh.address, &made));
        CHECK(was_fault(&s->from.w, STR("loose")));
        CHECK(!is_there(file.fresh.address, "") && !is_there(file.fresh.address, "-wal"));
        CHECK(!is_there(file.fresh.address, "-shm"));
    }
    stage_close(s);
}

static void one_way(void) {
    all_of_it_is_moved();
    an_empty_column_stays_empty();
    new_rows_get_numbers_above_those_moved();
    a_move_that_was_broken_off_goes_on();
    what_happened_to_an_unfinished_one_is_mended();
    comparing_finds_every_difference();
    a_move_compares_before_it_is_done();
    a_source_that_goes_on_changing_is_told_of();
    what_holds_data_already_is_not_touched();
    what_another_one_is_moved_into_is_not_touched();
    databases_of_different_shape_are_not_copied();
    a_backup_holds_the_same();
}

int main(void) {
    one_way();
    what_the_other_side_cannot_hold_is_named();
    a_value_of_the_wrong_kind_is_named();
    if (fresh_on_server()) {
        two_at_once_do_not_meet();
        a_lost_connection_loses_nothing();
        backwards = true;
        a_lost_connection_loses_nothing();
        one_way();
    }
    return test_failures != 0;
}
