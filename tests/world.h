/* A small world to test in: three clusters, their members, needs and offers, and the people who
 * sign in. Alu and Auto share one member and each has something that is not for everybody. */
#pragma once

#include "db/db.h"

enum { WORLD_NOW = 1800000000 }; /* 15 January 2027 */

enum { WORLD_ALU = 1, WORLD_AUTO, WORLD_WOOD }; /* clusters: DK, DE, SE */

enum {
    WORLD_FOUNDRY = 1, /* Alu, public */
    WORLD_PRESS,       /* Auto, public */
    WORLD_SAWMILL,     /* Wood, public */
    WORLD_SHARED,      /* Alu and Auto, for partners */
    WORLD_HIDDEN,      /* Alu, confidential */
    WORLD_WITHDRAWN,   /* Auto, public once */
};

enum {
    WORLD_FOUNDRY_OFFER = 1, /* published, public */
    WORLD_FOUNDRY_NEED,      /* published, for partners */
    WORLD_FOUNDRY_SECRET,    /* published, confidential */
    WORLD_FOUNDRY_DRAFT,     /* public once it is published */
    WORLD_PRESS_NEED,        /* published, public; what the foundry offers */
    WORLD_PRESS_OFFER,       /* published, public */
    WORLD_SAWMILL_NEED,      /* published, public */
    WORLD_HIDDEN_OFFER,      /* public, of a confidential organisation */
    WORLD_WITHDRAWN_OFFER,   /* public, of a withdrawn organisation */
};

enum {
    WORLD_ANNE = 1, /* foundry, agreed to be listed */
    WORLD_BJARNE,   /* foundry, agreed to nothing */
    WORLD_CLARA,    /* press, agreed to be listed */
};

enum {
    WORLD_ADMIN = 1,
    WORLD_ALU_MANAGER,
    WORLD_AUTO_MANAGER,
    WORLD_OUTSIDER, /* an account without a role */
};

/* Everybody's password; its hash is a cheap one. Mail addresses: admin@, alu@, auto@ and
 * outsider@example.org. */
#define WORLD_PASSWORD "grey herons count stairs"

/* NULL if it could not be made; it says why. In memory, or in a schema of the test server; or at an
 * address where there is nothing yet. */
struct db *world_open(void);
struct db *world_open_at(const char *address);
