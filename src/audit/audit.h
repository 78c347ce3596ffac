/* Who saw or changed whose contact data: written where it happens, never changed, and chained, so
 * that a row that was changed, taken out or put elsewhere is found.
 *
 * A row is kept with what it tells of, in one transaction. Its place in the chain it gets right
 * afterwards, by one machine at a time (audit_chain), so that nobody waits for anybody. Rows hold
 * numbers only: whose they are is asked when they are shown, and no longer told once a person is
 * erased. */
#pragma once

#include "base/work.h"

enum audit_act {
    AUDIT_SEEN,
    AUDIT_ADDED,
    AUDIT_CHANGED,
    AUDIT_REMOVED,
    AUDIT_EXPORTED,
    AUDIT_CONFIRMED, /* the person accepted being stored */
    AUDIT_AGREED,    /* gave a consent */
    AUDIT_WITHDREW,
    AUDIT_OBJECTED,
    AUDIT_TOOK, /* the person took what is stored about them along */
    AUDIT_ERASED,
    AUDIT_OPENED, /* two who both said yes see each other's contact data */
    AUDIT_SHUT,   /* and no more */
    AUDIT_ACTS,
};

/* object: "person", "account"; "organisation" and "cluster" stand for all their people. */
struct audit {
    int64_t id;
    int64_t at;
    int64_t actor;
    enum audit_act act;
    str object;
    int64_t object_id;
    str actor_name; /* in lists; empty: nobody, or erased */
    str object_name;
};

struct audits {
    struct audit *at;
    size_t count;
};

/* Which rows: 0 and empty leave a part out. */
struct audit_filter {
    int64_t person;  /* also what was seen of all people of their organisation or cluster */
    int64_t account; /* what was done with this account's data */
    int64_t actor;
    int64_t from, to; /* seconds; both inclusive, 0: without end */
    int64_t before;   /* only rows with a smaller number: the next page */
};

enum { AUDIT_PAGE = 100, AUDIT_SEEN_EVERY = 3600 };

/* In the transaction of what it tells of. */
void audit_note(struct work *w, enum audit_act act, str object, int64_t id);

/* Outside a transaction, for what is about to be shown: once an hour for each reader and object.
 * False where it cannot be written; then do not show it. */
bool audit_look(struct work *w, str object, int64_t id);

str audit_act_word(enum audit_act act);

/* Newest first, AUDIT_PAGE of them at most. */
struct audits audit_list(struct work *w, const struct audit_filter *f);
