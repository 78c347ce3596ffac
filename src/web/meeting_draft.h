/* A meeting while somebody plans it or writes it down: what they typed, and whom they may choose.
 * Offered are the people of the other side whom this side met before, who agreed to be listed, and
 * whoever is at the meeting already; nobody's contact data is shown. Others are typed in. */
#pragma once

#include "directory/column.h"
#include "trust/encounter.h"
#include "trust/encounter_keeper.h"
#include "web/meeting_choice.h"
#include "web/page.h"

struct meeting_draft {
    struct encounter encounter;
    struct encounter_keeper keeper; /* who writes it down */
    struct meeting_choices ours, theirs;
    /* As typed. */
    str day, time, minutes, zone, how, place, title;
    str name, mail, tongue; /* of somebody who is typed in */
    str nobody;             /* never filled: what is wrong with the choice of people stands here */
    struct flaws flaws;
};

/* day time place title name mail nobody */
extern const struct columns meeting_columns;

/* A new one of the cluster or organisation the reader works for, with whom the address says: an
 * organisation, a cluster, somebody met before, or what an approach came to. False where those are
 * not there for the reader. */
bool meeting_draft_new(struct page *p, struct meeting_draft *d);
/* As it stands; its version is kept. */
void meeting_draft_of(struct page *p, const struct encounter *e, struct meeting_draft *d);

/* What came back, checked: what is wrong stands in the flaws, and the rest in the encounter. */
void meeting_draft_take(struct page *p, struct meeting_draft *d);

/* Stores it, in the caller's unit of work. */
enum saved meeting_draft_store(struct page *p, struct meeting_draft *d);
