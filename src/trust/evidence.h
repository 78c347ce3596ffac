/* What one human has seen of another: the grounds of trust, a row for each direction, kind and
 * record it comes from. Only what is confirmed is ever added; a claim is no evidence. */
#pragma once

#include "base/work.h"

enum evidence_kind {
    EVIDENCE_MET, /* both say so; the next two as well */
    EVIDENCE_VIDEO,
    EVIDENCE_PHONE,
    EVIDENCE_INTRODUCED, /* the receiver brought the giver together with somebody they then met */
    EVIDENCE_KEPT,
    EVIDENCE_BROKEN,
    EVIDENCE_DELIVERED,
    EVIDENCE_GOOD, /* what the giver thinks; only they see it, and so with the next */
    EVIDENCE_BAD,
    EVIDENCE_KINDS,
};

enum evidence_source {
    SOURCE_ENCOUNTER,
    SOURCE_INTRODUCTION,
    SOURCE_ACCORD,
    SOURCE_OUTCOME,
    SOURCE_JUDGEMENT,
    EVIDENCE_SOURCES,
};

struct evidence {
    int64_t id;
    int64_t giver;    /* the individual who trusts, and */
    int64_t receiver; /* the one who is trusted, for it */
    enum evidence_kind kind;
    str day; /* when it happened: "2027-06-30" */
    enum evidence_source source;
    int64_t source_id; /* the record it comes from */
};

struct evidences {
    struct evidence *at;
    size_t count;
};

enum { EVIDENCES_MOST = 5000 };

str evidence_word(enum evidence_kind kind); /* as it is stored: "met" */
bool evidence_kind_of(str word, enum evidence_kind *found);
str evidence_source_word(enum evidence_source source);
bool evidence_is_bad(enum evidence_kind kind);

/* In a transaction. Nothing is added twice for the same record, pair and kind, and nothing about
 * oneself. A record whose day changed is withdrawn and added anew. */
void evidence_add(struct work *w, const struct evidence *e);
/* The same in both directions: for what two people did together. */
void evidence_add_both(struct work *w, const struct evidence *e);
/* Takes back all that the record gave, and nothing else. */
void evidence_withdraw(struct work *w, enum evidence_source source, int64_t source_id);

/* In a transaction: two turned out to be one human, and all that was about `from` is about `to`. What
 * both have of the same record counts once, and what they have seen of each other goes. */
void evidence_merge(struct work *w, int64_t from, int64_t to);

/* What somebody has seen of others, or only of that one (receiver 0: of all), the newest first. */
struct evidences evidence_of(struct work *w, int64_t giver, int64_t receiver);
