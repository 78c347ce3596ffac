/* What happens without anybody asking: memory follows the database, and the day turns.
 *
 * One thread with a connection of its own. Every quarter of a second, and in PostgreSQL as soon as
 * something is kept, it takes in what others saved, and writes the letters that visitors asked for;
 * every hour it lets lapse what is past its last day, forgets what is over: sessions, links,
 * invitations, asks whether what is about to end still holds, and tells people what waits for them. */
#pragma once

#include "db/seal.h"
#include "job/asker.h"
#include "job/digester.h"
#include "match/live.h"
#include "trust/trust.h"

struct clock;

/* What is kept in memory and follows the database. */
struct following {
    struct live *live;
    struct trust *trust;
};

/* NULL on a fault, said in `mem`. */
struct clock *clock_start(struct arena *mem, const char *database, struct following following,
        const struct seal *seal, str *fault);

/* From now on it also asks about texts; what letters are made with outlives it. */
void clock_ask(struct clock *c, const struct asker *asker);

/* And tells people what waits for them; likewise. */
void clock_tell(struct clock *c, const struct digest_sender *sender);

int64_t clock_turned(const struct clock *c); /* when its thread last went round, in seconds */
void clock_stop(struct clock *c);
