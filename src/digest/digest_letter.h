/* The letter with what waits for somebody, in their language. What can be answered by one press has
 * a link of its own, made for this letter. */
#pragma once

#include "db/seal.h"
#include "digest/digest.h"

struct digest_sender {
    const struct seal *seal;
    str address; /* of this place for everybody outside: "https://clusters.example.org" */
};

#define DIGEST_KIND STR("digest") /* see mail/letter_kind.c */

/* In the transaction that notes that they were told; nothing where nothing waits. */
void digest_letter_send(struct work *w, const struct digest_sender *s,
        const struct digest_reader *reader, const struct digest *all);
