/* For programs that watch over the server, all in English and without a session:
 *
 * /health   200 while the database answers, else 503.
 * /ready    200 while it can be sent readers: the database answers, and what others saved is known
 *           here; else 503.
 * /metrics  what was answered, and how much there is, in the text format of Prometheus (0.0.4). Only for
 *           who brings the key of the house as "Authorization: Bearer KEY"; else, and without a
 *           key, it is not there. */
#pragma once

#include "web/page.h"

enum {
    WATCH_ANSWER_MILLISECONDS = 1000, /* the database is waited for */
    WATCH_BEHIND_SECONDS_MOST = 15,   /* what is in memory may be older than the database */
};

bool watch_knows(str path); /* it is one of these */
void watch_answer(struct page *p);
