/* The kinds of table that go in and out, and the columns each one has: those of the thing's form,
 * and what only files carry. */
#pragma once

#include "base/buf.h"
#include "directory/cluster.h"
#include "directory/listing.h"
#include "directory/organisation.h"
#include "directory/person.h"
#include "directory/translation.h"
#include "wire/cells.h"

/* In the order in which files of several kinds must go in. */
enum import_kind {
    IMPORT_CLUSTERS,
    IMPORT_ORGANISATIONS,
    IMPORT_PERSONS,
    IMPORT_LISTINGS,
    IMPORT_TRANSLATIONS,
    IMPORT_KINDS
};

enum { IMPORT_COLUMNS_MOST = 32, IMPORT_REMARK_MOST = 60000 };

struct import_member {
    struct organisation organisation;
    str withdrawn; /* "yes" or empty */
};

union import_thing {
    struct cluster cluster;
    struct import_member member;
    struct person person;
    struct listing listing;
    struct translation translation;
};

str import_kind_word(enum import_kind kind); /* "organisations"; its file is organisations.csv */
bool import_kind_of(str word, enum import_kind *found);
str import_kind_object(enum import_kind kind); /* "organisation" */
str import_kind_title(struct work *w, enum import_kind kind);

/* NULL past the last one. */
const struct column *import_column(enum import_kind kind, size_t index);
size_t import_column_named(enum import_kind kind, str name); /* IMPORT_COLUMNS_MOST if none */

void import_header_line(struct buf *out, enum import_kind kind);

/* The thing as one CSV line; defused for files that people open in a spreadsheet. */
void import_thing_line(
        struct buf *out, enum import_kind kind, const union import_thing *thing, bool defused);

/* The cells of one such line that is not defused. */
struct cells import_line_cells(struct arena *mem, str line);
