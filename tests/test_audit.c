/* The chain of audit rows: whatever is changed, taken out, put in or put elsewhere is found, and what
 * is as it was is not. */
#include "audit/audit.h"
#include "audit/chain.h"
#include "tests/fresh.h"
#include "tests/test.h"
#include "tests/world.h"

#include <pthread.h>
#include <stdio.h>

enum { ROWS = 20 };

static struct work open_world(struct arena *mem) {
    struct work w = {.mem = mem, .now = WORLD_NOW, .actor = WORLD_ALU_MANAGER};
    w.db = world_open();
    return w;
}

static void fill(struct work *w) {
    for (int64_t i = 0; i < ROWS; i++) {
        w->now = WORLD_NOW + i * 60;
        db_begin(w);
        audit_note(w, i % 2 ? AUDIT_SEEN : AUDIT_CHANGED, STR("person"), 1 + i % 3);
        CHECK(db_end(w));
    }
    audit_chain(w);
}

static void what_is_as_it_was_hangs_together(struct work *w) {
    struct chain empty = chain_check(w, (str){0});
    CHECK(empty.flaw == CHAIN_SOUND && empty.count == 0 && empty.head.len == 0);
    fill(w);
    struct chain c = chain_check(w, (str){0});
    CHECK(c.flaw == CHAIN_SOUND && c.count == ROWS && c.waiting == 0 && c.begins == 1);
    CHECK(str_starts(c.head, STR("20:")) && c.head.len == 3 + 64);
    CHECK(str_eq(c.head, chain_head(w)));
    CHECK(chain_check(w, c.head).flaw == CHAIN_SOUND);
    CHECK(work_ok(w));
}

/* Each of these is undone again, so that the next one meets a sound chain. */
static void looks(struct work *w, enum chain_flaw flaw, int64_t place) {
    struct chain c = chain_check(w, (str){0});
    CHECK(c.flaw == flaw);
    CHECK(c.place == place);
    if (c.flaw != flaw || c.place != place) {
        printf("  flaw %d at %lld\n", (int)c.flaw, (long long)c.place);
    }
}

static void a_changed_row_is_found(struct work *w) {
    db_begin(w);
    db_run(w, "UPDATE audit SET actor = ? WHERE id = 7", num(WORLD_AUTO_MANAGER));
    looks(w, CHAIN_ROW_CHANGED, 7);
    db_forget(w);
    db_begin(w);
    db_run(w, "UPDATE audit SET at = at + 1 WHERE id = 9");
    looks(w, CHAIN_ROW_CHANGED, 9);
    db_forget(w);
    db_begin(w);
    db_run(w, "UPDATE audit_link SET hash = (SELECT hash FROM audit_link WHERE place = 4)"
              " WHERE place = 5");
    looks(w, CHAIN_ROW_CHANGED, 5);
    db_forget(w);
    looks(w, CHAIN_SOUND, 0);
}

static void a_missing_row_is_found(struct work *w) {
    db_begin(w);
    db_run(w, "DELETE FROM audit WHERE id = 8");
    looks(w, CHAIN_ROW_GONE, 8);
    db_forget(w);
    db_begin(w);
    db_run(w, "DELETE FROM audit WHERE id = 8");
    db_run(w, "DELETE FROM audit_link WHERE place = 8");
    looks(w, CHAIN_PLACE_GONE, 9);
    db_forget(w);
    db_begin(w); /* and all that follow moved up */
    db_run(w, "DELETE FROM audit WHERE id = 8");
    db_run(w, "DELETE FROM audit_link WHERE place = 8");
    for (int64_t place = 9; place <= ROWS; place++) {
        db_run(w, "UPDATE audit_link SET place = ? WHERE place = ?", num(place - 1), num(place));
    }
    looks(w, CHAIN_ROW_CHANGED, 8);
    db_forget(w);
    db_begin(w); /* from the beginning on */
    db_run(w, "DELETE FROM audit WHERE id < 4");
    db_run(w, "DELETE FROM audit_link WHERE place < 3");
    looks(w, CHAIN_PLACE_GONE, 4);
    db_forget(w);
}

static void swapped_rows_are_found(struct work *w) {
    db_begin(w);
    db_run(w, "UPDATE audit_link SET audit_id = -1 WHERE place = 11");
    db_run(w, "UPDATE audit_link SET audit_id = 11 WHERE place = 12");
    db_run(w, "UPDATE audit_link SET audit_id = 12 WHERE place = 11");
    looks(w, CHAIN_ROW_CHANGED, 11);
    db_forget(w);
}

static void a_row_beside_the_chain_is_found(struct work *w) {
    db_begin(w);
    db_run(w, "INSERT INTO audit (at, actor, act, object, object_id)"
              " VALUES (1, 1, 'seen', 'person', 1)");
    looks(w, CHAIN_ROW_OUTSIDE, 0);
    db_forget(w);
}

/* Cutting off the end, or making the whole chain anew, shows only by a head that was kept. */
static void another_end_shows_by_the_head(struct work *w) {
    str head = chain_head(w);
    db_begin(w);
    db_run(w, "DELETE FROM audit WHERE id > 18");
    db_run(w, "DELETE FROM audit_link WHERE place > 18");
    CHECK(chain_check(w, (str){0}).flaw == CHAIN_SOUND);
    CHECK(chain_check(w, head).flaw == CHAIN_OTHER_HEAD);
    db_forget(w);
    db_begin(w);
    db_run(w, "UPDATE audit SET actor = 1 WHERE id = 2");
    db_run(w, "DELETE FROM audit_link WHERE place > 0");
    db_run(w, "INSERT INTO audit_waiting (audit_id) SELECT id FROM audit");
    CHECK(db_end(w));
    audit_chain(w);
    CHECK(chain_check(w, (str){0}).flaw == CHAIN_SOUND);
    CHECK(chain_check(w, head).flaw == CHAIN_OTHER_HEAD);
    CHECK(chain_check(w, STR("x")).flaw == CHAIN_OTHER_HEAD);
}

static void what_went_by_its_day_is_no_gap(struct work *w) {
    w->now = WORLD_NOW + 3600;
    CHECK(chain_forgettable(w, WORLD_NOW + 5 * 60) == 5);
    db_begin(w);
    CHECK(chain_forget(w, WORLD_NOW + 5 * 60) == 5);
    CHECK(db_end(w));
    audit_chain(w);
    struct chain c = chain_check(w, (str){0});
    CHECK(c.flaw == CHAIN_SOUND && c.begins == 6 && c.count == ROWS - 5 + 1);
    db_begin(w);
    CHECK(chain_forget(w, WORLD_NOW + 5 * 60) == 0);
    CHECK(db_end(w));
    db_begin(w);
    CHECK(chain_forget(w, w->now + 1) == ROWS - 5 + 1);
    CHECK(db_end(w));
    audit_chain(w);
    c = chain_check(w, (str){0});
    CHECK(c.flaw == CHAIN_SOUND && c.count == 1);
}

static void looking_is_noted_once_an_hour(struct work *w) {
    w->now = WORLD_NOW + 86400;
    int64_t before = db_number(w, "SELECT COUNT(*) FROM audit");
    CHECK(audit_look(w, STR("organisation"), WORLD_FOUNDRY));
    CHECK(audit_look(w, STR("organisation"), WORLD_FOUNDRY));
    CHECK(audit_look(w, STR("organisation"), WORLD_PRESS));
    CHECK(db_number(w, "SELECT COUNT(*) FROM audit") == before + 2);
    w->now += AUDIT_SEEN_EVERY + 1;
    CHECK(audit_look(w, STR("organisation"), WORLD_FOUNDRY));
    CHECK(db_number(w, "SELECT COUNT(*) FROM audit") == before + 3);
    struct audits all = audit_list(w, &(struct audit_filter){.person = WORLD_ANNE});
    CHECK(all.count >= 2 && str_eq(all.at[0].actor_name, STR("Ane")));
    SAME(all.at[0].object_name, "Støberiet A/S");
    all = audit_list(w, &(struct audit_filter){.person = WORLD_CLARA, .from = WORLD_NOW + 86400});
    CHECK(all.count == 1 && all.at[0].object_id == WORLD_PRESS);
    all = audit_list(w, &(struct audit_filter){.actor = WORLD_AUTO_MANAGER});
    CHECK(all.count == 0);
}

enum { NODES = 4, EACH = 25 };

static void *node(void *address) {
    struct arena mem = {0};
    str fault = {0};
    struct work w = {.mem = &mem, .now = WORLD_NOW, .actor = 2};
    w.db = db_open(&mem, address, &fault);
    for (int64_t i = 0; w.db && i < EACH; i++) {
        db_begin_bulk(&w);
        audit_note(&w, AUDIT_SEEN, STR("person"), i);
        if (!db_end(&w)) {
            printf("node: %.*s\n", (int)w.fault.len, w.fault.at);
        }
        audit_chain(&w);
        if (!work_ok(&w)) {
            printf("chain: %.*s\n", (int)w.fault.len, w.fault.at);
            w.fault = (str){0};
        }
    }
    db_close(w.db);
    arena_free(&mem);
    return NULL;
}

/* Several at once write and chain: no place is taken twice, and none is left out. */
static void several_nodes_make_one_chain(void) {
    struct fresh f;
    pthread_t threads[NODES];
    struct arena mem = {0};
    struct work w = {.mem = &mem, .now = WORLD_NOW};
    w.db = fresh_make(&f) ? world_open_at(f.address) : NULL;
    CHECK(w.db);
    for (size_t i = 0; i < NODES; i++) {
        CHECK(pthread_create(&threads[i], NULL, node, f.address) == 0);
    }
    for (size_t i = 0; i < NODES; i++) {
        pthread_join(threads[i], NULL);
    }
    audit_chain(&w);
    struct chain c = chain_check(&w, (str){0});
    CHECK(c.flaw == CHAIN_SOUND && c.count == (int64_t)NODES * EACH && c.waiting == 0);
    db_close(w.db);
    fresh_drop(&f);
    arena_free(&mem);
}

int main(void) {
    struct arena mem = {0};
    struct work w = open_world(&mem);
    if (!w.db) {
        return 1;
    }
    what_is_as_it_was_hangs_together(&w);
    a_changed_row_is_found(&w);
    a_missing_row_is_found(&w);
    swapped_rows_are_found(&w);
    a_row_beside_the_chain_is_found(&w);
    another_end_shows_by_the_head(&w);
    what_went_by_its_day_is_no_gap(&w);
    looking_is_noted_once_an_hour(&w);
    several_nodes_make_one_chain();
    if (!work_ok(&w)) {
        printf("fault: %.*s\n", (int)w.fault.len, w.fault.at);
    }
    db_close(w.db);
    arena_free(&mem);
    return test_failures > 0;
}
