/* What somebody may do: the one place that decides. Every route names a right, and the surface asks
 * for it once. An object that is not there is answered like one that is not theirs.
 *
 * What somebody may see is decided where it is read: by the views organisation_audience,
 * listing_audience, own_organisation and unveiled_to, and in memory by directory/scope.h. All of it
 * is told to people in docs/rights.md, whose tables are made from here. */
#pragma once

#include "base/work.h"

enum right {
    RIGHT_ANYONE,
    RIGHT_LETTER, /* the address itself, out of a letter of ours, is the right */
    RIGHT_SIGNED_IN,
    RIGHT_FRESH,   /* the surface asks whether the session is */
    RIGHT_MANAGER, /* the object is the session's current cluster */
    RIGHT_ADMIN,
    RIGHT_OWN_CLUSTER,
    RIGHT_READ_ORGANISATION,
    RIGHT_KEEP_ORGANISATION,
    RIGHT_OWN_ORGANISATION,
    RIGHT_WRITE_LISTING, /* the object is the organisation it is for */
    RIGHT_KEEP_LISTING,
    RIGHT_UNVEIL_LISTING,
    RIGHT_OWN_LISTING,
    RIGHT_OWN_PERSON,
    RIGHT_OWN_IMPORT,
    RIGHT_OWN_SEARCH,
    RIGHT_OWN_FILTER,
    RIGHT_OWN_TERM,
    RIGHT_OWN_CONCEPT,
    RIGHT_OWN_INVITATION,
    RIGHT_OWN_ASK,
    RIGHT_OWN_VISIT,
    RIGHT_READ_MEETING,
    RIGHT_OWN_MEETING,
    RIGHT_SEE_APPROACH,
    RIGHT_OWN_APPROACH,
    RIGHT_ANSWER_APPROACH,
    RIGHT_OWN_INTRODUCTION,
    RIGHT_OWN_COLLABORATION,
    RIGHT_ANSWER_COLLABORATION,
    RIGHT_OWN_ACQUAINTANCE,
    RIGHT_COUNT,
};

/* Who somebody is to an object, as bits. */
enum who {
    WHO_ANYBODY = 1, /* also without an account */
    WHO_ACCOUNT = 2, /* signed in */
    WHO_MAKER = 4,   /* it is of their own making, and nobody else's */
    WHO_RESEARCHER = 8,
    WHO_MEMBER = 16,
    WHO_MANAGER = 32,
    WHO_ADMIN = 64,
};

/* Whether the work's actor holds it; the object is the id of what the right is about, else 0. */
bool right_holds(struct work *w, enum right right, int64_t object);

/* For pages with several acts on one object: who the actor is to what that right is about, and which
 * rights about the same kind of object that gives. */
unsigned right_standing(struct work *w, enum right right, int64_t object);
bool right_given(unsigned standing, enum right right);

str right_word(enum right right);  /* "own-listing" */
str right_text(enum right right);  /* for the documentation, in English */
str right_about(enum right right); /* "need or offer", likewise; empty: no object */
