/* The ways along which an introduction may go: chains of people who trust each other, between who
 * asks and whom they want to meet. */
#pragma once

#include "trust/introduction_question.h"

struct introduction_way {
    int64_t people[INTRODUCTION_PEOPLE_MOST]; /* the last one is whom the asker is to meet */
    size_t count;
    enum warmth warmth;
};

struct introduction_ways {
    struct introduction_way at[INTRODUCTION_WAYS_MOST]; /* the warmest first */
    size_t count;
};

struct trust;

/* The best ways to any of those who could be meant, by the rule of that cluster; only people who let
 * themselves be introduced. */
struct introduction_ways introduction_ways(
        struct work *w, struct trust *trust, const struct introduction *n);

/* What is told to who asks, as the head of trust/introduction_question.h says. */
void introduction_way_tell(
        struct work *w, struct trust *trust, int64_t cluster, struct introduction_question *q);
