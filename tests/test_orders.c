/* Long imports: whoever has a hand free does them, once, and what was begun and not done is taken
 * again. */
#include "base/buf.h"
#include "db/change.h"
#include "job/importer.h"
#include "tests/fresh.h"
#include "tests/test.h"
#include "tests/world.h"

#include <time.h>

enum { ROWS = 3000, WAIT_MOST_MILLISECONDS = 60000 };

/* Two machines on one database, and a connection to look with. */
struct stage {
    struct arena mem;
    struct work w;
    struct fresh fresh;
    struct lexicon *lexicon;
    struct live *live[2];
    struct import_running running[2];
};

static bool stage_open(struct stage *s) {
    str fault = {0};
    *s = (struct stage){0};
    s->w = (struct work){.mem = &s->mem, .now = WORLD_NOW, .actor = WORLD_ALU_MANAGER};
    s->w.db = fresh_make(&s->fresh) ? world_open_at(s->fresh.address) : NULL;
    s->lexicon = lexicon_open(&fault);
    for (int i = 0; i < 2; i++) {
        s->live[i] = s->lexicon ? live_open(s->lexicon, &fault) : NULL;
    }
    return s->w.db && s->live[0] && s->live[1];
}

static void stage_close(struct stage *s) {
    live_close(s->live[0]);
    live_close(s->live[1]);
    lexicon_close(s->lexicon);
    db_close(s->w.db);
    fresh_drop(&s->fresh);
    arena_free(&s->mem);
}

static struct importer *machine(struct stage *s, int which) {
    str fault = {0};
    struct importer *g =
            importer_start(&s->mem, s->fresh.address, s->live[which], &s->running[which], &fault);
    CHECK(g != NULL);
    return g;
}

/* No two of them are alike. */
static void add_word(struct buf *out, int64_t number) {
    uint64_t left = (uint64_t)number * 0x9E3779B97F4A7C15u;
    for (int i = 0; i < 8; i++, left >>= 8) {
        const char pair[2] = {(char)('a' + left % 26), "aeiouy"[left / 26 % 6]};
        buf_add(out, (str){pair, sizeof(pair)});
    }
}

static int64_t order(struct stage *s, bool with_a_wrong_row) {
    struct buf table = {.mem = &s->mem};
    struct import_wish wish = {.cluster = WORLD_ALU, .file_name = STR("members.csv")};
    buf_add(&table, STR("key,name,country\n"));
    for (int64_t i = 0; i < ROWS; i++) {
        buf_add(&table, STR("werk-"));
        buf_num(&table, i);
        buf_add(&table, with_a_wrong_row && i == ROWS / 2 ? STR(",,") : STR(","));
        if (!with_a_wrong_row || i != ROWS / 2) {
            add_word(&table, i);
            buf_add(&table, STR(","));
        }
        buf_add(&table, STR("DE\n"));
    }
    db_begin(&s->w);
    int64_t id = import_stage(&s->w, buf_str(&table), &wish, NULL).id;
    (void)import_judge(&s->w, id, NULL);
    struct import_order o = {
            .import = id, .account = WORLD_ALU_MANAGER, .tongue = DA, .apply = true};
    import_order_ask(&s->w, &o);
    CHECK(db_end(&s->w));
    return id;
}

static enum import_order_state state(struct stage *s, int64_t id) {
    struct import_order o = {0};
    CHECK(import_order_one(&s->w, id, &o));
    return o.state;
}

static int64_t imported(struct stage *s) {
    return db_number(&s->w, "SELECT COUNT(*) FROM organisation WHERE key LIKE 'werk-%'");
}

static void pause_briefly(void) {
    nanosleep(&(struct timespec){.tv_nsec = 2000000}, NULL);
}

static enum import_order_state end_of(struct stage *s, int64_t id) {
    enum import_order_state now = IMPORT_ORDER_WAITS;
    for (int i = 0; i < WAIT_MOST_MILLISECONDS / 2; i++) {
        now = state(s, id);
        if (now == IMPORT_ORDER_DONE || now == IMPORT_ORDER_BROKE) {
            return now;
        }
        pause_briefly();
    }
    return now;
}

static void one_of_two_machines_does_it(struct stage *s) {
    struct importer *a = machine(s, 0);
    struct importer *b = machine(s, 1);
    int64_t id = order(s, false);
    CHECK(end_of(s, id) == IMPORT_ORDER_DONE);
    CHECK(imported(s) == ROWS);
    CHECK(db_number(&s->w, "SELECT tries FROM import_order WHERE import_id = ?", num(id)) == 1);
    importer_stop(a);
    importer_stop(b);
    CHECK(work_ok(&s->w));
}

static void what_a_dead_machine_began_another_does(struct stage *s) {
    int64_t id = order(s, false);
    struct import_order o = {0};
    CHECK(import_order_one(&s->w, id, &o) && import_order_begin(&s->w, &o));
    CHECK(state(s, id) == IMPORT_ORDER_RUNS);
    struct importer *b = machine(s, 1);
    CHECK(end_of(s, id) == IMPORT_ORDER_DONE && imported(s) == ROWS);
    importer_stop(b);
}

static void what_breaks_each_time_is_given_up(struct stage *s) {
    int64_t id = order(s, false);
    struct import_order o = {0};
    CHECK(import_order_one(&s->w, id, &o));
    for (int i = 0; i < IMPORT_ORDER_TRIES_MOST; i++) {
        CHECK(import_order_begin(&s->w, &o));
    }
    struct importer *a = machine(s, 0);
    CHECK(end_of(s, id) == IMPORT_ORDER_BROKE && imported(s) == 0);
    importer_stop(a);
}

static void wrong_rows_break_it_whole(struct stage *s) {
    struct importer *a = machine(s, 0);
    int64_t id = order(s, true);
    CHECK(end_of(s, id) == IMPORT_ORDER_BROKE && imported(s) == 0);
    importer_stop(a);
}

static void a_stop_in_the_middle_leaves_it_for_later(struct stage *s) {
    struct importer *a = machine(s, 0);
    int64_t id = order(s, false);
    while (atomic_load(&s->running[0].import) != id ||
            atomic_load(&s->running[0].progress.done) == 0) {
        pause_briefly();
    }
    importer_stop(a);
    CHECK(state(s, id) == IMPORT_ORDER_WAITS && imported(s) == 0);
    struct importer *b = machine(s, 1);
    CHECK(end_of(s, id) == IMPORT_ORDER_DONE && imported(s) == ROWS);
    importer_stop(b);
    CHECK(work_ok(&s->w));
}

static void it_is_asked_for_once(struct stage *s) {
    int64_t id = order(s, false);
    struct import_order o = {.import = id, .account = WORLD_ADMIN, .tongue = DE};
    db_begin(&s->w);
    import_order_ask(&s->w, &o);
    CHECK(db_end(&s->w));
    CHECK(import_order_one(&s->w, id, &o) && o.account == WORLD_ALU_MANAGER && o.apply);
}

/* Each with a database of its own. */
static void on_a_stage(void (*test)(struct stage *s)) {
    struct stage s;
    bool open = stage_open(&s);
    CHECK(open);
    if (open) {
        test(&s);
        stage_close(&s);
    }
}

int main(void) {
    on_a_stage(one_of_two_machines_does_it);
    on_a_stage(what_a_dead_machine_began_another_does);
    on_a_stage(what_breaks_each_time_is_given_up);
    on_a_stage(wrong_rows_break_it_whole);
    on_a_stage(a_stop_in_the_middle_leaves_it_for_later);
    on_a_stage(it_is_asked_for_once);
    return test_failures != 0;
}
