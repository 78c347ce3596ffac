/* The secret address at which programs read what waits for somebody, and their meetings. Whoever has
 * it reads that, so it is shown once, stored hashed, and ended or made anew by them at any time. */
#pragma once

#include "base/work.h"

struct digest_feed {
    int64_t created; /* 0: there is none */
    int64_t used;    /* the day it was last read; 0: never */
};

struct digest_feed digest_feed_of(struct work *w, int64_t individual);

/* In a transaction: the word in the address. One there was before is good no more. */
str digest_feed_make(struct work *w, int64_t individual);
void digest_feed_end(struct work *w, int64_t individual);

/* Two that turned out to be one human; before individual_merge(). One they had already stays. */
void digest_feed_unite(struct work *w, int64_t from, int64_t to);

/* The account whose feed has that word, 0 if there is none; suspended ones have none. Notes the day
 * that it was read on, which is a transaction of its own. */
int64_t digest_feed_find(struct work *w, str token);
