/* Foreseeing ratings: reading them, and what the measure says where the answer is known. */
#include "base/buf.h"
#include "tests/test.h"
#include "trust/eval.h"

#include <math.h>

static enum eval_flaw read(struct arena *mem, const char *text, size_t *line) {
    struct eval_ratings all = {0};
    return eval_read(mem, str_of(text), &all, line);
}

static void a_bad_line_is_named(struct arena *mem) {
    size_t line = 0;
    CHECK(read(mem, "1,2,3,4\n1,2,3\n", &line) == EVAL_FIELDS && line == 2);
    CHECK(read(mem, "1,2,3,4,5\n", &line) == EVAL_FIELDS && line == 1);
    CHECK(read(mem, "1,2,3,4\n\n1,x,3,4\n", &line) == EVAL_PERSON && line == 3);
    CHECK(read(mem, "1,1,3,4\n", &line) == EVAL_PERSON);
    CHECK(read(mem, "1,2,0,4\n", &line) == EVAL_RATING);
    CHECK(read(mem, "1,2,11,4\n", &line) == EVAL_RATING);
    CHECK(read(mem, "1,2,-11,4\n", &line) == EVAL_RATING);
    CHECK(read(mem, "1,2,3,today\n", &line) == EVAL_TIME);
    CHECK(read(mem, "1,2,3,-4\n", &line) == EVAL_TIME);
    CHECK(read(mem, "1,2,3,1.2.3\n", &line) == EVAL_TIME);
    CHECK(read(mem, "1,2,3,4\r\n", &line) == EVAL_TOO_FEW);
    CHECK(read(mem, "", &line) == EVAL_TOO_FEW);
}

static void put(struct buf *out, int64_t from, int64_t to, int64_t rating, int64_t time) {
    buf_num(out, from);
    buf_add(out, STR(","));
    buf_num(out, to);
    buf_add(out, STR(","));
    buf_num(out, rating);
    buf_add(out, STR(","));
    buf_num(out, time);
    buf_add(out, STR(".5\n"));
}

/* People of even numbers are good, and everybody says so. */
static void what_is_plain_is_foreseen(struct arena *mem) {
    struct buf text = {.mem = mem};
    struct eval_ratings all = {0};
    size_t line = 0;
    for (int64_t i = 0; i < 900; i++) {
        int64_t from = i % 30;
        int64_t to = (i % 30 + 1 + i / 30) % 60;
        put(&text, from, to, to % 2 ? -5 : 3, 1000 + 60 * i);
    }
    CHECK(eval_read(mem, buf_str(&text), &all, &line) == EVAL_FINE);
    CHECK(all.count == 900 && all.people == 60 && all.at[0].time == 1000.5);
    struct eval_result r = eval_run(mem, &all, 24);
    CHECK(r.learned == 720 && r.asked == 180 && r.bad > 60 && r.bad < 120);
    CHECK(r.auc[EVAL_MEAN] > 0.99 && r.auc[EVAL_GOODNESS] > 0.99 && r.auc[EVAL_OURS] > 0.99);
}

/* Where signs are drawn blindly nothing is foreseen: no way looks at what it is asked for. */
static void what_is_blind_is_not_foreseen(struct arena *mem) {
    struct buf text = {.mem = mem};
    struct eval_ratings all = {0};
    size_t line = 0;
    uint64_t x = 1;
    for (int64_t i = 0; i < 20000; i++) {
        x = x * 6364136223846793005U + 1442695040888963407U;
        int64_t from = (int64_t)(x >> 40) % 500;
        int64_t to = (from + 1 + (int64_t)(x >> 20 & 0xFFFF) % 499) % 500;
        put(&text, from, to, x >> 63 ? 1 : -1, i);
    }
    CHECK(eval_read(mem, buf_str(&text), &all, &line) == EVAL_FINE);
    struct eval_result r = eval_run(mem, &all, 24);
    for (int way = 0; way < EVAL_WAYS; way++) {
        CHECK(fabs(r.auc[way] - 0.5) < 0.04);
    }
}

static void one_sign_alone_is_told(struct arena *mem) {
    struct buf text = {.mem = mem};
    struct eval_ratings all = {0};
    size_t line = 0;
    for (int64_t i = 0; i < 20; i++) {
        put(&text, i, i + 1, 1, i);
    }
    CHECK(eval_read(mem, buf_str(&text), &all, &line) == EVAL_FINE);
    CHECK(eval_run(mem, &all, 24).auc[EVAL_OURS] < 0);
}

int main(void) {
    struct arena mem = {0};
    a_bad_line_is_named(&mem);
    what_is_plain_is_foreseen(&mem);
    what_is_blind_is_not_foreseen(&mem);
    one_sign_alone_is_told(&mem);
    arena_free(&mem);
    return test_failures != 0;
}
