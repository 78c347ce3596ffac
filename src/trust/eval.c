#include "trust/eval.h"

#include "trust/eval_learn.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

enum { TENTHS = 8, SCALE = 10 }; /* of the ratings are learned from */

/* ---- reading */

struct typed {
    int64_t from, to;
};

static bool whole(str s, int64_t *value) {
    return str_num(str_trim(s), value);
}

/* Digits with at most one point. */
static bool seconds(str s, double *value) {
    double unit = 1;
    bool point = false;
    s = str_trim(s);
    *value = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] == '.' && !point && i > 0) {
            point = true;
        } else if (s.at[i] < '0' || s.at[i] > '9') {
            return false;
        } else if (point) {
            unit /= 10;
            *value += unit * (s.at[i] - '0');
        } else {
            *value = *value * 10 + (s.at[i] - '0');
        }
    }
    return s.len > 0 && s.len < 20;
}

static enum eval_flaw read_line(str line, struct typed *who, struct eval_rating *r) {
    str field[4];
    int64_t rating = 0;
    for (int i = 0; i < 4; i++) {
        if (!str_cut(&line, ',', &field[i])) {
            return EVAL_FIELDS;
        }
    }
    if (line.len) {
        return EVAL_FIELDS;
    }
    if (!whole(field[0], &who->from) || !whole(field[1], &who->to) || who->from == who->to) {
        return EVAL_PERSON;
    }
    if (!whole(field[2], &rating) || rating == 0 || rating < -SCALE || rating > SCALE) {
        return EVAL_RATING;
    }
    r->value = (double)rating / SCALE;
    return seconds(field[3], &r->time) ? EVAL_FINE : EVAL_TIME;
}

static int by_number(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a;
    int64_t y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

static int by_time(const void *a, const void *b) {
    const struct eval_rating *x = a;
    const struct eval_rating *y = b;
    return x->time != y->time   ? (x->time < y->time ? -1 : 1)
           : x->from != y->from ? (x->from < y->from ? -1 : 1)
                                : (x->to < y->to ? -1 : x->to > y->to);
}

static uint32_t place_of(const int64_t *ids, size_t count, int64_t id) {
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ids[middle] < id) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return (uint32_t)low;
}

/* People get numbers without gaps. */
static void number(struct arena *mem, const struct typed *who, struct eval_ratings *found) {
    int64_t *ids = arena_new(mem, int64_t, 2 * found->count + 1);
    for (size_t i = 0; i < found->count; i++) {
        ids[2 * i] = who[i].from;
        ids[2 * i + 1] = who[i].to;
    }
    qsort(ids, 2 * found->count, sizeof(*ids), by_number);
    size_t count = 0;
    for (size_t i = 0; i < 2 * found->count; i++) {
        if (count == 0 || ids[count - 1] != ids[i]) {
            ids[count++] = ids[i];
        }
    }
    for (size_t i = 0; i < found->count; i++) {
        found->at[i].from = place_of(ids, count, who[i].from);
        found->at[i].to = place_of(ids, count, who[i].to);
    }
    found->people = (uint32_t)count;
}

enum eval_flaw eval_read(struct arena *mem, str text, struct eval_ratings *found, size_t *line) {
    struct typed *who = NULL;
    size_t who_room = 0;
    size_t room = 0;
    str one;
    *found = (struct eval_ratings){0};
    for (*line = 1; str_cut(&text, '\n', &one); ++*line) {
        struct eval_rating r = {0};
        struct typed w = {0};
        one = str_trim(one);
        enum eval_flaw flaw = one.len ? read_line(one, &w, &r) : EVAL_FINE;
        if (flaw != EVAL_FINE || found->count == EVAL_MOST) {
            return flaw != EVAL_FINE ? flaw : EVAL_TOO_FEW;
        }
        if (one.len) {
            arena_room(mem, struct typed, who, found->count, who_room);
            arena_room(mem, struct eval_rating, found->at, found->count, room);
            who[found->count] = w;
            found->at[found->count++] = r;
        }
    }
    if (found->count < EVAL_LEAST) {
        return EVAL_TOO_FEW;
    }
    assert(who); /* there are that many */
    number(mem, who, found);
    qsort(found->at, found->count, sizeof(*found->at), by_time);
    return EVAL_FINE;
}

/* ---- the area under the curve */

struct scored {
    double score;
    bool good;
};

static int by_score(const void *a, const void *b) {
    double x = ((const struct scored *)a)->score;
    double y = ((const struct scored *)b)->score;
    return x < y ? -1 : x > y;
}

/* How often a good one is foreseen above a bad one; equal ones count half (the rank sum of Mann and
 * Whitney). */
static double area(struct scored *all, size_t count, size_t bad) {
    double ranks = 0;
    size_t good = count - bad;
    qsort(all, count, sizeof(*all), by_score);
    for (size_t i = 0; i < count;) {
        size_t end = i;
        size_t good_here = 0;
        while (end < count && !(all[end].score > all[i].score)) {
            good_here += all[end++].good;
        }
        ranks += (double)good_here * ((double)(i + 1) + (double)end) / 2;
        i = end;
    }
    double least = (double)good * (double)(good + 1) / 2;
    return good && bad ? (ranks - least) / ((double)good * (double)bad) : -1;
}

struct eval_result eval_run(struct arena *mem, const struct eval_ratings *all, int64_t months) {
    struct eval_result r = {.learned = all->count * TENTHS / SCALE};
    r.asked = all->count - r.learned;
    struct eval_learned *learned = eval_learn(mem, all, r.learned, months);
    struct scored *scored = arena_new(mem, struct scored, r.asked);
    for (size_t i = 0; i < r.asked; i++) {
        r.bad += all->at[r.learned + i].value < 0;
    }
    for (int way = 0; way < EVAL_WAYS; way++) {
        for (size_t i = 0; i < r.asked; i++) {
            const struct eval_rating *one = &all->at[r.learned + i];
            scored[i] =
                    (struct scored){eval_score(learned, (enum eval_way)way, one), one->value > 0};
        }
        r.auc[way] = area(scored, r.asked, r.bad);
    }
    return r;
}
