/* What clusters do together, their notes, their own fields and their files, as tables and files to take
 * along. Nobody asks here who may see it: whoever runs the command reads the database itself. */
#pragma once

#include "base/work.h"

enum collaboration_table {
    COLLABORATION_TABLE_SIDES, /* a row for each side of each collaboration */
    COLLABORATION_TABLE_NOTES,
    COLLABORATION_TABLE_FIELDS,
    COLLABORATION_TABLE_FILES, /* what files there are, by the names collaboration_export_file() gives */
    COLLABORATION_TABLES,
};

str collaboration_table_word(enum collaboration_table t); /* "collaboration-notes" */

/* As CSV: of one cluster, with what others show it; or of all where it is 0. */
str collaboration_export(struct work *w, enum collaboration_table t, int64_t cluster);

/* The file after the one with that id, its name in a folder, and its content; 0 after the last. */
int64_t collaboration_export_file(
        struct work *w, int64_t cluster, int64_t after, str *name, str *content);
