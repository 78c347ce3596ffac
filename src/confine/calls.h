/* What the process may still ask of the system: a list of calls, kept by seccomp. It holds for all
 * threads, and for good. */
#pragma once

#include "base/str.h"

/* How many calls are left; 0, with the reason in English, if none were taken away. Starting another
 * program, looking into one, or changing the machine ends the process; anything else that is not
 * on the list is answered as if this kernel did not have it, so that the C library takes an older
 * way where there is one. */
int calls_close(str *why);
