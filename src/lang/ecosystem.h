/* The 14 industrial ecosystems of the European Union, and the sectors each one covers.
 *
 * The EU describes them as shares of NACE divisions. Here a division, or where only a part of it
 * is meant a group, belongs to an ecosystem wholly or not at all, and may belong to several: an
 * approximation, good for suggesting and for finding, not for statistics. */
#pragma once

#include "base/work.h"

enum { ECOSYSTEMS = 14 };

struct ecosystem {
    const char *code;    /* as stored: "energy-intensive" */
    const char *word;    /* the English, for say_key */
    const char *sectors; /* divisions and groups: "24;25.1" */
};

const struct ecosystem *ecosystem_at(size_t index); /* the first of ECOSYSTEMS is 0 */

bool ecosystem_known(str code);
str ecosystem_name(struct work *w, str code);  /* the code if there is no such ecosystem */
str ecosystem_of(struct arena *mem, str text); /* a code or a name in any of the languages */

/* Which ecosystems a sector belongs to, as a list: "digital;electronics". */
str ecosystems_of_sector(struct arena *mem, str sector);
