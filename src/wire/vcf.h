/* A person as address books exchange them: vCard 4.0 (RFC 6350), written by hand.
 *
 * What people wrote stays text: controls and whatever separates lines in any character set become
 * blanks, and what would separate values is escaped. Lines end with CR LF and have at most 75 octets,
 * whole characters each. */
#pragma once

#include "base/arena.h"

#include <stdint.h>

/* What is not known stays empty. */
struct vcf {
    str uid;      /* for good: "person-12@handslag.example" */
    str name;     /* as they write it */
    str position; /* what they do there */
    str organisation;
    str mail;      /* left out unless mime_is_mail() */
    str phone;     /* as they write it */
    str languages; /* "da C2;en C1": the best first */
    str country;   /* its name, as the reader knows it */
    str city;
    str site; /* of the organisation: http or https */
    str zone; /* "Europe/Copenhagen" */
    int64_t changed;
};

str vcf_bytes(struct arena *mem, const struct vcf *card);
