/* Everything as CSV, in the form that the import reads: one table of each kind, sorted by key.
 *
 * Cells that a spreadsheet would run as a formula are defused, which the import takes back, so that
 * export, import into an empty database and export again give the same bytes. Nobody asks here what
 * the reader may see: the surface has asked for the right to the whole cluster, or to all. */
#pragma once

#include "directory/import_kind.h"

/* Takes the next piece; false to stop. */
typedef bool (*export_take)(void *whom, str piece);

/* Of one cluster, or of all where it is 0, a batch at a time, so that memory stays bounded. */
bool export_table(
        struct work *w, enum import_kind kind, int64_t cluster, export_take take, void *whom);
