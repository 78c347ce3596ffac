/* What lists are filtered and sorted by, of every organisation and listing, in memory.
 *
 * 200,000 organisations are looked through in a millisecond or two, so that every filter is quick
 * and every total exact; the rows themselves, and the right to see them, come from the database.
 * The roster keeps copies in an arena of its own. It is filled and followed by one thread, while
 * nobody reads: there are two that the same is put into, twins; see match/live.h. */
#pragma once

#include "base/work.h"
#include "directory/news.h"
#include "directory/scope.h"
#include "lang/collate.h"

enum { ROSTER_PAGE = 25, ROSTER_NOBODY = 255 };
#define ROSTER_NONE UINT32_MAX
#define ROSTER_SEVERAL UINT32_MAX

/* One cache line each, since every list looks at all of them; names and times stand beside. */
struct roster_organisation {
    int64_t id;
    uint64_t region, kind, size; /* roster_code() */
    uint64_t divisions[2];       /* of NACE: bit 24 is division 24 */
    uint32_t clusters;           /* where its memberships begin in roster.memberships */
    uint16_t cluster_count;
    uint16_t country;    /* roster_code() of two letters */
    uint16_t ecosystems; /* bits, in the order of ecosystem.h */
    uint8_t tongues;     /* bits, by enum tongue: spoken, or written in */
    uint8_t audience;    /* 0 everybody, 1 partners, 2 own clusters */
    bool withdrawn;      /* shown to its own clusters, and matched no more */
    bool gone;           /* erased */
};

struct roster_listing {
    int64_t id;
    uint64_t kind;
    uint64_t divisions[2], customers[2];
    uint32_t organisation; /* place in roster.organisations */
    int32_t valid_until;   /* 20270630; 0 without end */
    uint8_t tongue;
    uint8_t audience;
    bool offer;
    bool published;
    bool gone;
};

/* What every look through the listings asks first, packed so that all of them fit in a cache. */
struct roster_face {
    uint64_t grams;   /* roster_grams() of the title and the organisation's name */
    uint32_t cluster; /* the organisation's, if it has just one; ROSTER_SEVERAL if more */
    int32_t valid_until;
    uint8_t audience; /* ROSTER_NOBODY: erased */
    uint8_t tongue;
    bool offer;
    bool published;
};

/* A country and region where somebody is whom that audience may see. */
struct roster_place {
    uint64_t country, region;
    uint8_t audience;
};

struct roster_name {
    str written; /* of an organisation; a listing's title is kept folded only */
    str folded;  /* as people type it */
    int64_t updated;
    uint64_t grams; /* roster_grams() of it */
};

/* Places in the order in which lists show them. What was just put in may not stand there yet. */
struct roster_lists {
    uint32_t *by_name[COLLATION_COUNT]; /* organisations */
    uint32_t *newest;                   /* listings, newest first */
    size_t organisations, listings;
    size_t organisation_room, listing_room;
};

struct roster {
    struct arena mem;
    struct collators collators;
    struct roster_organisation *organisations;
    size_t organisation_count, organisation_room;
    struct roster_listing *listings;
    size_t listing_count, listing_room;
    struct roster_name *organisation_names, *listing_names; /* by the same places */
    size_t organisation_names_room, listing_names_room;
    struct roster_face *faces; /* of the listings, by the same places */
    size_t faces_room;
    struct roster_place *places; /* each once an audience; kept until all is loaded anew */
    size_t place_count, place_room;
    uint32_t *memberships; /* cluster ids */
    size_t membership_count, membership_room;
    struct roster_places *by_organisation, *by_listing; /* id to place */
    struct roster_lists lists;
};

struct roster *roster_open(str *fault);
void roster_close(struct roster *r);

/* Fills it and its twin from the whole database, while nobody reads. */
void roster_load(struct work *w, struct roster *r, struct roster *twin);

/* Puts in what was read of some, while nobody reads. Where they are many, sorting is left to
 * roster_sort(): until then the new ones stand in no list. */
void roster_put(struct roster *r, struct arena *scratch, const struct news *news, bool sort);

/* Makes the lists anew; from those of its twin, if that is given and was sorted just now. */
void roster_sort(struct roster *r, const struct roster *twin);

/* The places of things in the lists above; ROSTER_NONE if they are not there. */
uint32_t roster_organisation_at(const struct roster *r, int64_t id);
uint32_t roster_listing_at(const struct roster *r, int64_t id);

/* One of 64 bits for each pair of bytes: a text that holds a word has all of the word's bits. */
uint64_t roster_grams(str folded);
uint64_t roster_code(str code); /* its first eight bytes as a number; 0 if empty */
bool roster_member(const struct roster *r, const struct roster_organisation *o, int64_t cluster);
