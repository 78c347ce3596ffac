/* Invented organisations with needs and offers, as they are matched: for tests and measurements.
 *
 * Concepts make a tree: one in a hundred is a sector, one in ten stands below a sector, and the
 * others below these; sectors and branches are of unequal size. How often a concept is meant falls
 * as 1/rank (Zipf). Each organisation has a home sector and one that complements it. Of the concepts
 * of a need 35 % come from home, 25 % from the complement and 40 % from anywhere; of an offer 65, 10
 * and 25 %. With each concept its broader one counts half and the next a quarter, as the lexicon
 * hands them up, and each weighs by how rare it is. The same seed makes the same crowd. */
#pragma once

#include "match/finder.h"

struct crowd_form {
    uint64_t seed;
    uint32_t organisations;
    uint32_t concepts;
    double texts_each; /* in the mean, at least 1; needs and offers alike often */
    uint32_t meant; /* concepts of a text at most, at least a third of it, without broader ones */
    uint32_t countries;
    double business; /* share of texts that are trade */
    bool conditions; /* countries wished for and excluded, lapsed texts, every kind */
};

struct crowd {
    struct arena mem;
    struct finder finder;
    struct crowd_tree *tree;
    size_t texts;
};

enum { CROWD_TODAY = 20261127 };

/* Nobody stands in a partition yet: finder_build_all(). */
void crowd_open(struct crowd *c, const struct crowd_form *form);
void crowd_close(struct crowd *c);

/* Gives an organisation other texts, by the same form. */
const struct profile *crowd_change(
        struct crowd *c, const struct crowd_form *form, uint32_t organisation, uint64_t seed);

uint64_t crowd_random(uint64_t *state);
uint32_t crowd_below(uint64_t *state, uint32_t count);
