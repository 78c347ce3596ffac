/* Many short lists of numbers in one piece of memory that grows, for what is kept as long as the
 * program runs. A list that is left behind is waste until its owner copies what is alive into a
 * new one. */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct numbers {
    uint32_t *at;
    size_t count; /* handed out */
    size_t room;
    size_t waste; /* left behind, of those handed out */
};

/* Where a list of that many begins; what it holds is not set. All of it may move. */
uint32_t numbers_take(struct numbers *p, size_t numbers);
void numbers_free(struct numbers *p);
