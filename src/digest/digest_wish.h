/* How often somebody wants to hear what waits for them, on which day, and which parts of it. */
#pragma once

#include "digest/digest.h"

enum digest_often { DIGEST_NEVER, DIGEST_DAILY, DIGEST_WEEKLY, DIGEST_OFTENS };

struct digest_wish {
    enum digest_often often;
    int weekday;    /* of a weekly one: 1 is Monday, 7 Sunday */
    unsigned parts; /* bits by enum digest_part */
    str told;       /* their day on which it was last looked what to tell them; empty: not yet */
};

/* Who chose nothing hears weekly; or never, where an `account` took its consent to these letters back, or
 * its holder said no to them as a contact person. Either number may be 0: without any. */
struct digest_wish digest_wish_of(struct work *w, int64_t individual, int64_t account);

/* In a transaction. To save is to choose, and keeps what they were told; to tell chooses nothing. */
void digest_wish_save(struct work *w, int64_t individual, const struct digest_wish *wish);
void digest_wish_tell(struct work *w, int64_t individual, str day);

/* Two that turned out to be one human; before individual_merge(). Whoever wanted none as either of
 * them gets none. */
void digest_wish_unite(struct work *w, int64_t from, int64_t to);

str digest_often_word(enum digest_often often); /* "weekly", as stored and in forms */
bool digest_often_of(str word, enum digest_often *found);

/* Of the columns of the table, where `often` is empty until they chose. */
struct digest_wish digest_wish_read(str often, int64_t weekday, str without);
