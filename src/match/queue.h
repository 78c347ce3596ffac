/* The words of a cluster's open needs and offers that are not understood, the most frequent first,
 * for whoever wants to teach them. What the cluster does not want to be asked about stays out. */
#pragma once

#include "base/work.h"

enum {
    QUEUE_MOST = 50,
    QUEUE_TEXTS_MOST = 20000,
    QUEUE_FREQUENT = 3, /* texts in which a word stands that is worth a mention */
    IGNORED_MOST = 5000,
};

struct queued {
    str word; /* in its comparable form */
    enum tongue tongue;
    size_t texts;    /* in which it stands */
    int64_t listing; /* one of them */
    str title;
    str title_lang;
};

struct queue {
    struct queued *at; /* at most QUEUE_MOST */
    size_t count;
    size_t total;    /* before that cut */
    size_t frequent; /* of these */
};

struct queue queue_of(struct work *w, int64_t cluster);

struct ignored {
    str word;
    enum tongue tongue;
    str account_name;
    int64_t at;
};

struct ignored_words {
    struct ignored *at; /* newest first */
    size_t count;
};

struct ignored_words queue_ignored(struct work *w, int64_t cluster);
/* In the caller's unit of work; the word in any form. */
void queue_ignore(struct work *w, int64_t cluster, str word, enum tongue t);
void queue_heed(struct work *w, int64_t cluster, str word, enum tongue t);
