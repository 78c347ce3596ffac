/* A disk under SQLite that can lose its power.
 *
 * What was written to a file and not synced since may be on the disk or not, each sector by itself;
 * so may a file that was made or removed without syncing its folder. Bytes beside those written
 * stay as they were, as SQLite believes of every disk (SQLITE_IOCAP_POWERSAFE_OVERWRITE). The files
 * themselves lie where the usual VFS puts them. For one thread. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

bool power_start(uint64_t seed); /* stands under every connection opened from now on */
void power_stop(void);

/* The power goes during that many-th change to the disk from now on: it and all after it fail. */
void power_cut_after(size_t changes);
bool power_is_off(void);

/* With all connections closed: the files become what is left of them, and the power is back. */
void power_return(void);

/* With all connections closed: nothing is there any more, and the power is on. */
void power_clear(void);

size_t power_sectors_lost(void); /* since the start */
size_t power_roll(size_t sides); /* by the same seed */
