/* Sectors of the economy, NACE Rev. 2.1: section "C", division "24", group "24.4", class "24.42".
 *
 * Names are in all seven languages; below divisions bokmål falls back to Danish and Chinese to
 * English, in which the classification is published. */
#pragma once

#include "lang/codes.h"

enum sector_level { SECTOR_SECTION = 1, SECTOR_DIVISION, SECTOR_GROUP, SECTOR_CLASS };

bool sector_known(str code);
str sector_name(enum tongue t, str code); /* the code if there is no such sector */
str sector_parent(str code);              /* "24.4" of "24.42", "C" of "24"; empty of "C" */

/* All of a level in the order of the classification; under one sector if `under` is not empty. */
struct code_names sector_list(struct work *w, enum sector_level level, str under);

/* The code for "24.42", "C24.42", "2442" or a name in any language; of sectors that share a name
 * the widest. Empty if there is none. */
str sector_of(struct arena *mem, str text);

bool sector_within(str code, str wider); /* a sector lies within itself too */
