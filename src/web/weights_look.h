/* What other weights would change: the first matches of one member, as they stand and as they would
 * stand. With script it follows the sliders of the form around it; without, a button asks. */
#pragma once

#include "match/weighing.h"
#include "web/page.h"

enum { WEIGHTS_SHOWN = 20, WEIGHTS_MEMBERS_MOST = 500 };

/* Members with open needs or offers, by name. */
struct weights_members {
    int64_t ids[WEIGHTS_MEMBERS_MOST];
    str names[WEIGHTS_MEMBERS_MOST];
    size_t count;
    int64_t chosen; /* the one asked for, else who has most of them open; 0: there is none */
};

const struct weights_members *weights_members(struct page *p, int64_t asked);

void weights_choose(struct page *p, const struct weights_members *members);
void weights_look(
        struct page *p, int64_t member, const struct weighing *saved, const struct weighing *tried);
