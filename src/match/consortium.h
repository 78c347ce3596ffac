/* A consortium for a call: for each of its roles the organisations that could take it, and a team in
 * which different ones take all roles, from so many countries at least.
 *
 * A role is a line of text, read as a need and held against what people wrote of what they offer,
 * of every kind. A team is as good as the harmonic mean of its fits, as everywhere the weaker ones
 * count most. First it has the countries that were asked for, as far as there are any; then as few
 * roles as may be stay open; then it is the best of these. */
#pragma once

#include "match/live.h"
#include "match/shared.h"

enum {
    CONSORTIUM_ROLES_LEAST = 2,
    CONSORTIUM_ROLES_MOST = 8,
    CONSORTIUM_CANDIDATES =
            12, /* of a role: more than anybody looks at, and few enough to try all */
    CONSORTIUM_OF_COUNTRY = 4, /* of these, so that one country does not leave the others out */
    CONSORTIUM_STEPS_MOST =
            500000, /* some ten milliseconds; alike roles have endless equal teams */
};

/* From here on somebody could take a role: a line says less than a text, and meets fewer words. */
#define CONSORTIUM_LEAST 0.2F

struct consortium_role {
    struct vector meaning; /* as vector_of() has it */
    int64_t chosen;        /* organisation; 0: whoever fits best */
};

struct consortium_wish {
    int64_t cluster; /* whose call it is */
    str country;     /* of it: offers that exclude it fall out */
    struct consortium_role roles[CONSORTIUM_ROLES_MOST];
    size_t role_count;
    size_t countries; /* at least */
};

struct consortium_candidate {
    int64_t organisation;
    int64_t offer; /* listing */
    uint16_t country;
    bool ours; /* a member of the cluster */
    float fit;
    struct shared why;
};

struct consortium_seat {
    struct consortium_candidate
            at[CONSORTIUM_CANDIDATES + 1]; /* the best first, and who was chosen */
    size_t count;
    size_t total;  /* organisations that fit and may be seen, before that cut */
    size_t veiled; /* offers that fit and are not for the reader */
    size_t taken;  /* which one is in the team; `count`: nobody */
};

struct consortium {
    struct consortium_seat seats[CONSORTIUM_ROLES_MOST]; /* by role */
    size_t count;
    size_t open;      /* roles that nobody takes */
    size_t countries; /* of the team */
    float score;      /* of the roles that are taken */
    bool cut;         /* there were too many teams to try all */
};

/* Organisations of clusters that refused each other are left out. Memory is held for one role at a
 * time. */
struct consortium consortium_find(struct work *w, struct live *live, const struct scope *scope,
        const struct consortium_wish *wish);
