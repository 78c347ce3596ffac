/* How much one reader may ask for in a minute: each account, and each network it comes from (/24 of
 * IPv4, /56 of IPv6), for each kind of asking. What was not used in a minute may be used in the
 * next, and no more than that. It is counted in memory of a fixed size, by each server for itself;
 * where that is full, whoever asked least is forgotten first. */
#pragma once

#include "base/str.h"
#include "web/route.h"

enum limit_class {
    LIMIT_READING,
    LIMIT_WRITING,
    LIMIT_SEARCHING,
    LIMIT_HEAVY, /* what goes through everything that is stored */
    LIMIT_CLASSES
};

struct limit {
    int64_t account; /* a minute; 0: as much as they like */
    int64_t network;
};

enum { LIMIT_MINUTE_MOST = 1000000 };

struct limits *limits_open(void); /* with the usual ones; NULL: no memory for it */
void limits_close(struct limits *l);

/* "searching=60/240": sixty a minute for an account, 240 for a network. False if it is not so. */
bool limits_set(struct limits *l, str said);
struct limit limits_of(const struct limits *l, enum limit_class c);

enum limit_class limit_class(const struct route *route, enum method method); /* NULL: reading */

/* The milliseconds to wait; 0 when it may go on and was counted. `now` is in microseconds that only
 * go forward. Addresses that are no IP are nobody's, and are not counted. */
int64_t limit_network(struct limits *l, enum limit_class c, str address, int64_t now);
int64_t limit_account(struct limits *l, enum limit_class c, int64_t account, int64_t now);
