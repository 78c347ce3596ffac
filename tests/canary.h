/* A world in which every text that is not for everybody holds a word of its own, a canary: whoever
 * sees one that is not for them is caught. It lies over the world of world.h, with three sides, ours,
 * the partners' and strangers', each with the same things of every visibility and state. */
#pragma once

#include "tests/visitor.h"

/* Everybody who walks, and what they are. */
enum walker {
    VISITOR,
    OUTSIDER, /* an account without a role */
    MEMBER,   /* of our first organisation */
    RESEARCHER,
    MANAGER,
    PARTNER_MEMBER, /* of the partners' first organisation */
    PARTNER_MANAGER,
    ADMIN,
    SUSPENDED, /* a manager of ours */
    WALKERS,
};

enum { EVERYBODY = (1 << WALKERS) - 1 };

static inline unsigned walker_bit(enum walker one) {
    return 1U << one;
}

extern const char *const walker_names[WALKERS];

/* What an address may be about. */
enum about {
    NOTHING,
    A_CLUSTER,
    AN_ORGANISATION,
    A_LISTING,
    A_PERSON,
    AN_ACCOUNT,
    AN_IMPORT,
    A_SEARCH,
    A_FILTER,
    A_TERM,
    A_CONCEPT,
    A_REFUSAL,
    A_SCHEME,
    A_PROVIDER,
    AN_IDENTITY,
    A_PASSKEY,
    AN_INVITATION,
    A_LETTER,
    AN_UNVEILING,
    AN_ASK,
    A_VISIT,
    A_MEETING,
    AN_APPROACH, /* makers: who is asked; desks: the managers of the side that is asked */
    AN_INTRODUCTION,
    A_COLLABORATION,
    AN_INVITED, /* a collaboration, to whoever was asked to take part */
    A_NOTE,
    A_FILE,
    A_FIELD,
    AN_ACQUAINTANCE,
};

/* Sets of walkers: who sees it, and what they are to it. */
struct thing {
    enum about about;
    int64_t id;
    int64_t of; /* the listing of an unveiling, the collaboration of a note or file */
    unsigned eyes, researchers, members, managers, makers;
    unsigned desks; /* who works for its cluster at the moment */
};

struct canary {
    char word[12]; /* "kanari0042" */
    char seek[12]; /* stands beside it in titles, names and texts: what to search for; or empty */
    char what[48];
    unsigned eyes; /* who may see it */
    unsigned must; /* and who has to, somewhere on a walk over everything */
    unsigned seen;
};

enum { CANARIES_MOST = 1400, THINGS_MOST = 320, THING_ABSENT = 8888, SIDES = 3 };

struct canaries {
    struct canary at[CANARIES_MOST];
    size_t count;
    struct thing things[THINGS_MOST];
    size_t thing_count;
    size_t asked;       /* requests */
    bool here[WALKERS]; /* their session stands as it should */
    bool quiet;         /* leaks are made on purpose */
};

/* Fills the visitor's database and memory. */
void canary_plant(struct visitor *v, struct canaries *c);

/* Another one like it, for a request that changes or removes it. */
int64_t canary_clone(struct work *w, const struct thing *t);

/* One request, with the walker's session whatever became of it before; `key` sends the form key
 * along. All of it lies in the visitor's arena. */
struct canary_request {
    enum walker who;
    enum method method;
    str target, form;
    bool key;
};

struct response canary_ask(struct visitor *v, struct canaries *c, const struct canary_request *r);

/* How many words stand in the answer that are not for them; says which. Notes what was seen. */
size_t canary_leaks(struct canaries *c, enum walker who, str target, const struct response *r);
/* How many were never seen by somebody who has to; says which. */
size_t canary_missing(const struct canaries *c);
