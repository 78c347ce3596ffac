#include "tests/bench/match/ours.h"

#include "match/lists.h"

#include <pthread.h>
#include <stdlib.h>

enum { PLAIN_MOST = 20, THREADS = 2, LOOKED_AT = 200, ALL_MOST = 100000 };

struct finder_wish ours_wish(const struct crowd *c, uint32_t own) {
    return (struct finder_wish){.own = own,
            .profile = c->finder.profiles[own],
            .most = OURS_MOST,
            .today = CROWD_TODAY};
}

/* ---- the start */

static const struct profile *packed_again(
        struct arena *mem, struct arena *scratch, const struct profile *p) {
    struct profile_said *said = arena_new(scratch, struct profile_said, p->text_count);
    const uint16_t *keys = profile_keys(p);
    const uint8_t *weights = profile_weights(p);
    for (size_t i = 0; i < p->text_count; i++) {
        const struct profile_text *t = &p->texts[i];
        struct weight *at = arena_new(scratch, struct weight, t->count);
        for (size_t j = 0; j < t->count; j++) {
            at[j] = (struct weight){keys[t->from + j], (float)weights[t->from + j] / 256};
        }
        said[i] = (struct profile_said){*t, profile_rounded((struct vector){at, t->count})};
    }
    return profile_pack(mem, p->country, said, p->text_count);
}

void ours_start(const struct ours *o) {
    struct arena mem = {0};
    struct arena scratch = {0};
    struct finder *f = &o->crowd->finder;
    double start = measure_process();
    for (size_t i = 0; i < f->count; i++) {
        (void)packed_again(&mem, &scratch, f->profiles[i]);
        arena_rewind(&scratch, (struct arena_mark){0});
    }
    double packed = measure_process();
    finder_build_all(f);
    double built = measure_process();
    arena_free(&mem);
    arena_free(&scratch);
    double each = (double)finder_bytes(f) / (double)f->count;
    printf("  packed in %.2f s, built in %.2f s, %.0f bytes each\n", packed - start, built - packed,
            each);
    measure_note(o->measure, "Handslag", "pack", packed - start);
    measure_note(o->measure, "Handslag", "build", built - packed);
    measure_note(o->measure, "Handslag", "bytes", (double)finder_bytes(f));
    measure_note(o->measure, "Handslag", "texts", (double)o->crowd->texts);
}

/* ---- one question */

void ours_choose(struct ours *o, struct arena *mem) {
    uint32_t *who = arena_new(mem, uint32_t, o->questions);
    struct arena one = {0};
    const struct finder *f = &o->crowd->finder;
    size_t count = 0;
    size_t tried = 0;
    for (; count < o->questions && tried < f->count; tried++) {
        uint32_t own = (uint32_t)((tried * 2654435761U + 12345) % f->count);
        struct finder_wish wish = ours_wish(o->crowd, own);
        wish.most = 1;
        if (finder_find(&one, f, o->room, &wish).count) {
            who[count++] = own;
        }
        arena_rewind(&one, (struct arena_mark){0});
    }
    printf("  %zu questions of organisations that have a partner; %zu had none\n", count,
            tried - count);
    arena_free(&one);
    o->who = who;
    o->questions = count;
    measure_note(o->measure, "Handslag", "questions", (double)count);
}

static void print_spread(const struct ours *o, struct arena *mem, const char *name,
        const char *what, const double *took) {
    double *sorted = arena_new(mem, double, o->questions);
    for (size_t i = 0; i < o->questions; i++) {
        sorted[i] = took[i];
    }
    struct measure_spread s = measure_spread(sorted, o->questions);
    printf("  %-26s p50 %8.1f us  p99 %8.1f us  mean %8.1f us\n", name, s.p50 * 1e6, s.p99 * 1e6,
            s.mean * 1e6);
    measure_note_spread(o->measure, "Handslag", what, s);
}

void ours_ask(struct ours *o, struct arena *mem) {
    struct arena one = {0};
    float *last = arena_new(mem, float, o->questions);
    o->anew = arena_new(mem, double, o->questions);
    o->stored = arena_new(mem, double, o->questions);
    for (size_t i = 0; i < 2 * o->questions; i++) {
        size_t n = i % o->questions;
        bool stored = i >= o->questions;
        struct finder_wish wish = ours_wish(o->crowd, o->who[n]);
        wish.above = stored ? last[n] : 0;
        double start = measure_thread();
        struct findings found = finder_find(&one, &o->crowd->finder, o->room, &wish);
        *(stored ? &o->stored[n] : &o->anew[n]) = measure_thread() - start;
        last[n] = found.count == OURS_MOST ? found.at[OURS_MOST - 1].score : 0;
        arena_rewind(&one, (struct arena_mark){0});
    }
    arena_free(&one);
    print_spread(o, mem, "anew", "question", o->anew);
    print_spread(o, mem, "with a stored list", "stored", o->stored);
}

void ours_ask_plainly(const struct ours *o) {
    struct arena mem = {0};
    size_t most = o->questions < PLAIN_MOST ? o->questions : PLAIN_MOST;
    double start = measure_thread();
    for (size_t i = 0; i < most; i++) {
        struct finder_wish wish = ours_wish(o->crowd, o->who[i]);
        (void)finder_find_plainly(&mem, &o->crowd->finder, &wish);
        arena_rewind(&mem, (struct arena_mark){0});
    }
    double mean = (measure_thread() - start) / (double)most;
    arena_free(&mem);
    printf("  %-26s mean %8.1f us\n", "everybody weighed", mean * 1e6);
    measure_note(o->measure, "Everybody weighed", "question mean", mean);
}

/* ---- all of them */

struct share {
    const struct crowd *crowd;
    uint32_t first, step;
    size_t asked;
    pthread_t thread;
};

static void *ask_share(void *arg) {
    struct share *s = arg;
    struct arena room_mem = {0};
    struct arena mem = {0};
    struct finder_room *room = finder_room(&room_mem);
    for (uint32_t own = s->first; own < s->crowd->finder.count; own += s->step) {
        struct finder_wish wish = ours_wish(s->crowd, own);
        (void)finder_find(&mem, &s->crowd->finder, room, &wish);
        s->asked++;
        arena_rewind(&mem, (struct arena_mark){0});
    }
    arena_free(&mem);
    arena_free(&room_mem);
    return NULL;
}

/* Where there are more than ALL_MOST, so many of them, from all over. */
void ours_ask_all(const struct ours *o) {
    struct share shares[THREADS];
    size_t count = o->crowd->finder.count;
    uint32_t step = (uint32_t)((count + ALL_MOST - 1) / ALL_MOST);
    double clock = measure_clock();
    double processor = measure_process();
    size_t asked = 0;
    for (uint32_t i = 0; i < THREADS; i++) {
        shares[i] = (struct share){.crowd = o->crowd, .first = i * step, .step = THREADS * step};
        if (pthread_create(&shares[i].thread, NULL, ask_share, &shares[i]) != 0) {
            abort();
        }
    }
    for (size_t i = 0; i < THREADS; i++) {
        pthread_join(shares[i].thread, NULL);
        asked += shares[i].asked;
    }
    clock = (measure_clock() - clock) / (double)asked;
    processor = (measure_process() - processor) / (double)asked;
    printf("  all, in two threads        %.1f us each by the clock, so %.0f s; %.1f us of the"
           " processor; %zu were asked for\n",
            clock * 1e6, clock * (double)count, processor * 1e6, asked);
    measure_note(o->measure, "Handslag", "batch clock", clock * (double)count);
    measure_note(o->measure, "Handslag", "batch each", processor);
    measure_note(o->measure, "Handslag", "batch asked", (double)asked);
}

/* ---- edits */

static bool is_exact(const struct list *list, struct findings want) {
    bool same = list->count >= want.count;
    for (size_t i = 0; same && i < want.count; i++) {
        same = list->at[i].organisation == want.at[i].organisation &&
               list->at[i].score == want.at[i].score;
    }
    return same;
}

/* Every other one of those that were edited, as far as they reach. */
static uint32_t edited(const struct ours *o, size_t number) {
    return (uint32_t)((number * 2654435761U + 99) % o->crowd->finder.count);
}

static void look_at_lists(
        const struct ours *o, const struct lists *l, const struct lists_by *by, size_t edits) {
    struct arena mem = {0};
    size_t right = 0;
    for (size_t i = 0; i < LOOKED_AT; i++) {
        uint32_t any = (uint32_t)((i * 40503U + 7) % o->crowd->finder.count);
        uint32_t own = i % 2 && i < edits ? edited(o, i) : any;
        struct finder_wish wish = ours_wish(o->crowd, own);
        struct list kept = lists_at(l, own);
        right += is_exact(&kept, finder_find(&mem, &o->crowd->finder, by->room, &wish));
        arena_rewind(&mem, (struct arena_mark){0});
    }
    arena_free(&mem);
    printf("  %zu of %d lists looked at are exact after them\n", right, LOOKED_AT);
    measure_note(o->measure, "Handslag", "lists looked at", LOOKED_AT);
    measure_note(o->measure, "Handslag", "lists exact", (double)right);
}

static void fill(const struct ours *o, struct lists *l, const struct lists_by *by) {
    double start = measure_thread();
    for (uint32_t i = 0; i < o->crowd->finder.count; i++) {
        lists_fill(l, by, i);
    }
    double took = measure_thread() - start;
    double each = (double)(sizeof(struct list_kept) + sizeof(float));
    printf("  all lists filled            %.1f s of one processor, %.0f bytes each\n", took, each);
    measure_note(o->measure, "Handslag", "fill", took);
    measure_note(o->measure, "Handslag", "list bytes", each);
}

void ours_edit(const struct ours *o, size_t edits) {
    struct arena mem = {0};
    struct lists lists;
    struct lists_by by = {.finder = &o->crowd->finder, .room = o->room, .today = CROWD_TODAY};
    struct lists_changed sum = {0};
    double *took = arena_new(&mem, double, edits);
    lists_open(&lists, &mem);
    fill(o, &lists, &by);
    for (size_t i = 0; i < edits; i++) {
        uint32_t who = edited(o, i);
        const struct profile *old = o->crowd->finder.profiles[who];
        (void)crowd_change(o->crowd, o->form, who, o->form->seed + 1000 + i);
        double start = measure_thread();
        struct lists_changed one = lists_change(&lists, &by, who, old);
        took[i] = measure_thread() - start;
        sum.struck += one.struck;
        sum.entered += one.entered;
        sum.asked += one.asked;
    }
    struct measure_spread s = measure_spread(took, edits);
    printf("  an edit, all lists exact    p50 %.2f ms  p99 %.2f ms; %.1f left, %.1f entered, %.2f"
           " asked anew each\n",
            s.p50 * 1e3, s.p99 * 1e3, (double)sum.struck / (double)edits,
            (double)sum.entered / (double)edits, (double)sum.asked / (double)edits);
    measure_note(o->measure, "Handslag", "edits", (double)edits);
    measure_note_spread(o->measure, "Handslag", "edit", s);
    look_at_lists(o, &lists, &by, edits);
    arena_free(&mem);
}
