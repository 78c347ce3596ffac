/* Tables of coded things and their names in the seven languages, made when building.
 *
 * tools/codes.c writes them: countries, regions, languages, currencies and sectors. They are
 * read only and found by halving, so a look-up costs no memory and well under a microsecond.
 * Callers use lang/codes.h and lang/sector.h. */
#pragma once

#include "base/str.h"
#include "base/tongue.h"

#include <stdint.h>

struct name_row {
    uint32_t code; /* where in the text it begins, as all of these */
    uint32_t parent;
    uint32_t names[TONGUE_COUNT];
    uint8_t level;
};

struct name_key {
    uint32_t folded;
    uint32_t row;
};

struct names {
    const char *text;
    const struct name_row *rows; /* by code */
    size_t count;
    const uint16_t *order[TONGUE_COUNT]; /* rows as a reader expects them, by country if regions */
    const struct name_key *keys;         /* by folded name; a region's begins with its country */
    size_t key_count;
};

extern const struct names country_names;
extern const struct names region_names;
extern const struct names language_names;
extern const struct names currency_names;
extern const struct names sector_names;

static inline str names_text(const struct names *n, uint32_t at) {
    return str_of(n->text + at);
}

const struct name_row *names_row(const struct names *n, str code); /* NULL if there is none */
str names_name(const struct names *n, enum tongue t, str code);    /* the code if there is none */
str names_code(const struct names *n, str folded);                 /* of a name; empty if none */
