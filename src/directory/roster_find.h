/* Looking through the roster: one page of what a reader may see and asked for, and the total. */
#pragma once

#include "directory/roster.h"

/* An empty field asks for nothing. */
struct roster_filter {
    str text; /* words that must all stand in the name or title */
    str country, region, kind, size;
    str sector;    /* a NACE division "24" or section "C" */
    str ecosystem; /* its id */
    str tongue;    /* spoken by the organisation, or of the listing's text */
    str side;      /* "need" or "offer" */
    int64_t cluster;
    bool own;          /* listings: drafts and expired ones of the actor's clusters too */
    size_t skip;       /* how many stand before the page */
    bool begins_first; /* organisations whose names begin so stand first; only without a skip */
};

struct roster_page {
    int64_t ids[ROSTER_PAGE];
    size_t count;
    size_t total;
};

struct roster_page roster_organisations(struct work *w, const struct roster *r,
        const struct scope *scope, const struct roster_filter *f);
struct roster_page roster_listings(struct work *w, const struct roster *r,
        const struct scope *scope, const struct roster_filter *f);

bool roster_sees_organisation(
        const struct roster *r, const struct scope *scope, const struct roster_organisation *o);
bool roster_sees_listing(
        const struct roster *r, const struct scope *scope, const struct roster_listing *l);

/* A filter made ready for whoever finds listings by other ways and asks about one after another. */
struct roster_sieve;

/* What of the filter a listing does not fit. */
enum roster_misfit {
    MISFIT_SIDE = 1,
    MISFIT_KIND = 2,
    MISFIT_PLACE = 4,
    MISFIT_TONGUE = 8,
    MISFIT_SECTOR = 16,
    MISFIT_UNSEEN = 32, /* it is not open, or not for the reader; the rest was not asked */
};

struct roster_sieve *roster_sieve(struct work *w, const struct roster_filter *f);

/* Whether there are words in the filter, and all stand in the title or the organisation's name. */
bool roster_named(const struct roster *r, const struct roster_sieve *s, uint32_t listing);

/* Bits of enum roster_misfit, whatever the filter's words are; `own` adds what is not published. */
unsigned roster_misfits(const struct roster *r, const struct roster_sieve *s,
        const struct scope *scope, uint32_t listing);
