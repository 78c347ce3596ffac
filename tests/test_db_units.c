/* What db.h promises of units of work where several are at it, on each of the two databases: on
 * SQLite writers queue, on PostgreSQL they work side by side. */
#include "db/change.h"
#include "db/migrate.h"
#include "tests/fresh.h"
#include "tests/test.h"

#include <pthread.h>
#include <string.h>
#include <time.h>

enum { SOON = 3000, PATIENCE = 150, UNITS = 40, WAIT_MOST = 20000, WRITERS = 3 };

static char address[512];

/* Somebody at work: a connection and a thread's memory of their own. */
struct hand {
    struct arena mem;
    struct work w;
};

static void hand_open_at(struct hand *h, const char *where) {
    str fault = {0};
    *h = (struct hand){0};
    h->w = (struct work){.mem = &h->mem, .now = 1800000000};
    h->w.db = db_open(&h->mem, where, &fault);
    CHECK(h->w.db != NULL);
}

static void hand_open(struct hand *h) {
    hand_open_at(h, address);
}

static void hand_close(struct hand *h) {
    db_close(h->w.db);
    arena_free(&h->mem);
}

static int64_t milliseconds_now(void) {
    struct timespec t = {0};
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void pause_for(int milliseconds) {
    nanosleep(&(struct timespec){.tv_nsec = milliseconds * 1000000L}, NULL);
}

static int64_t number_of(struct hand *h, int64_t id) {
    return db_number(&h->w, "SELECT number FROM thing WHERE id = ?", num(id));
}

static void set_number(struct hand *h, int64_t id, int64_t number) {
    db_run(&h->w, "UPDATE thing SET number = ? WHERE id = ?", num(number), num(id));
}

/* Two rows, with a 1 each. */
static void start_anew(struct hand *h) {
    db_run(&h->w, "DELETE FROM thing");
    db_run(&h->w, "INSERT INTO thing (id, key, number) VALUES (1, 'a', 1), (2, 'b', 1)");
    CHECK(work_ok(&h->w));
}

static void a_reader_sees_the_state_before_at_once(struct hand *a, struct hand *b) {
    start_anew(a);
    db_begin(&a->w);
    set_number(a, 1, 5);
    db_run(&a->w, "INSERT INTO thing (id, key, number) VALUES (3, 'c', 1)");
    int64_t from = milliseconds_now();
    CHECK(number_of(b, 1) == 1 && db_number(&b->w, "SELECT COUNT(*) FROM thing") == 2);
    CHECK(milliseconds_now() - from < SOON);
    CHECK(db_end(&a->w));
    CHECK(number_of(b, 1) == 5 && db_number(&b->w, "SELECT COUNT(*) FROM thing") == 3);
    CHECK(work_ok(&b->w));
}

static void rows_show_the_state_they_were_opened_in(struct hand *a, struct hand *b) {
    int64_t number = 0;
    start_anew(a);
    struct rows r = db_rows(&a->w, "SELECT number FROM thing ORDER BY id");
    CHECK(db_next(&r, to(number)) && number == 1);
    db_begin(&b->w);
    set_number(b, 1, 7);
    set_number(b, 2, 7);
    CHECK(db_end(&b->w));
    CHECK(db_next(&r, to(number)) && number == 1);
    CHECK(!db_next(&r, to(number)) && number_of(a, 2) == 7);
    CHECK(work_ok(&a->w));
}

/* In PostgreSQL whoever waited has read what was before, so it is done again. */
static void *raise_first(void *hand) {
    struct hand *h = hand;
    do {
        db_begin(&h->w);
        db_run(&h->w, "UPDATE thing SET number = number + 1 WHERE id = 1");
    } while (!db_end(&h->w) && h->w.trouble == TROUBLE_AGAIN);
    CHECK(work_ok(&h->w));
    return NULL;
}

static void a_second_writer_waits_and_goes_on(struct hand *a, struct hand *b) {
    pthread_t other;
    start_anew(a);
    db_begin(&a->w);
    set_number(a, 1, 10);
    CHECK(pthread_create(&other, NULL, raise_first, b) == 0);
    pause_for(100);
    CHECK(number_of(a, 1) == 10 && db_end(&a->w));
    pthread_join(other, NULL);
    CHECK(number_of(a, 1) == 11);
}

static void wait_in_vain(struct hand *waiting, struct hand *holding) {
    db_begin(&holding->w);
    set_number(holding, 1, 2);
    int64_t from = milliseconds_now();
    db_begin(&waiting->w);
    set_number(waiting, 2, 3);
    set_number(waiting, 1, 3);
    CHECK(!db_end(&waiting->w) && waiting->w.trouble == TROUBLE_BUSY);
    SAME(waiting->w.fault, "others were storing for too long; nothing of this was stored");
    int64_t took = milliseconds_now() - from;
    CHECK(took >= PATIENCE - 10 && took < PATIENCE + SOON);
    CHECK(db_end(&holding->w));
    CHECK(number_of(holding, 1) == 2 && number_of(holding, 2) == 1);
}

/* It is missed with the next unit, and made again with the one after. */
static void end_connection_of(struct hand *a, struct hand *b) {
    int64_t pid = 0;
    b->w.fault = (str){0};
    pid = db_number_text(&b->w, "SELECT pg_backend_pid()", (struct args){0});
    CHECK(db_number_text(&a->w, "SELECT CASE WHEN pg_terminate_backend(?::int) THEN 1 ELSE 0 END",
                  (struct args){(const struct arg[]){num(pid)}, 1}) == 1);
    db_begin(&b->w);
    CHECK(!db_end(&b->w) && b->w.trouble == TROUBLE_AGAIN);
}

static void what_was_put_off_is_lost_with_its_connection(struct hand *a) {
    struct hand b;
    hand_open(&b);
    start_anew(a);
    for (int turn = 0; turn < 2; turn++) { /* the second time the statement is prepared */
        db_begin(&b.w);
        db_later(&b.w, "UPDATE thing SET number = number + ?", num(1));
        CHECK(work_ok(&b.w) && db_end(&b.w));
    }
    int64_t pid = db_number_text(&b.w, "SELECT pg_backend_pid()", (struct args){0});
    db_begin(&b.w);
    db_later(&b.w, "UPDATE thing SET number = number + ?", num(1));
    CHECK(db_number_text(&a->w, "SELECT CASE WHEN pg_terminate_backend(?::int) THEN 1 ELSE 0 END",
                  (struct args){(const struct arg[]){num(pid)}, 1}) == 1);
    for (int i = 0; i < 100; i++) {
        db_later(&b.w, "UPDATE thing SET number = number + ?", num(1));
    }
    CHECK(!db_end(&b.w) && b.w.trouble == TROUBLE_AGAIN);
    CHECK(number_of(a, 1) == 3);
    db_begin(&b.w);
    set_number(&b, 1, 7);
    CHECK(db_end(&b.w) && number_of(a, 1) == 7);
    hand_close(&b);
}

static void a_writer_that_waits_too_long_keeps_nothing(struct hand *a) {
    struct hand b;
    hand_open(&b);
    db_patience(b.w.db, PATIENCE);
    start_anew(a);
    wait_in_vain(&b, a);
    if (fresh_on_server()) {
        end_connection_of(a, &b);
        start_anew(a);
        wait_in_vain(&b, a);
    }
    hand_close(&b);
}

/* Two may leave only while the other stays. Each looks before it leaves. */
static bool may_leave(struct hand *h) {
    return db_number(&h->w, "SELECT SUM(number) FROM thing") > 1;
}

static void of_two_that_read_what_the_other_writes_one_is_kept(struct hand *a, struct hand *b) {
    start_anew(a);
    db_begin(&a->w);
    db_begin(&b->w);
    CHECK(may_leave(a) && may_leave(b));
    set_number(a, 1, 0);
    set_number(b, 2, 0);
    bool one = db_end(&a->w);
    bool other = db_end(&b->w);
    CHECK(one != other);
    CHECK((one ? b : a)->w.trouble == TROUBLE_AGAIN);
    CHECK(number_of(a, 1) + number_of(a, 2) == 1);
}

/* What db.h warns of: the known bad beside the former. */
static void in_bulk_both_are_kept(struct hand *a, struct hand *b) {
    start_anew(a);
    db_begin_bulk(&a->w);
    db_begin_bulk(&b->w);
    CHECK(may_leave(a) && may_leave(b));
    set_number(a, 1, 0);
    set_number(b, 2, 0);
    CHECK(db_end(&a->w) && db_end(&b->w));
    CHECK(number_of(a, 1) + number_of(a, 2) == 0);
}

static void in_bulk_each_statement_sees_what_was_kept_before_it(struct hand *a, struct hand *b) {
    start_anew(a);
    db_begin(&a->w);
    CHECK(number_of(a, 1) == 1);
    set_number(b, 1, 5);
    CHECK(number_of(a, 1) == 1 && db_end(&a->w));
    db_begin_bulk(&a->w);
    CHECK(number_of(a, 1) == 5);
    set_number(b, 1, 6);
    CHECK(number_of(a, 1) == 6 && db_end(&a->w));
}

/* It had looked, and nobody had that key. */
static void a_key_taken_meanwhile_is_looked_for_again(struct hand *a, struct hand *b) {
    start_anew(a);
    db_begin(&a->w);
    CHECK(db_number(&a->w, "SELECT COUNT(*) FROM thing WHERE key = 'c'") == 0);
    db_run(&b->w, "INSERT INTO thing (id, key, number) VALUES (3, 'c', 1)");
    db_run(&a->w, "INSERT INTO thing (id, key, number) VALUES (4, 'c', 2)");
    CHECK(!db_end(&a->w) && a->w.trouble == TROUBLE_AGAIN);
    db_begin_bulk(&a->w);
    db_run(&a->w, "INSERT INTO thing (id, key, number) VALUES (4, 'c', 2)");
    CHECK(!db_end(&a->w) && a->w.trouble == TROUBLE_AGAIN);
    db_run(&b->w, "INSERT INTO thing (id, key, number) VALUES (4, 'c', 2)");
    CHECK(b->w.trouble == TROUBLE_BROKEN); /* outside a unit nobody looked before */
    b->w.fault = (str){0};
    b->w.trouble = TROUBLE_NONE;
}

static void *leave(void *hand) {
    struct hand *h = hand;
    int64_t own = h->w.actor;
    do {
        db_begin(&h->w);
        if (may_leave(h)) {
            set_number(h, own, 0);
        }
    } while (!db_end(&h->w) && h->w.trouble == TROUBLE_AGAIN);
    CHECK(work_ok(&h->w));
    return NULL;
}

static void of_two_at_once_one_stays(struct hand *a, struct hand *b) {
    for (int i = 0; i < 20; i++) {
        pthread_t other;
        start_anew(a);
        a->w.actor = 1;
        b->w.actor = 2;
        CHECK(pthread_create(&other, NULL, leave, b) == 0);
        (void)leave(a);
        pthread_join(other, NULL);
        CHECK(number_of(a, 1) + number_of(a, 2) == 1);
    }
}

static struct changes listed(struct hand *h, struct change_place after) {
    return change_list(&h->w, after, 100);
}

static void what_is_kept_later_is_numbered_later(struct hand *a, struct hand *b) {
    struct change_place start = change_last(&a->w);
    db_begin(&a->w);
    change_note(&a->w, STR("listing"), 1);
    db_begin(&b->w);
    change_note(&b->w, STR("listing"), 2);
    change_note(&b->w, STR("listing"), 3);
    CHECK(db_end(&b->w));
    struct changes seen = listed(b, start);
    CHECK(seen.count == 2 && seen.at[0].id == 2 && seen.at[1].id == 3);
    struct change_place last = seen.last;
    CHECK(last.seq > start.seq && change_last(&b->w).seq == last.seq);
    CHECK(db_end(&a->w));
    seen = listed(b, last);
    CHECK(seen.count == 1 && seen.at[0].id == 1 && seen.last.seq > last.seq);
    CHECK(change_list(&a->w, start, 1).count == 1);
}

static void a_unit_without_changes_has_no_number(struct hand *a) {
    struct change_place last = change_last(&a->w);
    db_begin(&a->w);
    set_number(a, 1, 3);
    CHECK(db_end(&a->w));
    db_begin(&a->w);
    change_note(&a->w, STR("listing"), 1);
    db_forget(&a->w);
    CHECK(change_last(&a->w).seq == last.seq && listed(a, last).count == 0);
    db_begin(&a->w);
    CHECK(db_end(&a->w) && change_last(&a->w).seq == last.seq);
}

/* Each thread notes its own numbers, some of a unit's more than once. */
static void *note_many(void *hand) {
    struct hand *h = hand;
    for (int64_t i = 0; i < UNITS; i++) {
        do {
            db_begin(&h->w);
            for (int64_t n = 0; n <= i % 3; n++) {
                change_note(&h->w, STR("listing"), h->w.actor * 1000 + i);
            }
        } while (!db_end(&h->w) && h->w.trouble == TROUBLE_AGAIN);
        CHECK(work_ok(&h->w));
    }
    return NULL;
}

/* Takes the next few; how often each was noted stands in `times`. */
static size_t follow(struct hand *h, struct change_place *at, int (*times)[UNITS]) {
    struct changes seen = change_list(&h->w, *at, 5);
    for (size_t i = 0; i < seen.count; i++) {
        const struct change *c = &seen.at[i];
        CHECK(c->id / 1000 < WRITERS && c->id % 1000 < UNITS);
        times[c->id / 1000][c->id % 1000]++;
    }
    CHECK(seen.last.seq > at->seq || (seen.last.seq == at->seq && seen.last.id >= at->id));
    *at = seen.last;
    return seen.count;
}

static void whoever_follows_passes_over_nothing(struct hand *a) {
    struct hand hands[WRITERS];
    pthread_t threads[WRITERS];
    int times[WRITERS][UNITS] = {{0}};
    struct change_place at = change_last(&a->w);
    size_t seen = 0;
    size_t all = 0;
    for (int i = 0; i < UNITS; i++) {
        all += (size_t)(WRITERS * (1 + i % 3));
    }
    for (int i = 0; i < WRITERS; i++) {
        hand_open(&hands[i]);
        hands[i].w.actor = i;
        CHECK(pthread_create(&threads[i], NULL, note_many, &hands[i]) == 0);
    }
    for (int64_t from = milliseconds_now(); seen < all && milliseconds_now() - from < WAIT_MOST;) {
        seen += follow(a, &at, times);
    }
    for (int i = 0; i < WRITERS; i++) {
        pthread_join(threads[i], NULL);
        hand_close(&hands[i]);
        for (int n = 0; n < UNITS; n++) {
            CHECK(times[i][n] == 1 + n % 3);
        }
    }
    CHECK(follow(a, &at, times) == 0 && work_ok(&a->w));
}

static void *note_soon(void *hand) {
    struct hand *h = hand;
    pause_for(100);
    db_begin(&h->w);
    change_note(&h->w, STR("listing"), 1);
    CHECK(db_end(&h->w));
    return NULL;
}

static void whoever_waits_is_woken_on_postgresql(struct hand *a, struct hand *b) {
    pthread_t other;
    db_await_change(a->w.db, 1);
    CHECK(pthread_create(&other, NULL, note_soon, b) == 0);
    int64_t from = milliseconds_now();
    db_await_change(a->w.db, fresh_on_server() ? 10 * SOON : 300);
    int64_t took = milliseconds_now() - from;
    CHECK(fresh_on_server() ? took < 5 * (int64_t)SOON : took >= 300);
    pthread_join(other, NULL);
}

static void a_lock_is_held_by_one_connection(struct hand *a) {
    struct hand b;
    hand_open(&b);
    CHECK(db_try_lock(&a->w, STR("one")));
    CHECK(db_try_lock(&b.w, STR("another")));
    CHECK(db_try_lock(&b.w, STR("one")) == !fresh_on_server());
    db_unlock(&a->w, STR("one"));
    CHECK(db_try_lock(&b.w, STR("one")));
    CHECK(db_try_lock(&a->w, STR("one")) == !fresh_on_server());
    hand_close(&b); /* with which it lets go, as soon as the server has noticed */
    bool free_again = false;
    for (int i = 0; i < 50 && !free_again; i++) {
        free_again = db_try_lock(&a->w, STR("one"));
        pause_for(20);
    }
    CHECK(free_again && work_ok(&a->w));
    db_unlock(&a->w, STR("one"));
}

static void another_installation_in_the_same_database_has_locks_of_its_own(struct hand *a) {
    struct fresh beside;
    struct hand neighbour;
    CHECK(fresh_make(&beside));
    hand_open_at(&neighbour, beside.address);
    CHECK(db_try_lock(&a->w, STR("one")) && db_try_lock(&neighbour.w, STR("one")));
    db_unlock(&neighbour.w, STR("one"));
    struct hand b;
    hand_open(&b);
    CHECK(db_try_lock(&b.w, STR("one")) == !fresh_on_server());
    hand_close(&b);
    db_unlock(&a->w, STR("one"));
    hand_close(&neighbour);
    fresh_drop(&beside);
}

/* Where writers queue, one thread alone cannot hold two units. */
static void only_side_by_side(struct hand *a, struct hand *b) {
    of_two_that_read_what_the_other_writes_one_is_kept(a, b);
    in_bulk_both_are_kept(a, b);
    in_bulk_each_statement_sees_what_was_kept_before_it(a, b);
    a_key_taken_meanwhile_is_looked_for_again(a, b);
    what_is_kept_later_is_numbered_later(a, b);
    what_was_put_off_is_lost_with_its_connection(a);
}

static void all(struct hand *a, struct hand *b) {
    migrate(&a->w);
    db_script(
            &a->w, STR("CREATE TABLE thing (id {id}, key TEXT UNIQUE, number BIGINT NOT NULL);\n"));
    CHECK(work_ok(&a->w));
    a_reader_sees_the_state_before_at_once(a, b);
    rows_show_the_state_they_were_opened_in(a, b);
    a_second_writer_waits_and_goes_on(a, b);
    a_writer_that_waits_too_long_keeps_nothing(a);
    if (fresh_on_server()) {
        only_side_by_side(a, b);
    }
    of_two_at_once_one_stays(a, b);
    a_unit_without_changes_has_no_number(a);
    whoever_follows_passes_over_nothing(a);
    whoever_waits_is_woken_on_postgresql(a, b);
    a_lock_is_held_by_one_connection(a);
    another_installation_in_the_same_database_has_locks_of_its_own(a);
}

int main(void) {
    struct fresh f;
    struct hand a;
    struct hand b;
    if (!fresh_make(&f)) {
        return 1;
    }
    memcpy(address, f.address, sizeof(address));
    hand_open(&a);
    hand_open(&b);
    if (!test_failures) {
        all(&a, &b);
    }
    hand_close(&a);
    hand_close(&b);
    fresh_drop(&f);
    return test_failures != 0;
}
