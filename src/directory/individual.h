/* One human: the account they sign in with, and what they are in organisations, one after another.
 * Approaches, meetings and trust are between individuals, so that they stay with whoever changes
 * jobs. One is made the first time somebody needs it.
 *
 * Nothing here asks who reads: names and mail addresses are for letters, and for pages that asked. */
#pragma once

#include "base/work.h"
#include "directory/column.h"

struct individual {
    int64_t id;
    int64_t account;      /* 0: they have none */
    int64_t person;       /* the contact entry that stands for them now; 0: none does */
    str name;             /* of the account, else of the entry */
    str mail;             /* where they are written to now; empty: nowhere */
    enum tongue tongue;   /* in which they are written to */
    str languages;        /* "da C2;en C1": what they said themselves, else what their entry says */
    str zone;             /* "Europe/Copenhagen"; empty: they said nothing, see the country */
    str country;          /* of whom they work for; empty where that is not known */
    str role;             /* in that organisation, as somebody wrote it */
    int64_t organisation; /* whom they work for now; 0: not known */
    int64_t cluster;      /* that they manage now; 0: none */
    str organisation_name, cluster_name;
    bool introduced; /* they agreed to be introduced, and nothing they said since is against it */
};

/* What they are or were somewhere. */
struct individual_role {
    int64_t person;       /* the contact entry; 0: a role of the account */
    int64_t organisation; /* or */
    int64_t cluster;      /* the one they manage */
    str name;             /* of the organisation or the cluster */
    str role;         /* as somebody wrote it; "manager", "member", "researcher" of an account */
    str since, until; /* days; empty: not known, or still held */
    bool ended;       /* the last day is over */
};

struct individual_roles {
    struct individual_role *at;
    size_t count;
};

enum { INDIVIDUAL_ROLES_MOST = 50 };

bool individual_one(struct work *w, int64_t id, struct individual *found);

/* What they hold comes first, then what ended, the latest first. */
struct individual_roles individual_roles(struct work *w, int64_t id);

/* Of an account, of a contact person: found, or made. A contact person who accepted being stored is
 * the same human as the account, or the other such person, with the same mail address; one entered by
 * others stays apart until they accept, so that nobody gets hold of somebody else's network by typing
 * their address. */
int64_t individual_of_account(struct work *w, int64_t account);
int64_t individual_of_person(struct work *w, int64_t person);
/* Of a mail address that somebody typed in: whoever has proved to have it, else made anew. What they
 * are called and where they are written to is kept by whoever asks. */
int64_t individual_typed(struct work *w, str mail);

/* What they say of themselves; empty where they say nothing. */
struct individual_word {
    str languages, zone;
};
extern const struct columns individual_columns; /* languages, zone */
struct individual_word individual_word(struct work *w, int64_t id);
void individual_say(struct work *w, int64_t id, const struct individual_word *said);

/* They proved to hold this address too: asked at one of theirs and at this one. In a transaction, and
 * before individual_twins_of(). */
void individual_prove(struct work *w, int64_t id, str mail);

/* Contact entries accepted at that address which are nobody's yet become theirs who proved to hold it.
 * In a transaction, and before individual_twins_of(). */
void individual_claim(struct work *w, str mail);

/* Two that turned out to be one human, because both proved to hold the address; false if there are
 * none such. Ask again until it is false. What others keep about `from` has to be moved to `to` first
 * (trust), and then the rest by individual_merge(): its entries, and its account where `to` has none.
 * `from` is no more afterwards. */
struct individual_twins {
    int64_t from, to;
};
bool individual_twins_of(struct work *w, str mail, struct individual_twins *found);
void individual_merge(struct work *w, int64_t from, int64_t to);

/* Whoever has neither an account nor a contact entry any more, nor was typed in for a meeting, is
 * forgotten, with all that hangs on them. */
void individual_sweep(struct work *w);
