/* What people taught, exchanged with another instance: a line a term, tab-separated, the columns
 * named in line one.
 *
 * What comes in is only proposed, and says where it is from. Concepts of the other instance's own
 * are those here that have one of their words, or new ones. What goes against what holds here is
 * left out and named, so nothing is overwritten. */
#pragma once

#include "directory/taught.h"

enum { EXCHANGE_REMARKS_MOST = 1000, EXCHANGE_LINES_MOST = 200000 };

enum exchange_remark_kind {
    EXCHANGE_NO_LINE,    /* not the cells that line one names, or no language of ours */
    EXCHANGE_NO_CONCEPT, /* a concept that this instance does not know */
    EXCHANGE_NO_TERM,    /* nothing that could be taught */
    EXCHANGE_ELSEWHERE,  /* the term stands for `other` here */
    EXCHANGE_WITHDRAWN,  /* it was taught here, and withdrawn */
};

struct exchange_remark {
    size_t line;
    enum exchange_remark_kind kind;
    str lang, term, concept, other;
};

struct exchange {
    bool broken; /* no such file: nothing was taken in */
    size_t proposed, there;
    size_t left; /* with the remarks that found no room */
    struct exchange_remark *remarks;
    size_t remark_count;
};

/* Proposed and approved terms; with `who` also who taught them and when. */
str taught_export(struct work *w, bool who);

/* In the caller's unit of work; `source` names the other instance. */
struct exchange taught_import(struct work *w, const struct lexicon *l, str tsv, str source);
