/* What is known of the database in memory, kept up with it: the roster and the match index.
 *
 * Whoever saved something calls live_catch_up(), and so does the clock every quarter of a second
 * for what other processes saved: both replay the log of changes from the last number seen. Pages
 * read between live_read() and live_done(); they never wait, whoever saves. What is held twice for
 * that is what changes: texts, profiles, partitions and the best partners are there once. */
#pragma once

#include "match/index.h"
#include "match/lists.h"

#include <stdatomic.h>

struct live;
struct thesaurus;

struct live_view {
    const struct roster *roster;
    const struct index *index;
    const struct thesaurus *codes; /* of what was imported; NULL where nothing was */
    atomic_uint *readers;          /* live_done() takes one off */
};

struct live *live_open(const struct lexicon *lexicon, str *fault);
void live_close(struct live *l);

/* From the whole database, while nobody reads. */
void live_load(struct work *w, struct live *l);

/* A reader of the lexicon as it is now: the one given, or a new one in its place where people have
 * taught something since. NULL begins. */
struct reader *live_reader(struct live *l, struct reader *reader);
/* How many changes were taken in. It waits for whoever reads what was shown before, so it is not
 * called between live_read() and live_done(). The work must be outside a transaction. */
size_t live_catch_up(struct work *w, struct live *l);

/* When what others saved was last looked for, and found or not, in seconds since 1970. */
int64_t live_caught_up(const struct live *l);

/* How much each group of letters says; see lang/cognate.h. */
const float *live_letters(const struct live *l);

/* The imported thesauri as they are now, held for the caller until thesaurus_close(); NULL where
 * there are none. */
const struct thesaurus *live_codes(struct live *l);

/* Reads some of the texts whose codes are not read yet; whether more may be left. It is the
 * clock's work: nobody waits for it. The work must be outside a transaction. */
bool live_read_codes(struct work *w, struct live *l);

/* Makes the best partners exact again after what was saved, and finds some that are not known yet
 * since the start; whether more are left. It is the clock's work as well. */
bool live_fill_lists(struct work *w, struct live *l);

/* The best partners abroad, as of the clock's last turn, the best first; false while they are not known
 * yet, or the organisation is not there. */
struct live_best {
    int64_t partner[LISTS_SHOWN];
    float score[LISTS_SHOWN];
    size_t count;
};

bool live_best(struct live *l, int64_t organisation, struct live_best *best);

struct live_view live_read(struct live *l);
void live_done(const struct live_view *view);
