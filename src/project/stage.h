/* The steps a cluster takes its collaborations through. Until it changes them they are the nine usual
 * ones; each cluster may rename, reorder, add and remove its own, and say what has to be there before
 * one is entered. */
#pragma once

#include "project/named.h"

enum stage_evidence {
    STAGE_NOTHING, /* it is simply entered */
    STAGE_MET,     /* a meeting that both sides confirmed */
    STAGE_NOTE,
    STAGE_FILE,
    STAGE_AGREED, /* an approach that was agreed to; a confirmed meeting says as much */
    STAGE_EVIDENCES,
};

struct stage {
    int64_t id; /* 0: a usual one of a cluster that has stored none yet */
    int64_t cluster;
    int64_t place;   /* its number among them; there may be gaps */
    int64_t removed; /* since when it is no more; 0: it is one */
    str usual;       /* "met": one of the nine; empty: the cluster's own */
    struct named names;
    enum stage_evidence evidence;
    int64_t standing; /* how many collaborations of the cluster stand there */
};

struct stages {
    struct stage *at;
    size_t count;
};

enum { STAGES_MOST = 20, STAGES_USUAL = 9 };

/* What keeps a stage from being stored or removed. */
enum stage_flaw {
    STAGE_FINE,
    STAGE_WITHOUT_NAME, /* one of the cluster's own needs a name in some language */
    STAGE_NAME_LONG,
    STAGE_TOO_MANY,
    STAGE_IN_USE, /* collaborations stand there: move them first */
    STAGE_LAST,   /* a path has one stage at least */
    STAGE_GONE,
};

str stage_evidence_word(enum stage_evidence e); /* "met", as it is stored */
bool stage_evidence_of(str word, enum stage_evidence *e);

struct stages stage_list(
        struct work *w, int64_t cluster); /* in their order, without those removed */
struct stages stage_all(struct work *w, int64_t collaboration); /* of both, with those removed */
const struct stage *stage_find(const struct stages *all, int64_t id); /* NULL if it is not there */

/* What a reader calls it, and the language that is in. */
str stage_title(struct work *w, const struct stage *s, enum tongue *in);

/* In a transaction. Stores the usual ones for a cluster that has none; after it each has an id. */
struct stages stage_begin(struct work *w, int64_t cluster);

/* The one at a place of a list; NULL if none stands there. */
const struct stage *stage_at(const struct stages *all, int64_t place);

/* Each in a transaction. Names and evidence of the one at its place, or a new one at the end, whose
 * place is 0; what stands at a place one earlier, or later; away with it. */
enum stage_flaw stage_save(struct work *w, struct stage *s);
enum stage_flaw stage_shift(struct work *w, int64_t cluster, int64_t place, bool later);
enum stage_flaw stage_remove(struct work *w, int64_t cluster, int64_t place);
