/* Letters about meetings, each in the language of whoever gets it, with a link to answer by and
 * without an account. All of it in the transaction of what they tell of. */
#pragma once

#include "db/seal.h"
#include "trust/encounter.h"

/* What letters are made with. */
struct encounter_post {
    const struct seal *seal;
    str address; /* of the platform: "https://clusters.example.org" */
};

enum encounter_letter {
    LETTER_INVITES,   /* to a planned one */
    LETTER_CHANGED,   /* when, where or what about */
    LETTER_CANCELLED, /* does not take place, or not with them */
    LETTER_ASKS,      /* whether it took place */
};

enum {
    ENCOUNTER_LINK_SECONDS =
            366 * 24 * 3600, /* after the end; so long what was said can be undone */
};

/* To everybody among `to` who has an address, but for the actor. */
void encounter_letters(struct work *w, const struct encounter_post *post, const struct encounter *e,
        const struct encounter_people *to, enum encounter_letter letter);

/* Tells whoever wrote it down that somebody does not come, or asks for another time. */
void encounter_tell(struct work *w, const struct encounter_post *post, const struct encounter *e,
        const struct encounter_person *who);
