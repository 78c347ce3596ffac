/* While the world of canary.h is planted. */
#pragma once

#include "tests/canary.h"

enum {
    ACCOUNT_FROM = 3000,
    ORGANISATION_FROM = 4000,
    LISTING_FROM = 5000,
    PERSON_FROM = 6000,
    OTHER_FROM = 7000,
};

enum { PUBLIC = 1, PARTNERS, CONFIDENTIAL, WITHDRAWN, RESEARCH, UNVEILED, KINDS_OF_OWNERS };

static const unsigned admin = 1U << ADMIN;
static const unsigned manager_of[SIDES] = {1U << MANAGER, 1U << PARTNER_MANAGER, 0};

/* A work while planting: everything is made for a side. */
struct planting {
    struct visitor *v;
    struct work *w;
    struct canaries *c;
    int side;
    int64_t next_listing, next_person, next_other;
    int64_t stage[SIDES], field[SIDES]; /* of each cluster: for its collaborations */
};

struct owner {
    int64_t id;
    int sort;      /* PUBLIC ... */
    unsigned own;  /* managers, members, researchers and administrators */
    unsigned keep; /* of these, without researchers */
    unsigned eyes; /* who sees it */
    unsigned members, researchers;
};

/* A word that only those may see, and that has to show to some. */
str plant_word(struct planting *k, const char *what, unsigned eyes, unsigned must);
/* With a word beside it that can be looked for, in letters only. */
str plant_sought(struct planting *k, const char *what, unsigned eyes, const char *rest);
struct thing *plant_thing(struct planting *k, enum about about, int64_t id);
struct owner plant_owner(struct planting *k, int sort);

static inline int64_t plant_account(enum walker who) {
    return who == VISITOR ? 0 : ACCOUNT_FROM + (int64_t)who;
}

/* What goes by mail, and who comes by other ways. */
void plant_asked(struct planting *k);
void plant_visited(struct planting *k);
void plant_met(struct planting *k);
void plant_approach(struct planting *k); /* once there are accounts */
void plant_introduction(struct planting *k, enum walker who);
void plant_acquaintance(struct planting *k, int64_t account, unsigned seen);
void plant_invitation(struct planting *k, int64_t cluster, int64_t place);
void plant_letter_text(struct planting *k);
void plant_letter(struct planting *k);
void plant_provider(struct planting *k);

/* What clusters do together, each in its own way. */
void plant_way(struct planting *k);
void plant_collaborations(struct planting *k);
