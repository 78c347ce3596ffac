/* Files without a name, for what is too large to be made in memory: gone with the last who holds
 * them open, also where the program ends badly. */
#pragma once

#include "base/work.h"

#include <stdio.h>

/* Empty, to write and read; NULL with errno if the folder gives none. Without a folder it is where
 * the system keeps such files. */
FILE *scratch_open(const char *folder);

/* After one that could not be made or written, while errno still says why. */
void scratch_fail(struct work *w);

/* A folder of this account's own among the system's for such files, made if it is not there; NULL
 * if somebody else has taken its name. */
const char *scratch_folder(struct arena *mem);
