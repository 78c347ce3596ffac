/* Words without their endings, in the six languages that have endings.
 *
 * The stemmers keep state of their own, so every thread has its own set. */
#pragma once

#include "base/str.h"
#include "base/tongue.h"

enum { STEM_MOST = 64 }; /* bytes; longer words are left as they are */

struct stems {
    struct sb_stemmer *of[TONGUE_COUNT]; /* NULL where a language has no endings */
};

struct stem {
    char at[STEM_MOST];
    size_t len;
};

struct stems stems_open(void);
void stems_close(struct stems *s);

/* Cut twice, since one round leaves many pairs apart; never below three letters. */
str stem_of(const struct stems *s, enum tongue t, str word, struct stem *room);
