/* What somebody answers to a letter (directory/ask.h), one text at a time. Each answer is good
 * once; only a correction may be corrected again while the letter is good. */
#pragma once

#include "directory/ask.h"

struct ask_reply {
    int64_t listing;
    int64_t version; /* of the text that was looked at */
    enum ask_answer said;
    str title, body; /* the correction */
    str until;       /* a new last day of one that still holds; empty: until it is withdrawn */
    str reason;      /* why not */
};

enum ask_replied {
    ASK_DONE,
    ASK_IS_OVER,      /* taken back, or too old */
    ASK_NOT_ASKED,    /* about that text */
    ASK_IS_ANSWERED,  /* already */
    ASK_TEXT_CHANGED, /* since it was looked at: it is to be read again */
    ASK_SETTLED,      /* by others: its state allows this answer no more */
    ASK_WITHOUT_TITLE,
    ASK_TEXT_WRONG, /* too long, or with signs that cannot be shown */
    ASK_WITHOUT_REASON,
    ASK_DAY_WRONG, /* none, or in the past */
    ASK_DAY_FAR,   /* more than ASK_YEARS_MOST from now */
};

enum { ASK_YEARS_MOST = 2 };

/* In the caller's unit of work, which is to be forgotten unless it is ASK_DONE. */
enum ask_replied ask_reply(struct work *w, const struct ask *a, const struct ask_reply *r);

/* Whether that text of the letter can still be answered. */
bool ask_can_reply(struct work *w, const struct ask *a, const struct ask_text *t);

/* The last day that a text gets when it still holds and its owner says nothing else: half a year
 * after the one it has; empty if it has none. */
str ask_until(struct work *w, const struct ask_text *t);
