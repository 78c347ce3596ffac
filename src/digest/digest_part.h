/* What each part of a digest is made with, for the files of this folder: one a part. */
#pragma once

#include "digest/digest.h"

enum { DIGEST_LINES = 3 }; /* things named under an entry */

struct digest_gathering {
    struct work *w;
    struct live *live;
    const struct digest_reader *reader;
    struct digest found;
    size_t room;
};

/* Adds one, with a key out of its part, the number of what it is about and how many there are. */
void digest_add(struct digest_gathering *g, struct digest_entry entry, int64_t about);

/* The name of the task, where the reader has several. */
str digest_of(const struct digest_gathering *g, const struct digest_task *t);

/* Once for each task. */
void digest_matches(struct digest_gathering *g, const struct digest_task *t);
void digest_steps(struct digest_gathering *g, const struct digest_task *t);
void digest_listings(struct digest_gathering *g, const struct digest_task *t);

/* Once for the reader. */
void digest_approaches(struct digest_gathering *g);
void digest_encounters(struct digest_gathering *g);
void digest_introductions(struct digest_gathering *g);
void digest_people(struct digest_gathering *g);
void digest_asked(struct digest_gathering *g);
