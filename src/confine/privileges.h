/* Who the process is to the system: nobody with rights that serving does not need, and nobody who
 * could come by them again. */
#pragma once

#include "base/arena.h"

/* From root to that account of the system and its groups, for good. Who is that account already
 * stays it. False, with the reason in English, where that cannot be, or did not hold when looked
 * at afterwards: then the process must end. */
bool privileges_drop(struct arena *mem, const char *account, str *fault);

/* No program started from here gains rights, a crash leaves no copy of the memory behind, and no
 * other process of the same account may look into it. False if the system refused one of them. */
bool privileges_close(void);
