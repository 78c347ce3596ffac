/* A meeting between people of two sides: planned, held, or said to have been held. One side writes
 * it down ("ours"), the other answers by mail. It counts only where somebody of each side said that
 * they met (trust/encounter_answer.h); until then it is a claim, and nothing counts it.
 *
 * Who may see one, and on which side they stand, is told by the view encounter_reader. */
#pragma once

#include "directory/column.h"

enum encounter_state {
    ENCOUNTER_PLANNED,
    ENCOUNTER_HELD, /* somebody says so; see `confirmed` */
    ENCOUNTER_NOT_HELD,
    ENCOUNTER_CANCELLED,
    ENCOUNTER_TAKEN_BACK, /* by somebody who was there: who and where is forgotten */
    ENCOUNTER_STATES,
};

enum encounter_side { SIDE_OURS, SIDE_THEIRS };

struct encounter {
    int64_t id;
    int64_t version;
    int64_t created;
    int64_t updated;
    int64_t cluster, own;             /* who wrote it down; 0: none */
    int64_t partner_cluster, partner; /* the other side; 0: not known */
    int64_t starts, ends;             /* seconds; the same where only the day is known */
    str zone;                         /* "Europe/Copenhagen" */
    str day;                          /* on which it begins in that zone */
    str how;                          /* "person" "video" "phone" */
    str place, title;
    enum encounter_state state;
    str reason;        /* why it was cancelled */
    int64_t approach;  /* it came of; 0: none */
    int64_t sequence;  /* of the invitation, for calendars; grows with each change */
    int64_t parted;    /* how many took their part in it back */
    int64_t account;   /* who wrote it down */
    int64_t confirmed; /* 1: both sides said that they met: it counts. Else 0 */
    str cluster_name, cluster_lang, cluster_country;
    str own_name, own_lang, own_country;
    str partner_cluster_name, partner_cluster_lang, partner_cluster_country;
    str partner_name, partner_lang, partner_country;
};

struct encounter_person {
    int64_t individual;
    enum encounter_side side;
    str name;
    str mail; /* where letters go; for nobody's eyes. Empty: they cannot be asked */
    enum tongue tongue;
    bool typed; /* name and mail were typed in, and stand nowhere else */
    int64_t account;
    str reply;       /* to an invitation: "coming" "not-coming" "other-time"; empty: none yet */
    str note;        /* their words with it */
    int64_t replied; /* when */
    str said;        /* whether it took place: "met" "not-met"; empty: not yet */
    int64_t at;      /* when they said it */
    int64_t invited, asked, reminded; /* when letters went out; 0: not */
};

enum {
    ENCOUNTER_PEOPLE_MOST = 40,
    ENCOUNTER_TITLE_MOST = 200, /* bytes */
    ENCOUNTER_PLACE_MOST = 300,
    ENCOUNTER_REASON_MOST = 500,
};

struct encounter_people {
    struct encounter_person *at;
    size_t count;
};

/* Title, place and day, for forms. */
extern const struct columns encounter_columns;

bool encounter_one(struct work *w, int64_t id, struct encounter *found); /* whoever asks */
struct encounter_people encounter_people(struct work *w, int64_t id);    /* ours first, by name */
const struct encounter_person *encounter_person_of(
        const struct encounter_people *all, int64_t individual); /* NULL if not among them */

/* Stores it with its people; their individual, side, name and mail are read, the last two only where
 * they are typed. One that begins after now is planned, else it is recorded as held, and the actor
 * who was there has said so. A new one that the same actor stored a moment ago is that one. */
enum saved encounter_save(
        struct work *w, struct encounter *e, const struct encounter_people *people);

/* Whether it may still be changed: nobody of the other side has said yet that they met. */
bool encounter_changeable(const struct encounter *e, const struct encounter_people *people);

/* A planned one only; false if it is none any more. */
bool encounter_cancel(struct work *w, const struct encounter *e, str reason);
/* One that was written down by mistake, with all that hangs on it; false once it is confirmed. */
bool encounter_remove(struct work *w, const struct encounter *e);

/* Who they are with that address: found among those this side has typed in before, or who answered
 * from it; else somebody new. */
int64_t encounter_typed(struct work *w, const struct encounter *e, str mail);

/* On which side the actor stands; false if they may not see it. Administrators stand on ours. */
bool encounter_standing(struct work *w, int64_t id, enum encounter_side *side);

str encounter_state_word(enum encounter_state state); /* as stored: "not-held" */
