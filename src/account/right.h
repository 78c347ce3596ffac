/* What somebody may do: the one place that decides. Every route names a right, and the surface asks
 * for it once. An object that is not there is answered like one that is not theirs. */
#pragma once

#include "base/work.h"

enum right {
    RIGHT_ANYONE,
    RIGHT_SIGNED_IN,
    RIGHT_FRESH,   /* the surface asks whether the session is */
    RIGHT_MANAGER, /* the object is the session's current cluster */
    RIGHT_ADMIN,
    RIGHT_OWN_CLUSTER,
    RIGHT_OWN_ORGANISATION,
    RIGHT_OWN_LISTING,
    RIGHT_OWN_PERSON,
    RIGHT_OWN_IMPORT,
    RIGHT_OWN_SEARCH,
    RIGHT_OWN_TERM,
    RIGHT_OWN_CONCEPT,
    RIGHT_COUNT,
};

/* Whether the work's actor holds it; the object is the id of what the right is about, else 0. */
bool right_holds(struct work *w, enum right right, int64_t object);

str right_word(enum right right); /* "own-listing" */
str right_text(enum right right); /* for the documentation, in English */
