/* Which collaborations of a cluster a list is about: the filter in the address, and their order. */
#pragma once

#include "project/collaboration.h"
#include "project/stage.h"
#include "web/page.h"

struct collaborations_asked {
    struct collaborations all;   /* of the cluster */
    struct collaborations found; /* of them, what was asked for, in the order asked for */
    struct stages path;
    bool listed; /* a table, not a board */
};

struct collaborations_asked collaborations_asked(struct page *p);

/* The filter as a sentence. */
void collaborations_filter(struct page *p, const struct collaborations_asked *a);

/* The invitations of other clusters that wait for an answer; nothing where there are none. */
void collaborations_invited(struct page *p, const struct collaborations *all);
