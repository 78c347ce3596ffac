/* The letters of an introduction, each in the language of whoever gets it. */
#pragma once

#include "job/introducer.h"
#include "trust/introduction_link.h"

#define INTRODUCTION_LETTER "introduction"
#define INTRODUCTION_TARGET_LETTER "introduction-target"

/* In a transaction, to whoever is asked now, with a link of their own. */
void introducer_ask_letter(struct work *w, const struct introducer *i, const struct introduction *n,
        const struct introduction_link *l);

/* Both said yes: each gets the other's address, in both languages, and the audit notes it. */
void introducer_bring_together(
        struct work *w, const struct introducer *i, const struct introduction *n);

/* To the asker, on the last day. */
void introducer_over_letter(
        struct work *w, const struct introducer *i, const struct introduction *n);
