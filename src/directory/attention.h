/* What wants a manager's attention in one cluster: counts for the desk, and the things behind each
 * count. One statement answers for all listings, one for all members, however many there are. */
#pragma once

#include "base/work.h"
#include "directory/roster.h"

enum concern {
    CONCERN_LAPSING,     /* listings whose last day is within ATTENTION_DAYS */
    CONCERN_EXPIRED,     /* past their last day */
    CONCERN_REVIEW,      /* sent in, and waiting for the manager */
    CONCERN_DRAFT,       /* begun and not sent */
    CONCERN_UNCONFIRMED, /* published, and nobody said for a year that they still hold */
    CONCERN_SILENT,      /* members without a published need or offer */
    CONCERN_ENGLISH,     /* members without an English profile */
    CONCERN_REMARK,      /* members with something that an import could not place */
    CONCERN_COUNTRY,     /* members without a country */
    CONCERN_COUNT,
};

enum { ATTENTION_DAYS = 30, ATTENTION_MOST = 100, ATTENTION_ABROAD = 6 };

struct attention {
    int64_t members; /* not withdrawn, the cluster's own office among them */
    int64_t needs, offers;
    int64_t of[CONCERN_COUNT];
};

struct attention attention_of(struct work *w, int64_t cluster);

/* One thing behind a count: a listing, or an organisation. */
struct attention_thing {
    int64_t id;
    str name, lang;   /* the title, or the name, and the language it is in */
    str organisation; /* of a listing */
    str side;         /* of a listing, else empty */
    str valid_until;
    str remark;
};

struct attention_things {
    struct attention_thing *at;
    size_t count;
};

/* At most `most` and ATTENTION_MOST; those that lapse first, and else by name. */
struct attention_things attention_list(
        struct work *w, int64_t cluster, enum concern concern, size_t most);

/* In addresses: "lapsing"; false if it is none. */
str attention_word(enum concern concern);
bool attention_named(str word, enum concern *concern);

/* The newest open needs and offers of other countries that the actor may see. */
size_t attention_abroad(struct work *w, const struct roster *r, const struct scope *scope,
        int64_t cluster, int64_t ids[ATTENTION_ABROAD]);
