/* How much somebody trusts another, from what they have seen of them.
 *
 * Good and bad experience, each faded by its age, are the counts r and s of the beta reputation
 * system (Jøsang and Ismail, The Beta Reputation System, Bled 2002). From them come the belief,
 * disbelief and uncertainty of subjective logic (Jøsang, A Logic for Uncertain Probabilities, 2001)
 * with a prior weight of 2: b = r/(r+s+2), d = s/(r+s+2), u = 2/(r+s+2); they add up to 1. A
 * stranger is trusted with 0: the base rate is 0, not one half. What one says of another counts as
 * far as they are believed themselves: along a chain beliefs are multiplied. */
#pragma once

#include "trust/rule.h"

struct experience {
    double good; /* r: all of it, faded */
    double bad;  /* s */
};

struct opinion {
    double belief, disbelief, doubt;
};

struct opinion opinion_of(struct experience e);

/* What is expected of them where strangers are trusted with `base_rate`. */
double opinion_expected(struct opinion o, double base_rate);

/* 1 on its day, a half after the half-life, never rising. What lies ahead counts in full. */
double belief_fade(int64_t days, int64_t months);

/* Days since 1 January 1970, as evidence is dated; 0 where it is no day. */
int64_t belief_day(str day);

/* One piece of evidence that is `days` old, by that rule. */
struct experience belief_of_one(const struct rule *r, enum evidence_kind kind, int64_t days);

/* All of it together, as it stands on that day (since 1970). */
struct experience belief_of_all(const struct rule *r, const struct evidences *all, int64_t today);

/* A belief in words that say how warm it is, not how much: for people to read. */
enum warmth { WARMTH_NONE, WARMTH_FAINT, WARMTH_MILD, WARMTH_WARM, WARMTH_CLOSE };
enum warmth belief_warmth(double belief);
