/* The log of changes: what is kept in memory follows it from the last place it has seen.
 *
 * What one transaction noted is a unit. Units are numbered while they are being kept, one after
 * the other, so whoever has followed the log up to a place has missed nothing before it, whatever
 * was under way on other machines. */
#pragma once

#include "db/db.h"

struct change_place {
    int64_t seq;  /* the unit's number */
    int64_t unit; /* and its name */
    int64_t id;   /* of the change within all changes; INT64_MAX: the unit is through */
};

struct change {
    str object; /* "cluster", "organisation", "listing", "refusal" */
    int64_t id;
};

struct changes {
    struct change *at;
    size_t count;
    struct change_place last; /* from where to go on */
};

/* Only inside a transaction: it is kept, or forgotten, with it. */
void change_note(struct work *w, str object, int64_t id);
struct changes change_list(struct work *w, struct change_place after, size_t most);
struct change_place change_last(struct work *w);

/* For db_end(): numbers what was noted; whether a unit was kept. */
void change_number(struct work *w, int64_t unit);
bool change_kept(struct work *w, int64_t unit);
