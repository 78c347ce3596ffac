/* Letters that ask whether texts about to end still hold: one to each person, with all of theirs
 * that are due. A text is asked about once for each end (directory/ask_due.h), so that it does no
 * harm to be interrupted, or to run on two machines. */
#pragma once

#include "base/work.h"
#include "db/seal.h"

/* What letters are made with. */
struct asker {
    const struct seal *seal;
    str address; /* of the platform, "https://clusters.example.org" */
};

/* All clusters, each a unit of its own. False while another machine is at it, or if it broke. */
bool asker_turn(struct work *w, const struct asker *a);
