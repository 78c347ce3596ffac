/* The language that people will best speak with each other, how well, and when to take an interpreter.
 *
 * Levels are those of the Common European Framework of Reference (Council of Europe, 2020), A1 to C2.
 * What counts is the weaker of the two: somebody of C2 still has to be understood. Where two
 * languages are equal the sum of both levels decides.
 *
 * Danish, Norwegian and Swedish are neighbours: each may speak their own and follow the other's. How
 * well that goes was measured by Delsing and Lundin Åkesson (Håller språket ihop Norden?, Nordic
 * Council of Ministers, 2005): best between Danish or Swedish and Norwegian, least between Danish and
 * Swedish. So who speaks one at C1 or better follows the neighbour's as if at B2, or B1 between Danish
 * and Swedish; and a language both speak is preferred where it is as good. */
#pragma once

#include "base/work.h"

/* 0: not at all; A1 to C2 are 1 to 6. */
enum { SPEECH_A1 = 1, SPEECH_A2, SPEECH_B1, SPEECH_B2, SPEECH_C1, SPEECH_C2 };

/* What it is good for. */
enum speech_good {
    SPEECH_UNKNOWN,     /* of one of them nobody knows what they speak */
    SPEECH_NONE,        /* nothing in common */
    SPEECH_INTERPRETER, /* below B1: take one along */
    SPEECH_TALK,        /* B1: a talk will do; an interpreter for the contract */
    SPEECH_WORK,        /* B2: it will do for what people do together */
    SPEECH_FLUENT,      /* C1: the contract too */
};

struct speech {
    enum speech_good good;
    str first, second; /* what each speaks: the same, but between neighbours; "da" */
    int level;         /* the weaker one's; 0 where there is none */
    int sum;           /* of both levels */
};

/* Of lists like "da C2;en C1"; a language without a level counts as B1. The answer is the same
 * whichever stands first, with first and second exchanged. */
struct speech common_language(str languages_a, str languages_b);

/* Whether the first is better to speak than the second. */
bool speech_better(const struct speech *s, const struct speech *than);

/* A sentence: "In German it will work; take an interpreter for the contract." */
str speech_text(struct work *w, const struct speech *s);

/* Somebody who may talk for an organisation. */
struct speaker {
    int64_t id; /* the caller's own number of them */
    str name;
    str languages;
    str role; /* as somebody wrote it */
};

struct speakers {
    struct speaker *at;
    size_t count;
};

struct speech_pair {
    const struct speaker *ours, *theirs; /* NULL where one side has nobody */
    struct speech speech;
};

/* Who should talk to whom: the pair with the best language in common; among equals those who sell,
 * buy, or lead, by what their role says; then who stands first. */
struct speech_pair speech_pair(
        struct work *w, const struct speakers *ours, const struct speakers *theirs);
