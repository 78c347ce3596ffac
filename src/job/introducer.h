/* Carries introductions on: asks the next person by a letter in their language, goes another way
 * where somebody refused or did not answer, introduces two who both said yes, and tells an asker on
 * the last day that nothing came of it. Pages only note what was said, so that neither what they
 * answer nor how long they take tells what follows of it. */
#pragma once

#include "base/work.h"
#include "db/seal.h"

struct trust;

/* What it works with; all of it outlives the clock. */
struct introducer {
    const struct seal *seal;
    struct trust *trust;
    str address; /* of the platform, "https://clusters.example.org" */
};

/* All that is due, each introduction a unit of its own. False while another machine is at it, or if
 * it broke. */
bool introducer_turn(struct work *w, const struct introducer *i);

/* In a unit of its own: whoever introduced two that met since is trusted more by both; and no longer,
 * where that meeting was taken back. */
bool introducer_credit(struct work *w);
