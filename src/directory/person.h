/* A person in an organisation. Contact data is for the organisation's own clusters and members only,
 * unless the person opened it further. Whoever was entered by somebody else and has not accepted it
 * is known to those alone. Each change is noted in the audit. */
#pragma once

#include "base/work.h"
#include "directory/column.h"

struct person {
    int64_t id;
    int64_t version;
    int64_t created;
    int64_t updated;
    str key;
    int64_t organisation;
    str organisation_key; /* in imports and exports */
    str name, role, mail, phone;
    str languages;       /* with levels: "da C2;en C1" */
    str consents;        /* purposes: listed introduced digest statistics; none they objected to */
    str confirmed;       /* the day on which they accepted being stored; empty: not, or not known */
    int64_t unconfirmed; /* since when somebody is stored who has not accepted it; 0: nobody waits */
    int64_t accepted;    /* when they accepted it themselves, holding this mail address; 0: never */
    str since, until;    /* the first and the last day in that role; empty: not known, still held */
    int64_t individual;  /* the human they are; 0: none was made yet */
    str objected;        /* purposes they objected to: only they can put them back */
    str mail_seen, phone_seen; /* who sees it: cluster partners public */
};

struct people {
    struct person *at;
    size_t count;
};

enum { PEOPLE_MOST = 200 };

extern const struct columns person_columns;

/* Their last day there is over: they are kept for the record, and are nobody to write to. */
bool person_ended(struct work *w, const struct person *p);
void person_check(const struct person *p, struct flaws *flaws); /* what only several fields show */

bool person_one(struct work *w, int64_t id, struct person *found); /* of an own organisation */
/* Of one organisation: all for its own clusters and members, the former ones last; for others those who
 * are there and agreed to be listed, and of them name, role, languages and what contact data they opened. */
struct people person_list(struct work *w, int64_t organisation);
int64_t person_by_key(struct work *w, str key);
enum saved person_save(struct work *w, struct person *p);
/* As it is stored, whoever asks: for imports, which have asked for the right. */
bool person_stored(struct work *w, int64_t id, struct person *found);
void person_remove(struct work *w, int64_t id);
/* By the person alone, through their own page; the version stays, so that no form meets it. */
void person_choose(struct work *w, const struct person *p); /* consents, objected, who sees what */
void person_confirm(struct work *w, int64_t id);            /* they accept being stored */
void person_leave(struct work *w, int64_t id, str day);     /* their last day there */
void person_note_told(struct work *w, int64_t id);          /* a letter told them */

struct people person_of_mail(struct work *w, str mail); /* in whatever organisation */
struct people person_of_individual(struct work *w, int64_t individual);
struct people person_untold(struct work *w, size_t most);
struct people person_export(struct work *w, int64_t cluster, str after, size_t most);
