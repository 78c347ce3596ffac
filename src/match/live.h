/* What is known of the database in memory, kept up with it: the roster and the match index.
 *
 * Whoever saved something calls live_catch_up(), and so does the clock every quarter of a second
 * for what other processes saved: both replay the log of changes from the last number seen. Pages
 * read between live_read() and live_done(), which they do once each. */
#pragma once

#include "match/index.h"

struct live;

struct live_view {
    const struct roster *roster;
    const struct index *index;
};

struct live *live_open(const struct lexicon *lexicon, str *fault);
void live_close(struct live *l);

void live_load(struct work *w, struct live *l);

/* A reader of the lexicon as it is now: the one given, or a new one in its place where people have
 * taught something since. NULL begins. */
struct reader *live_reader(struct live *l, struct reader *reader);
/* How many changes were taken in. The work must be outside a transaction. */
size_t live_catch_up(struct work *w, struct live *l);

/* How much each group of letters says; see lang/cognate.h. */
const float *live_letters(const struct live *l);

struct live_view live_read(struct live *l);
void live_done(struct live *l);
