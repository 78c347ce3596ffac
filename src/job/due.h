/* Whether a moment of the clock on the wall has come. It was set at most `most` seconds ahead: where it
 * lies further off, the clock has been set back since, and waiting for it would take as long as the clock
 * was wrong. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

static inline bool due_now(int64_t due, int64_t now, int64_t most) {
    return now >= due || due - now > most;
}
