/* What the server has answered since it began, counted for whoever watches over it. */
#pragma once

#include "http/log.h"

#include <stdatomic.h>

/* Upper ends of the steps that durations are counted in, in microseconds; above the last is a step
 * of its own. */
#define HTTP_TALLY_STEPS                                                                          \
    {                                                                                             \
        1000, 2500, 5000, 10000, 25000, 50000, 100000, 250000, 500000, 1000000, 2500000, 5000000, \
                10000000                                                                          \
    }

enum { HTTP_TALLY_STEP_COUNT = 13, HTTP_TALLY_CLASSES = 6 };

struct http_tally {
    atomic_ullong by_class[HTTP_TALLY_CLASSES]; /* of the status: [2] is 200 to 299 */
    atomic_ullong by_step[HTTP_TALLY_STEP_COUNT + 1];
    atomic_ullong microseconds, bytes, statements, waited_us;
};

/* By many threads at once. */
void http_tally_note(struct http_tally *t, const struct http_log_line *line);

int64_t http_tally_step(size_t step); /* its upper end in microseconds */
