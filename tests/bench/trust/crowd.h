/* An invented world of people who know each other, as large as wished.
 *
 * People live in regions of one language each. Their weight falls with their rank like
 * rank^(-1/2), so the number of people known has a heavy tail: the share that knows more than k falls
 * like k^-2, as in networks of acquaintances that were measured; with a mean of 20 the best known
 * person has about 10,000. A tie joins two drawn by weight, four times in five of one region. For
 * each tie both have seen one to four things of each other within the last eight years: meetings,
 * calls, seldom an accord kept, a project delivered, something broken, a judgement. Everybody speaks
 * the language of the region, two in three English as well, and one in five a neighbour's. */
#pragma once

#include "trust/graph.h"

enum { CROWD_TODAY = 20820, CROWD_REGIONS = 100 };

struct crowd_plan {
    uint32_t people;
    uint32_t ties;
    uint64_t seed;
};

uint64_t crowd_random(uint64_t *state);
/* By weight, from all or (region >= 0) from one region. */
uint32_t crowd_person(const struct crowd_plan *plan, uint64_t *state, int region);

/* Individuals have the ids 1 to `people`. */
struct graph *crowd_make(const struct crowd_plan *plan);
