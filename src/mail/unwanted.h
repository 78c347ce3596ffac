/* Letters that nobody waits for can be refused, kind by kind, through an address that stands in each
 * of them, without an account (RFC 8058). The address carries who, which kind and until when, sealed,
 * so that nothing is stored before it is used; what is stored then is a hash made with the key. */
#pragma once

#include "base/work.h"
#include "db/seal.h"

enum { UNWANTED_SECONDS = 180 * 24 * 3600 }; /* so long an address is good */

struct unwanted {
    str mail;
    str kind; /* see mail/letter_kind.c */
    int64_t expires;
};

str unwanted_token(struct arena *mem, const struct seal *seal, const struct unwanted *u);

/* False if it is none of ours, or too late. */
bool unwanted_open(struct work *w, const struct seal *seal, str token, struct unwanted *found);

void unwanted_add(struct work *w, const struct seal *seal, const struct unwanted *u);
/* They want them again. */
void unwanted_lift(struct work *w, const struct seal *seal, str mail, str kind);
bool unwanted_is(struct work *w, const struct seal *seal, str mail, str kind);

/* What stands for an address where nobody has to read it again: always the same with one key. */
str unwanted_hash(struct arena *mem, const struct seal *seal, str mail);
