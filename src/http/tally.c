#include "http/tally.h"

static const int64_t steps[HTTP_TALLY_STEP_COUNT] = HTTP_TALLY_STEPS;

int64_t http_tally_step(size_t step) {
    return steps[step];
}

static void add(atomic_ullong *to, uint64_t much) {
    atomic_fetch_add_explicit(to, much, memory_order_relaxed);
}

void http_tally_note(struct http_tally *t, const struct http_log_line *line) {
    size_t class = line->status >= 100 && line->status < 600 ? (size_t)line->status / 100 : 0;
    size_t step = 0;
    while (step < HTTP_TALLY_STEP_COUNT && line->microseconds > steps[step]) {
        step++;
    }
    add(&t->by_class[class], 1);
    add(&t->by_step[step], 1);
    add(&t->microseconds, (uint64_t)line->microseconds);
    add(&t->bytes, line->bytes);
    add(&t->statements, (uint64_t)line->statements);
    add(&t->waited_us, (uint64_t)line->waited_us);
}
