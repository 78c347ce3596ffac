/* Invented organisations with needs and offers, as they are matched: for tests and measurements.
 *
 * Each has some texts; a text has some concepts, the frequent ones much more often than the rare
 * (Zipf, exponent `slope`), a broader concept beside each as the lexicon hands it up, and weights as
 * a text of words would have them. Texts of one organisation are about one of some topics. The same
 * seed makes the same crowd. */
#pragma once

#include "match/finder.h"

struct crowd_form {
    uint64_t seed;
    uint32_t organisations;
    uint32_t concepts;
    double texts_each;  /* in the mean, at least 1; needs and offers alike often */
    uint32_t impacts;   /* concepts of a text in the mean */
    double slope;       /* of the concepts' frequency */
    uint32_t countries;
    double business;    /* share of texts that are trade */
    bool conditions;    /* countries wished for and excluded, lapsed texts, every kind */
};

struct crowd {
    struct arena mem;
    struct finder finder;
    size_t texts;
};

enum { CROWD_TODAY = 20261127 };

/* Nobody stands in a partition yet: finder_build_all(). */
void crowd_open(struct crowd *c, const struct crowd_form *form);
void crowd_close(struct crowd *c);

/* Gives an organisation other texts, by the same form. */
const struct profile *crowd_change(struct crowd *c, const struct crowd_form *form,
        uint32_t organisation, uint64_t seed);

uint64_t crowd_random(uint64_t *state);
uint32_t crowd_below(uint64_t *state, uint32_t count);
