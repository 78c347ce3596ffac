/* The part of a page that answers a contact request, by a letter's link or signed in: what was
 * answered, and each way to answer now. */
#pragma once

#include "trust/approach_answer.h"
#include "web/page.h"

struct approach_replying {
    struct approach a;
    struct approach_answer n;
    enum approach_by by;
    bool by_link;                /* p->word is the address; else the form carries the key */
    struct approach_reply reply; /* what came back */
    enum approach_replied replied;
    bool came_back;
};

/* Who asks, why, what was answered, and the ways to answer. */
void approach_reply_view(struct page *p, const struct approach_replying *k);

/* Takes the form, answers and writes the letters that follow. True: it is in a transaction that is to
 * be kept. False: the page is to be shown again with what is wrong, or how it stands meanwhile. */
bool approach_reply_take(struct page *p, struct approach_replying *k);
