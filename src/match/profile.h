/* An organisation as it is matched: its texts in eight bits, packed behind each other.
 *
 * A text is a vector of at most 255 a concept and 255.99 in length, so that by Cauchy and Schwarz
 * two of them never come to more than 65,535 together: sums fit 16 bits, and what is found quickly
 * is the same to the last digit as what is found slowly. */
#pragma once

#include "match/vector.h"

enum {
    PROFILE_STEPS = 256,         /* in which a weight is held */
    PROFILE_SCALE = 65536,       /* what a sum of products is a part of */
    PROFILE_KEYS = 65536,        /* concepts are numbered below it; further ones are not matched */
    PROFILE_TEXTS_MOST = 4096,   /* needs and offers of one organisation that are matched */
    PROFILE_IMPACTS_MOST = 1024, /* concepts of one text */
};

/* Kinds of need and offer, as they complement each other. */
enum trade {
    TRADE_BUSINESS,
    TRADE_TECHNOLOGY,
    TRADE_RESEARCH,
    TRADE_FUNDING,
    TRADE_TRAINING,
    TRADE_FACILITIES,
    TRADE_COUNT
};

struct profile_text {
    uint32_t listing;    /* the caller's number for it */
    int32_t valid_until; /* 20270630; 0 without end */
    uint32_t conditions; /* what it asks of the other's country; see fit.h */
    uint32_t sectors;    /* the market it opens, or the customers it looks for; see fit.h */
    uint32_t from;       /* its first impact in the profile */
    uint16_t count;
    uint8_t trade;
    bool offer;
};

struct profile {
    uint32_t impact_count;
    uint16_t text_count;
    uint16_t country; /* two letters; 0 not known */
    struct profile_text texts[];
    /* then the keys of all impacts, two bytes each, and then their weights */
};

/* A text before it is packed; `at` counts up by key. */
struct profile_said {
    struct profile_text text; /* without from and count */
    struct vector vector;     /* of length 1 */
};

/* The vector in steps of 1/256, none above 255 of them and 255.99 in length; what is less than half
 * a step falls out. The vector's own memory is used. */
struct vector profile_rounded(struct vector v);

/* Texts come in the order in which equal ones are preferred; their vectors are rounded. */
const struct profile *profile_pack(
        struct arena *mem, uint16_t country, const struct profile_said *texts, size_t count);

static inline const uint16_t *profile_keys(const struct profile *p) {
    return (const uint16_t *)(const void *)&p->texts[p->text_count];
}

static inline const uint8_t *profile_weights(const struct profile *p) {
    return (const uint8_t *)(profile_keys(p) + p->impact_count);
}

size_t profile_bytes(const struct profile *p);
