/* The words for the few fixed values that are stored as such: kinds, sizes, stages, rights. */
#pragma once

#include "base/work.h"

enum label_set {
    LABEL_KIND, /* of an organisation */
    LABEL_SIZE,
    LABEL_SIDE,
    LABEL_LISTING, /* the kind of a need or offer */
    LABEL_STATUS,
    LABEL_VISIBILITY,
    LABEL_STAGE,
    LABEL_RIGHTS,
    LABEL_PARTNERSHIP,
    LABEL_MEDAL,
    LABEL_LEVEL, /* how well somebody speaks a language */
    LABEL_YES_NO,
    LABEL_CONSENT, /* what a person agrees to */
    LABEL_OBJECT,  /* what a translation belongs to */
    LABEL_FIELD,   /* and which text of it */
    LABEL_MADE_BY,
    LABEL_REFUSAL,  /* why a match is not for us */
    LABEL_DECLINED, /* why a contact request is refused */
    LABEL_COUNT
};

struct label_value {
    const char *value; /* as stored, in files and in addresses */
    const char *word;  /* the English, for say_key */
};

struct label_values {
    const struct label_value *at;
    size_t count;
};

struct label_values label_values(enum label_set set); /* in the order people expect */
bool label_knows(enum label_set set, str value);

/* In the reader's language; a value the set does not have is shown as it is. */
str label(struct work *w, enum label_set set, str value);

/* The stored value for the value or its word in any of the seven languages; empty if none. */
str label_of(struct arena *mem, enum label_set set, str text);
