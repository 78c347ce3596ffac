/* Whom somebody may choose for a meeting: people met before, those of an organisation whom the reader
 * may see, and colleagues. Names only: nobody's contact data is shown. */
#pragma once

#include "trust/encounter.h"
#include "trust/encounter_keeper.h"
#include "web/page.h"

enum { MEETING_CHOICES_MOST = 120 };

struct meeting_choice {
    str key;  /* in the form: "i12" an individual, "p3" a contact person, "a4" an account */
    str also; /* another key of theirs: a form may be older than what is known of them now */
    int64_t individual; /* 0: nobody has needed to know them as one yet */
    str name, lang;
    str role;      /* or empty */
    str met;       /* the day of the last meeting with them; empty: none */
    bool chosen;   /* as it came back, or to begin with */
    bool is_actor; /* the reader themselves */
};

struct meeting_choices {
    struct meeting_choice at[MEETING_CHOICES_MOST];
    size_t count;
};

/* NULL if nobody has that key. */
struct meeting_choice *meeting_choice_keyed(struct meeting_choices *all, str key);
str meeting_choice_key(struct page *p, const char *kind, int64_t id);

/* One more, unless they are offered already. */
void meeting_choice_offer(struct meeting_choices *all, const struct meeting_choice *c);
void meeting_choice_known(struct page *p, struct meeting_choices *all,
        const struct encounter_keeper *k, const struct encounter *e);
void meeting_choice_people(struct page *p, struct meeting_choices *all, int64_t organisation);
void meeting_choice_colleagues(
        struct page *p, struct meeting_choices *all, int64_t cluster, int64_t organisation);

/* Those whose keys came back under that name. */
void meeting_choice_take(struct page *p, str name, struct meeting_choices *all);
size_t meeting_choice_count(const struct meeting_choices *all);
/* Adds them to the people of a meeting; in a unit of work, for they may become individuals by it. */
void meeting_choice_add(struct page *p, const struct meeting_choices *all, enum encounter_side side,
        struct encounter_people *people);
