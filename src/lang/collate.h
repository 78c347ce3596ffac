/* The order of names for a reader: Å stands last in Danish and beside A in German, and Chinese
 * goes by pinyin.
 *
 * The collators are opened once and only read afterwards, which ICU allows from any thread. */
#pragma once

#include "base/str.h"
#include "base/tongue.h"

enum collation {
    COLLATE_ROOT, /* English, German, French */
    COLLATE_DA,   /* Danish, bokmål */
    COLLATE_SV,
    COLLATE_ZH,
    COLLATION_COUNT
};

struct collators {
    struct UCollator *order[COLLATION_COUNT];
};

enum collation collate_of(enum tongue t);

bool collate_open(struct collators *c); /* false if ICU lacks its data */
void collate_close(struct collators *c);

/* Below, at or above zero. */
int collate_compare(const struct collators *c, enum collation by, str a, str b);

/* Bytes whose plain order is the order of the texts, for an index. Returns how many there are;
 * what has no room is left off, so that very long texts may tie. */
size_t collate_key(
        const struct collators *c, enum collation by, str text, unsigned char *key, size_t room);
