/* What a cluster's members need or offer and find nobody for: the gaps in a market.
 *
 * A text is served where somebody's text of the other side fits it at GAP_GOOD or better; only what
 * people wrote counts. At home is the member's own country. Texts served at home and abroad alike
 * are no gap, and are counted only. */
#pragma once

#include "match/live.h"
#include "match/shared.h"

enum gap_kind {
    GAP_NOBODY,      /* at home or abroad */
    GAP_ONLY_ABROAD, /* what international work can bring */
    GAP_ONLY_HOME,
    GAP_KINDS
};

#define GAP_GOOD 0.35F

struct market_gap {
    int64_t listing;
    enum gap_kind kind;
    float fit;             /* the best there is, 0 to 1 */
    int64_t nearest;       /* the listing that fits so; 0: none has anything in common */
    bool veiled;           /* there is one, and the reader may not know it */
    struct shared missing; /* where nobody is: what no open text of the other side speaks of */
};

struct market_gaps {
    struct market_gap *at; /* nobody first, then only abroad; the nearest first */
    size_t count;
    size_t texts;  /* open ones of that side */
    size_t unread; /* and others, of which nothing is understood: they meet nobody */
    size_t of[GAP_KINDS];
};

struct gap_wish {
    int64_t cluster;
    bool offers; /* else needs */
    str kind;    /* "research"; empty: of every kind */
};

/* Memory is held for one member at a time, so that whoever saves waits for one and not for all. */
struct market_gaps gap_list(
        struct work *w, struct live *live, const struct scope *scope, const struct gap_wish *wish);
