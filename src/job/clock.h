/* What happens without anybody asking: memory follows the database, and the day turns.
 *
 * One thread with a connection of its own. Every quarter of a second, and in PostgreSQL as soon as
 * something is kept, it takes in what others saved; every hour it lets lapse what is past its last
 * day, forgets old sessions, and asks whether what is about to end still holds. */
#pragma once

#include "job/asker.h"
#include "match/live.h"

struct clock;

/* NULL on a fault, said in `mem`. */
struct clock *clock_start(struct arena *mem, const char *database, struct live *live, str *fault);
/* From now on it also sends letters; what they are made with outlives it. */
void clock_ask(struct clock *c, const struct asker *asker);
void clock_stop(struct clock *c);
