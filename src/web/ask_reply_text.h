/* One text on the page of somebody who was asked by mail, with what they can say of it. */
#pragma once

#include "directory/ask_reply.h"
#include "web/page.h"

struct ask_shown {
    struct ask ask;
    struct ask_texts texts;
    struct ask_reply reply;   /* what came back, while something is wrong with it */
    enum ask_replied replied; /* ASK_DONE: nothing is */
};

void ask_reply_text(struct page *p, const struct ask_shown *k, const struct ask_text *t);
