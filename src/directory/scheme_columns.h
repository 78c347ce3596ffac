/* What the columns of a thesaurus in a table hold, by their names. */
#pragma once

#include "directory/scheme_take.h"
#include "wire/cells.h"

enum scheme_role {
    ROLE_NONE,
    ROLE_NAME, /* an address that tells concepts apart, beside a code */
    ROLE_CODE,
    ROLE_BROADER,
    ROLE_LABEL,
    ROLE_OTHERS, /* further labels, a line each */
};

struct scheme_head {
    enum scheme_role role[CELLS_MOST];
    enum tongue tongue[CELLS_MOST];
    size_t count;
    bool named, coded, labelled, linked; /* which of them are there */
};

/* `from_name` is the language that columns without one are in; TONGUE_COUNT if none is known. */
struct scheme_head scheme_head_of(
        const struct cells *row, const struct scheme_wish *wish, enum tongue from_name);
