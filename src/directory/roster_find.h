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
    bool own;    /* listings: drafts and expired ones of the actor's clusters too */
    size_t skip; /* how many stand before the page */
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
