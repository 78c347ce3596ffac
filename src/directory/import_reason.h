/* Why a row was judged as it was, line by line: kept in a short form, said in the reader's
 * language. */
#pragma once

#include "base/buf.h"
#include "directory/import_kind.h"

/* Each takes up to three texts; a field is the name of one of our columns. */
enum import_why {
    WHY_EMPTY,        /* field */
    WHY_KEPT,         /* header, value: not understood, kept in the remark */
    WHY_LEFT,         /* field, value: not understood, left out */
    WHY_SWAPPED,      /* value, from (a header), into (a field) */
    WHY_COUNTRY_FROM, /* country, field */
    WHY_NO_COUNTRY,   /* nothing */
    WHY_CUT,          /* field */
    WHY_LONG,         /* field */
    WHY_KEY_BAD,      /* value */
    WHY_KEY_TWICE,    /* line */
    WHY_KEY_FOREIGN,  /* value */
    WHY_NO_CLUSTER,   /* value */
    WHY_NO_OBJECT,    /* value */
    WHY_MANY,         /* value: several organisations have this name */
    WHY_NOT_OWN,      /* value */
    WHY_LIKE_NAME,    /* name */
    WHY_LIKE_HOST,    /* name */
    WHY_LIKE_PLACE,   /* name */
    WHY_LIKE_LINE,    /* line */
    WHY_CELLS_MANY,   /* nothing */
    WHY_CELL_LONG,    /* nothing */
    WHY_TOO_MUCH,     /* nothing */
    WHY_CHANGE,       /* field, before, after */
    WHY_ADDS_NEED,    /* title */
    WHY_ADDS_OFFER,   /* title */
    WHY_CONFIDENTIAL, /* value */
    WHY_COUNT
};

/* Texts are cut to a line's length. */
void why_add(struct buf *reason, enum import_why why, str a, str b, str c);
bool why_has(str reason, enum import_why why);

struct import_reason {
    enum import_why why;
    str a, b, c;
};

/* The next line of a kept reason; false at its end. */
bool import_reason_next(str *rest, struct import_reason *found);
str import_reason_text(struct work *w, enum import_kind kind, const struct import_reason *r);
