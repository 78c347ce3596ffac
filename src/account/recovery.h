/* Codes for the day the telephone is lost: shown once, to be printed, good once each in place of the
 * second step. Only their hashes are stored. */
#pragma once

#include "base/work.h"

enum { RECOVERY_CODES = 10, RECOVERY_FEW = 3 };

struct recovery_codes {
    str at[RECOVERY_CODES]; /* "k3fm-x8wq-..." */
};

struct recovery_codes recovery_make(struct work *w, int64_t account); /* in place of earlier ones */
bool recovery_take(struct work *w, int64_t account, str typed);       /* uses it up */
int64_t recovery_left(struct work *w, int64_t account);
void recovery_remove(struct work *w, int64_t account);
