/* A folder of backups: each with the moment in its name, "handslag-20261127T121500Z.db", the oldest of
 * them removed. What has another name is not touched. */
#pragma once

#include "base/arena.h"

enum { BACKUPS_USUAL = 14, BACKUPS_MOST = 10000 };

/* Where the next one is made; what was left there by one that was broken off is gone. The folder is
 * made if it is not there. NULL with the fault. */
const char *backup_folder_part(struct arena *mem, const char *folder, str *fault);

/* Gives it its name, for good: also when the power goes. NULL with the fault. */
const char *backup_folder_keep(struct arena *mem, const char *folder, int64_t at, str *fault);

/* Removes all but the newest `keep`. How many. */
int64_t backup_folder_rotate(struct arena *mem, const char *folder, int64_t keep);
