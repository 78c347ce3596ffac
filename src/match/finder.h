/* The best partners of an organisation among all others, exactly, and quickly.
 *
 * Everybody stands in a partition (partition.h), which says who may be good enough; these few are
 * weighed as fit.h defines it. Whoever changes stands apart and is weighed one by one, until the
 * partition is built anew, aside. What is found is the same, to the last digit and the order, as if
 * everybody were weighed: better first, equal ones by id. */
#pragma once

#include "match/partition.h"

enum {
    FINDER_NONE = UINT32_MAX,
    FINDER_PARTITIONS = 1024, /* 16 million organisations at least */
};

/* By the organisation's number, which the caller gives; they should have no gaps. */
struct finder {
    struct arena *mem;
    struct fit_terms terms;
    const struct profile **profiles; /* NULL where it has no open text */
    int64_t *ids;
    bool *apart;
    size_t count, profile_room, id_room, apart_room;
    size_t keys;                                     /* more than any text has */
    struct partition *partitions[FINDER_PARTITIONS]; /* NULL where none is built yet */
    size_t partition_count;
    uint32_t partition_size; /* organisations; as many as have a slot for each text, mostly */
    uint32_t *loose;         /* those who stand apart */
    size_t loose_count, loose_room;
    const struct scan *scan;
};

/* The memory is held until the caller's arena ends; the partitions until finder_close(). */
void finder_open(struct finder *f, struct arena *mem);
void finder_close(struct finder *f);

/* The profile is held on to; NULL takes the organisation out. */
void finder_put(struct finder *f, uint32_t organisation, int64_t id, const struct profile *profile);

/* Which partition is to be built, since too many stand apart; FINDER_NONE: none. Building only
 * reads, so others may go on asking; taking in is quick, holds the new one and lets the old one go. */
uint32_t finder_due(const struct finder *f, size_t apart_most);
struct partition *finder_build(const struct finder *f, uint32_t number);
void finder_take(struct finder *f, uint32_t number, struct partition *p);

void finder_build_all(struct finder *f); /* at the beginning, while nobody asks */

/* Takes in all partitions of another one that the same was put into. */
void finder_take_all(struct finder *f, const struct finder *twin);

/* What one asks with; for one thread at a time. */
struct finder_room;
struct finder_room *finder_room(struct arena *mem);

struct finder_wish {
    uint32_t own;                  /* left out; FINDER_NONE if it has no number */
    const struct profile *profile; /* of whoever asks */
    size_t most;                   /* 0: all */
    int32_t today;
    enum fit_by by;
    bool at_home;            /* also in the same country */
    float above;             /* at least so good; 0 if nothing is known beforehand */
    const float *above_each; /* by organisation: at least so good for that one; or NULL */
    bool (*wanted)(const void *context, uint32_t organisation); /* NULL: everybody */
    const void *context;
};

struct finding {
    uint32_t organisation;
    float score;
};

struct findings {
    struct finding *at;
    size_t count;
};

struct findings finder_find(struct arena *mem, const struct finder *f, struct finder_room *room,
        const struct finder_wish *wish);

/* The same by the plain definition: everybody is weighed. For tests, and to measure against. */
struct findings finder_find_plainly(
        struct arena *mem, const struct finder *f, const struct finder_wish *wish);

/* Profiles, partitions and lists of numbers: those of its twin too, as live.h holds them. */
size_t finder_bytes(const struct finder *f);
