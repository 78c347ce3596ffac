/* What those who are asked are told, on a page and in a letter alike, in the work's language: who
 * asks them, whom they know; for whom, in general terms; whom they would ask in turn. Nothing else
 * of the chain. */
#pragma once

#include "trust/introduction_link.h"

struct introduction_words {
    str who;    /* asks them */
    str wish;   /* what is wished for, a sentence */
    str next;   /* what follows if they agree, a sentence */
    str reason; /* in a language they read, if there is one */
    str reason_lang;
};

struct introduction_words introduction_words(
        struct work *w, const struct introduction *n, const struct introduction_link *l);

/* The reason in that language if it was written in it, else as the asker wrote it. */
str introduction_reason(const struct introduction *n, enum tongue t, str *lang);

/* "Maren Tagsten, Alu Syd". */
str introduction_person(struct work *w, int64_t individual);
