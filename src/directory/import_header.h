/* What people write over their columns, in seven languages, and which of ours they mean by it. */
#pragma once

#include "directory/import_kind.h"

/* Beside the names of our columns a column may mean one of these, or nothing: "". */
#define IMPORT_KEEP STR("keep")   /* kept in the remark as "Header: value" */
#define IMPORT_NEED STR("need")   /* each filled cell is a need of the organisation */
#define IMPORT_OFFER STR("offer") /* or an offer */

struct import_sample {
    struct cells header;
    const struct cells *rows; /* the first few, to be guessed from where the header says nothing */
    size_t count;
};

/* How many of the cells name something of ours: the row with the most is the header. */
size_t import_header_score(struct arena *mem, const struct cells *row);

enum import_kind import_header_kind(struct arena *mem, const struct cells *header);

/* One name for each column; no two single ones get the same. */
struct cells import_header_guess(
        struct arena *mem, enum import_kind kind, const struct import_sample *sample);
