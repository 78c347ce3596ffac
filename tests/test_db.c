/* What db.h promises of statements and values, on each of the two databases. */
#include "base/buf.h"
#include "db/db.h"
#include "tests/fresh.h"
#include "tests/test.h"

enum { LONG_BYTES = 100 * 1024 };

static void make_table(struct work *w) {
    db_script(w, STR("CREATE TABLE thing (id {id}, key TEXT UNIQUE, number BIGINT,"
                     " size DOUBLE PRECISION, body TEXT);\n"));
}

static int64_t add(struct work *w, str body) {
    return db_number(w, "INSERT INTO thing (body) VALUES (?) RETURNING id", txt(body));
}

static str body_of(struct work *w, int64_t id) {
    str body = STR("not there");
    struct rows r = db_rows(w, "SELECT body FROM thing WHERE id = ?", num(id));
    CHECK(db_next(&r, to(body)) && !db_next(&r, to(body)));
    return body;
}

static void clear(struct work *w) {
    db_run(w, "DELETE FROM thing");
    CHECK(work_ok(w));
}

static void texts_come_back_as_they_were(struct work *w) {
    const str texts[] = {STR(""), STR(" "), STR("?"), STR("$1 ? ?1 :a @b"),
            STR("it's 'so' \"there\""), STR("back\\slash \\x41 \\' %s %_ {} {id}"), STR("a\r\n\tb"),
            STR("'; DROP TABLE thing; --"), STR("Ærø, Zürich, œuvre"), STR("企业集群的合作伙伴 ？"),
            STR("🤝 e\xCC\x81 \xEF\xBF\xBD")};
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        CHECK(str_eq(body_of(w, add(w, texts[i])), texts[i]));
    }
    clear(w);
}

static void a_long_text_comes_back_whole(struct work *w) {
    char *bytes = arena_new(w->mem, char, LONG_BYTES);
    for (size_t i = 0; i < LONG_BYTES; i++) {
        bytes[i] = (char)('a' + i * i % 26);
    }
    str whole = {bytes, LONG_BYTES};
    CHECK(str_eq(body_of(w, add(w, whole)), whole));
    clear(w);
}

static void a_mark_within_quotes_takes_no_value(struct work *w) {
    str said = {0};
    struct rows r = db_rows(w, "SELECT 'is it? ' || ? || ' it''s ?'", txt(STR("so")));
    CHECK(db_next(&r, to(said)));
    db_stop(&r);
    SAME(said, "is it? so it's ?");
    CHECK(work_ok(w));
}

static void numbers_have_their_whole_range(struct work *w) {
    const int64_t numbers[] = {INT64_MIN, INT64_MIN + 1, -1, 0, 1, INT64_MAX};
    for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
        db_run(w, "INSERT INTO thing (number) VALUES (?)", num(numbers[i]));
        CHECK(db_number(w, "SELECT number FROM thing WHERE number = ?", num(numbers[i])) ==
                numbers[i]);
    }
    CHECK(db_number(w, "SELECT COUNT(*) FROM thing WHERE number < ?", num(0)) == 3);
    clear(w);
}

static void reals_come_back_to_the_last_bit(struct work *w) {
    const double reals[] = {0.1, 1.0 / 3, -54.9337, 1e300, 5e-324, 0};
    for (size_t i = 0; i < sizeof(reals) / sizeof(reals[0]); i++) {
        double got = -1;
        db_run(w, "DELETE FROM thing");
        db_run(w, "INSERT INTO thing (size) VALUES (?)", real(reals[i]));
        struct rows r = db_rows(w, "SELECT size FROM thing");
        CHECK(db_next(&r, to(got)) && got <= reals[i] && got >= reals[i]);
        db_stop(&r);
    }
    clear(w);
}

static void what_is_empty_reads_as_nothing(struct work *w) {
    str key = STR("before");
    str body = STR("before");
    int64_t number = 1;
    double size = 1;
    int64_t id = db_number(w,
            "INSERT INTO thing (key, number, size, body) VALUES (?, ?, ?, ?) RETURNING id", none(),
            none(), none(), txt(STR("")));
    struct rows r = db_rows(w, "SELECT key, number, size, body FROM thing WHERE id = ?", num(id));
    CHECK(db_next(&r, to(key), to(number), to(size), to(body)));
    db_stop(&r);
    CHECK(key.len == 0 && key.at && number == 0 && !(size > 0) && body.len == 0 && body.at);
    CHECK(db_number(w, "SELECT COUNT(*) FROM thing WHERE key IS NULL AND body IS NOT NULL") == 1);
    CHECK(db_number(w, "SELECT COUNT(*) FROM thing WHERE body = ?", txt((str){0})) == 1);
    CHECK(db_number(w, "SELECT number FROM thing WHERE id = ?", num(id + 1)) == 0);
    clear(w);
}

static void truths_read_as_one_and_nought(struct work *w) {
    int64_t yes = 7;
    int64_t no = 7;
    struct rows r = db_rows(w, "SELECT 1 < 2, 2 < 1");
    CHECK(db_next(&r, to(yes), to(no)) && yes == 1 && no == 0);
    db_stop(&r);
    CHECK(work_ok(w));
}

static void set_number(struct work *w, int64_t id, struct arg number) {
    db_run(w, "UPDATE thing SET number = ? WHERE id = ?", number, num(id));
}

static void set_body(struct work *w, int64_t id, struct arg body) {
    db_run(w, "UPDATE thing SET body = ? WHERE id = ?", body, num(id));
}

/* PostgreSQL settles what kind of value a statement takes when it first meets it. */
static void the_same_statement_takes_a_value_or_none(struct work *w) {
    int64_t id = add(w, STR("before"));
    set_number(w, id, none());
    set_number(w, id, num(INT64_MAX));
    CHECK(db_number(w, "SELECT number FROM thing WHERE id = ?", num(id)) == INT64_MAX);
    set_number(w, id, none());
    CHECK(db_number(w, "SELECT COUNT(*) FROM thing WHERE number IS NULL") == 1);
    set_body(w, id, txt(STR("5")));
    set_body(w, id, none());
    CHECK(db_number(w, "SELECT COUNT(*) FROM thing WHERE body IS NULL") == 1);
    set_body(w, id, txt(STR("它")));
    SAME(body_of(w, id), "它");
    clear(w);
}

static void rows_stand_open_beside_and_within_rows(struct work *w) {
    struct rows beside[4];
    int64_t ids[4];
    int64_t id = 0;
    for (int i = 0; i < 4; i++) {
        ids[i] = add(w, STR("x"));
    }
    for (int i = 0; i < 4; i++) {
        beside[i] = db_rows(w, "SELECT id FROM thing WHERE id >= ? ORDER BY id", num(ids[i]));
    }
    for (int row = 0; row < 4; row++) {
        for (int i = 0; i + row < 4; i++) {
            CHECK(db_next(&beside[i], to(id)) && id == ids[i + row]);
            SAME(body_of(w, id), "x");
        }
    }
    for (int i = 0; i < 4; i++) {
        CHECK(!db_next(&beside[i], to(id)));
    }
    clear(w);
}

static void rows_left_early_hold_nothing_back(struct work *w) {
    int64_t id = 0;
    add(w, STR("x"));
    int64_t second = add(w, STR("y"));
    struct rows r = db_rows(w, "SELECT id FROM thing ORDER BY id");
    CHECK(db_next(&r, to(id)) && id < second);
    db_stop(&r);
    db_stop(&r);
    CHECK(!db_next(&r, to(id)));
    db_begin(w);
    db_run(w, "DELETE FROM thing WHERE id = ?", num(second));
    CHECK(db_end(w));
    r = db_rows(w, "SELECT id FROM thing ORDER BY id");
    CHECK(db_next(&r, to(id)) && !db_next(&r, to(id)));
    clear(w);
}

static void like_minds_the_case(struct work *w) {
    add(w, STR("Aluminium"));
    CHECK(db_number(w, "SELECT COUNT(*) FROM thing WHERE body LIKE ?", txt(STR("Alu%"))) == 1);
    CHECK(db_number(w, "SELECT COUNT(*) FROM thing WHERE body LIKE ?", txt(STR("alu%"))) == 0);
    CHECK(db_number(w, "SELECT COUNT(*) FROM thing WHERE body LIKE '%MINI%'") == 0);
    clear(w);
}

static void texts_come_in_the_order_of_their_bytes(struct work *w) {
    const str texts[] = {STR("å"), STR("z"), STR("Z"), STR("集"), STR(""), STR("a b"), STR("ab"),
            STR("A"), STR("-a"), STR("Å")};
    struct buf found = {.mem = w->mem};
    str one = {0};
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        add(w, texts[i]);
    }
    struct rows r = db_rows(w, "SELECT body FROM thing ORDER BY body");
    while (db_next(&r, to(one))) {
        buf_add(&found, one);
        buf_add(&found, STR("|"));
    }
    SAME(buf_str(&found), "|-a|A|Z|a b|ab|z|Å|å|集|");
    CHECK(db_number(w, "SELECT COUNT(*) FROM thing WHERE body > 'Z' AND body < 'å'") == 4);
    clear(w);
}

static void a_broken_statement_leaves_nothing_of_its_unit(struct work *w) {
    int64_t number = 7;
    w->kept = false;
    db_begin(w);
    add(w, STR("before it"));
    db_run(w, "INSERT INTO thing (key) VALUES (?)", txt(STR("taken")));
    db_run_text(w, "INSERT INTO nowhere VALUES (1)", (struct args){0});
    CHECK(!work_ok(w) && w->trouble == TROUBLE_BROKEN);
    add(w, STR("after it"));
    struct rows r = db_rows(w, "SELECT COUNT(*) FROM thing");
    CHECK(!db_next(&r, to(number)) && number == 7);
    CHECK(db_number(w, "SELECT COUNT(*) FROM thing") == 0);
    CHECK(!db_end(w) && !w->kept);

    db_begin(w);
    CHECK(db_number(w, "SELECT COUNT(*) FROM thing") == 0);
    db_run(w, "INSERT INTO thing (key) VALUES (?)", txt(STR("taken")));
    CHECK(db_end(w) && w->kept);
    clear(w);
}

/* Faults are logged, so they say what broke, and nothing of what stands in a row. */
static void a_fault_says_nothing_of_the_row(struct work *w) {
    db_begin(w);
    db_run(w, "INSERT INTO thing (key) VALUES (?)", txt(STR("anne@example.org")));
    db_run(w, "INSERT INTO thing (key) VALUES (?)", txt(STR("anne@example.org")));
    CHECK(!work_ok(w) && w->fault.len && !str_has(w->fault, STR("anne")));
    CHECK(!db_end(w));
    w->fault = (str){0};
    w->trouble = TROUBLE_NONE;
    clear(w);
}

static void a_preview_is_forgotten(struct work *w) {
    db_begin(w);
    add(w, STR("only to look"));
    CHECK(db_number(w, "SELECT COUNT(*) FROM thing") == 1);
    db_forget(w);
    CHECK(work_ok(w) && db_number(w, "SELECT COUNT(*) FROM thing") == 0);
    db_begin_bulk(w);
    add(w, STR("kept"));
    CHECK(db_end(w) && db_number(w, "SELECT COUNT(*) FROM thing") == 1);
    clear(w);
}

static void put_off(struct work *w, str key, int64_t number) {
    db_later(w, "INSERT INTO thing (key, number) VALUES (?, ?)", txt(key), num(number));
}

static void what_is_put_off_is_done_in_its_order(struct work *w) {
    put_off(w, STR("counted"), 1); /* outside a unit nothing waits */
    CHECK(db_number(w, "SELECT number FROM thing") == 1);
    db_begin(w);
    for (int64_t i = 0; i < 1000; i++) {
        db_later(w, "UPDATE thing SET number = 2 * number - ? WHERE key = 'counted'", num(i));
        db_later(w, "UPDATE thing SET number = ? WHERE key = 'counted'", num(i));
        if (i % 300 == 0) {
            CHECK(db_number(w, "SELECT number FROM thing") == i);
        }
    }
    CHECK(db_end(w) && db_number(w, "SELECT number FROM thing") == 999);
    clear(w);
}

static void what_is_put_off_and_breaks_leaves_nothing(struct work *w) {
    for (int more = 0; more < 200; more += 50) { /* it breaks at the end, or before it */
        db_begin(w);
        put_off(w, STR("once"), 1);
        put_off(w, STR("once"), 2);
        for (int i = 0; i < more; i++) {
            db_later(w, "UPDATE thing SET number = number + 1");
        }
        CHECK(more || !fresh_on_server() || work_ok(w));
        CHECK(!db_end(w) && !work_ok(w));
        w->fault = (str){0};
        CHECK(db_number(w, "SELECT COUNT(*) FROM thing") == 0);
    }
    db_begin(w);
    put_off(w, STR("once"), 1);
    put_off(w, STR("once"), 2);
    CHECK(db_number(w, "SELECT COUNT(*) FROM thing") == 0 && !work_ok(w));
    CHECK(!db_end(w));
    db_begin(w);
    put_off(w, STR("only to look"), 1);
    db_forget(w);
    CHECK(work_ok(w) && db_number(w, "SELECT COUNT(*) FROM thing") == 0);
    clear(w);
}

/* Of another kind, made up, or within rows that are open. */
static void among_what_is_put_off_others_are_asked(struct work *w) {
    int64_t number = 0;
    int64_t sum = 0;
    db_begin(w);
    for (int64_t i = 1; i <= 10; i++) {
        db_later(w, "INSERT INTO thing (number) VALUES (?)", num(i));
    }
    struct rows r = db_rows(w, "SELECT number FROM thing ORDER BY number");
    while (db_next(&r, to(number))) {
        db_later(w, "UPDATE thing SET number = number + 100 WHERE number = ?", num(number));
        sum += db_number(w, "SELECT COUNT(*) FROM thing WHERE number > 100");
    }
    db_later(w, "DELETE FROM thing WHERE number = ?", num(101));
    db_script(w, STR("CREATE TABLE beside (id {id});\n"));
    db_run(w, "DROP TABLE beside");
    CHECK(db_end(w));
    CHECK(sum == 55);
    CHECK(db_number(w, "SELECT COUNT(*) FROM thing WHERE number > 101") == 9);
    clear(w);
}

static void an_address_says_what_it_leads_to(struct arena *mem) {
    CHECK(db_is_file("data/handslag.db") && db_is_file("sqlite:x") && db_is_file(":memory:"));
    CHECK(!db_is_file("postgresql://h/n") && !db_file("postgres://h/n"));
    CHECK(str_eq(str_of(db_file("sqlite:/tmp/x")), STR("/tmp/x")));
    SAME(db_shown(mem, "/tmp/x"), "/tmp/x");
    SAME(db_shown(mem, "postgresql://u:secret@h:5433/n?sslmode=require"),
            "postgresql://u@h:5433/n");
}

static void all(struct work *w) {
    make_table(w);
    texts_come_back_as_they_were(w);
    a_long_text_comes_back_whole(w);
    a_mark_within_quotes_takes_no_value(w);
    numbers_have_their_whole_range(w);
    reals_come_back_to_the_last_bit(w);
    what_is_empty_reads_as_nothing(w);
    truths_read_as_one_and_nought(w);
    the_same_statement_takes_a_value_or_none(w);
    rows_stand_open_beside_and_within_rows(w);
    rows_left_early_hold_nothing_back(w);
    like_minds_the_case(w);
    texts_come_in_the_order_of_their_bytes(w);
    a_broken_statement_leaves_nothing_of_its_unit(w);
    a_fault_says_nothing_of_the_row(w);
    a_preview_is_forgotten(w);
    what_is_put_off_is_done_in_its_order(w);
    what_is_put_off_and_breaks_leaves_nothing(w);
    among_what_is_put_off_others_are_asked(w);
    an_address_says_what_it_leads_to(w->mem);
}

int main(void) {
    struct arena mem = {0};
    struct fresh f;
    struct work w = {.mem = &mem};
    if (!fresh_make(&f)) {
        return 1;
    }
    w.db = db_open(&mem, f.address, &w.fault);
    CHECK(w.db != NULL);
    if (w.db) {
        all(&w);
    }
    CHECK(work_ok(&w));
    db_close(w.db);
    fresh_drop(&f);
    arena_free(&mem);
    return test_failures != 0;
}
