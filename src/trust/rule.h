/* How much each kind of evidence counts for a cluster, and after how long it counts half: whoever
 * asks, asks by the rule of their own cluster. */
#pragma once

#include "trust/evidence.h"

enum {
    RULE_MONTHS_LEAST = 1,
    RULE_MONTHS_MOST = 240,
    RULE_STRENGTH_MOST = 1000, /* hundredths */
};

struct rule {
    int64_t months;                   /* the half-life */
    int64_t strength[EVIDENCE_KINDS]; /* hundredths of a meeting in person, never below 0 */
    int64_t at;                       /* when it was saved; 0: as usual */
};

struct rule rule_usual(void);
bool rule_right(const struct rule *r); /* all of it within its bounds */

/* As the cluster set it, or the usual; 0 asks for that. */
struct rule rule_of(struct work *w, int64_t cluster);
void rule_save(struct work *w, int64_t cluster, const struct rule *r);
void rule_forget(struct work *w, int64_t cluster); /* back to the usual */
