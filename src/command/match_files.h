/* Needs and offers from files, into a database in memory that goes when the command ends. */
#pragma once

#include "base/work.h"

bool match_files_open(struct work *w);
void match_files_close(struct work *w);

/* Every row with a title becomes a need or an offer of the organisation it names; columns are
 * found by their headers as an import does. False, with the reason on the error output, if the
 * file cannot be read; rows that cannot be used are named there and left out. */
bool match_file_read(struct work *w, const char *path, str side);
