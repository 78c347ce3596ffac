/* The memory of needs and offers while people save: who reads never waits, keeps what he came for,
 * and finds the same in whichever of the two sides is shown. */
#include "directory/organisation.h"
#include "match/match.h"
#include "match/refusal.h"
#include "tests/test.h"
#include "tests/workbench.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SAVES = 40, READERS = 3, WAIT_SECONDS = 60, FIRST = WORLD_FOUNDRY, LAST = WORLD_WITHDRAWN };

static str any_title(void) {
    static const char *const titles[] = {"Aluminium extrusion profiles", "Kiln dried timber",
            "Titanium castings", "Battery housings", "Surface treatment of aluminium"};
    return str_of(titles[rand() % (int)(sizeof(titles) / sizeof(*titles))]);
}

static void *save_one(void *context) {
    struct bench *b = context;
    (void)bench_listing(b, WORLD_PRESS, "need", STR("Aluminium extrusion profiles"), "en");
    return NULL;
}

static size_t listings(const struct live_view *v) {
    return v->roster->listing_count;
}

/* The writer has to wait for whoever reads the side that is to be changed next; nobody who comes
 * then waits for the writer. */
static void who_comes_while_somebody_reads_on_sees_what_was_saved(struct bench *b) {
    struct live_view before = live_read(b->live);
    size_t stood = listings(&before);
    size_t stand = stood;
    time_t end = time(NULL) + WAIT_SECONDS;
    pthread_t writer;
    CHECK(pthread_create(&writer, NULL, save_one, b) == 0);
    while (stand == stood && time(NULL) < end) {
        struct live_view now = live_read(b->live);
        stand = listings(&now);
        live_done(&now);
    }
    CHECK(stand == stood + 1);
    CHECK(listings(&before) == stood); /* it stays what it was */
    struct live_view now = live_read(b->live);
    CHECK(now.roster != before.roster && now.index != before.index);
    live_done(&now);
    live_done(&before);
    CHECK(pthread_join(writer, NULL) == 0);
}

static void refuse(struct bench *b) {
    refusal_add(&b->work, &(struct refusal){.scope = REFUSAL_ORGANISATIONS,
                                  .own = WORLD_FOUNDRY,
                                  .partner = WORLD_PRESS,
                                  .reason = STR("volume")});
}

static void save_something(struct bench *b, int number) {
    if (number % 5 == 3) {
        db_begin(&b->work);
        organisation_withdraw(&b->work, WORLD_PRESS, number % 2);
        CHECK(db_end(&b->work));
        live_catch_up(&b->work, b->live);
    } else if (number == SAVES / 2) {
        db_begin(&b->work);
        b->work.actor = WORLD_ALU_MANAGER;
        refuse(b);
        b->work.actor = WORLD_ADMIN;
        CHECK(db_end(&b->work));
        live_catch_up(&b->work, b->live);
    } else {
        (void)bench_listing(b, FIRST + rand() % (LAST - FIRST + 1), rand() % 2 ? "need" : "offer",
                any_title(), "en");
    }
}

static struct matches found_in(struct work *w, const struct live_view *v, int64_t organisation) {
    struct match_wish wish = {.most = 0};
    return match_organisation(w, v->index, v->roster, organisation, &wish);
}

static bool same_matches(const struct matches *a, const struct matches *b) {
    bool same = a->count == b->count;
    for (size_t i = 0; same && i < a->count; i++) {
        same = a->at[i].partner == b->at[i].partner && a->at[i].score == b->at[i].score;
    }
    return same;
}

static bool same_names(const struct roster *a, const struct roster *b) {
    const uint32_t *one = a->lists.by_name[COLLATE_ROOT];
    const uint32_t *other = b->lists.by_name[COLLATE_ROOT];
    bool same = a->lists.organisations == b->lists.organisations;
    for (size_t i = 0; same && i < a->lists.organisations; i++) {
        same = a->organisations[one[i]].id == b->organisations[other[i]].id;
    }
    return same;
}

static bool same_as_loaded(struct bench *b) {
    str fault = {0};
    struct live *fresh = live_open(b->lexicon, &fault);
    live_load(&b->work, fresh);
    struct live_view here = live_read(b->live);
    struct live_view there = live_read(fresh);
    bool same = same_names(here.roster, there.roster) && listings(&here) == listings(&there);
    for (int64_t ours = FIRST; same && ours <= LAST; ours++) {
        struct matches kept = found_in(&b->work, &here, ours);
        struct matches found = found_in(&b->work, &there, ours);
        same = same_matches(&kept, &found);
    }
    live_done(&there);
    live_done(&here);
    live_close(fresh);
    return same;
}

/* Each save shows the other side. */
static void either_side_is_as_if_it_were_loaded_now(struct bench *b) {
    size_t changed = 0;
    for (int i = 0; i < SAVES; i++) {
        struct live_view before = live_read(b->live);
        live_done(&before);
        save_something(b, i);
        struct live_view after = live_read(b->live);
        live_done(&after);
        changed += before.index != after.index;
        CHECK(same_as_loaded(b));
    }
    CHECK(changed == SAVES);
}

struct looker {
    struct live *live;
    atomic_bool *over;
    size_t turns, found, unequal;
    pthread_t thread;
};

/* Whatever is shown, two looks at it say the same. */
static void *read_on(void *context) {
    struct looker *r = context;
    struct arena mem = {0};
    struct work w = {.mem = &mem, .now = WORLD_NOW, .actor = WORLD_ADMIN};
    while (!atomic_load(r->over)) {
        int64_t ours = FIRST + (int64_t)(r->turns++ % (LAST - FIRST + 1));
        struct live_best best;
        struct live_view v = live_read(r->live);
        struct matches once = found_in(&w, &v, ours);
        struct matches again = found_in(&w, &v, ours);
        (void)live_best(r->live, ours, &best);
        live_done(&v);
        r->found += once.count;
        r->unequal += !same_matches(&once, &again) || best.count > LISTS_SHOWN;
        arena_rewind(&mem, (struct arena_mark){0});
    }
    arena_free(&mem);
    return NULL;
}

static void many_read_while_one_saves(struct bench *b) {
    atomic_bool over = false;
    struct looker readers[READERS] = {0};
    for (size_t i = 0; i < READERS; i++) {
        readers[i] = (struct looker){.live = b->live, .over = &over};
        CHECK(pthread_create(&readers[i].thread, NULL, read_on, &readers[i]) == 0);
    }
    for (int i = 0; i < SAVES; i++) {
        save_something(b, 5 * i + 1); /* texts */
        (void)live_fill_lists(&b->work, b->live);
    }
    atomic_store(&over, true);
    for (size_t i = 0; i < READERS; i++) {
        CHECK(pthread_join(readers[i].thread, NULL) == 0);
        CHECK(readers[i].turns > 0 && readers[i].found > 0 && readers[i].unequal == 0);
    }
    CHECK(same_as_loaded(b));
}

int main(void) {
    struct db *db = world_open();
    struct bench b = {0};
    CHECK(db && bench_open(&b, db));
    if (db && test_failures == 0) {
        srand(11);
        who_comes_while_somebody_reads_on_sees_what_was_saved(&b);
        either_side_is_as_if_it_were_loaded_now(&b);
        many_read_while_one_saves(&b);
    }
    bench_close(&b);
    if (db) {
        db_close(db);
    }
    return test_failures != 0;
}
