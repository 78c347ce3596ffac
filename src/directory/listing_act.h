/* What may become of a need or an offer, and what did. One table says which state leads to which,
 * and for whom; one record keeps who wrote a text and who confirmed it, when and by which way. */
#pragma once

#include "directory/listing.h"

enum listing_act {
    LISTING_WRITTEN,
    LISTING_CHANGED,
    LISTING_CORRECTED, /* by whoever was asked about it */
    LISTING_HANDED_IN,
    LISTING_SENT_BACK,
    LISTING_ASKED, /* a letter asks for publication, or whether it still holds */
    LISTING_REMINDED,
    LISTING_ASKED_NO_MORE,
    LISTING_DECLINED,
    LISTING_PUBLISHED,
    LISTING_CONFIRMED, /* it still holds */
    LISTING_EXPIRED,
    LISTING_WITHDRAWN,
    LISTING_RESTORED,
    LISTING_ACTS,
};

/* Who moves it, one bit each. */
enum listing_by {
    BY_NOBODY = 0,
    BY_MANAGER = 1, /* of a cluster of its organisation; or an administrator */
    BY_MEMBER = 2,  /* somebody else who may change it */
    BY_MAIL = 4,    /* whoever a letter asked, by its link */
    BY_CLOCK = 8,
    BY_IMPORT = 16, /* only in the record: a table may say any state */
};

enum listing_moved {
    LISTING_MOVED,
    LISTING_GONE,        /* there is none with that id */
    LISTING_NOT_BY_THEM, /* others may do it, in the state it is in */
    LISTING_NOT_NOW,     /* nobody may, in the state it is in */
    LISTING_DAY_OVER,    /* its last day is over, and open it would lapse at once */
};

struct listing_move {
    int64_t listing;
    enum listing_act act;
    enum listing_by by;
    int64_t ask; /* the letter, by mail */
    str note;    /* why; at most LISTING_NOTE_MOST bytes are kept */
};

enum { LISTING_NOTE_MOST = 1000 };

/* What the work's actor is to the texts of that organisation. */
enum listing_by listing_actor(struct work *w, int64_t organisation);

/* Whether it may be done; changes nothing. */
enum listing_moved listing_may(struct work *w, const struct listing_move *m);

/* Does it and notes it, in the caller's unit of work. To publish or confirm a text says that it
 * holds today. */
enum listing_moved listing_move(struct work *w, const struct listing_move *m);

/* Published ones past their last day lapse, at most LISTINGS_MOST at once; how many did. */
size_t listing_expire(struct work *w, str today);

/* Before a table changes the words or the state of one that is there: notes it. */
void listing_imported(struct work *w, const struct listing *l);

struct listing_entry {
    enum listing_act act;
    enum listing_by by;
    str who; /* of the account or of the letter; empty: nobody, or one who was erased */
    str note;
    int64_t at;
};

struct listing_record {
    struct listing_entry *at; /* the newest first */
    size_t count;
};

enum { LISTING_RECORD_MOST = 100 };

/* For those who keep the text; it names people. */
struct listing_record listing_record(struct work *w, int64_t listing);

/* When its own organisation last said that the text as it stands holds; 0: never, or it was changed
 * by others since. */
int64_t listing_owner_said(struct work *w, int64_t listing);
