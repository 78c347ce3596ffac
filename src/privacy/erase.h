/* Forgetting somebody. What counts stands on stays, as done by somebody erased; everything else goes,
 * by the map of personal data: their rows, and their name, mail address and phone number in texts
 * that others wrote, as far as nobody else here has the same.
 *
 * What was erased is noted, by numbers alone: see erasure.h. */
#pragma once

#include "privacy/whom.h"

/* In a transaction. False for the last administrator, who stays, and where there is no such account.
 * Contact persons of the same mail address are others: erase_people() forgets them. */
bool erase_account(struct work *w, int64_t account);
bool erase_person(struct work *w, int64_t person); /* false if there is none */
void erase_people(struct work *w, const struct people *people);

/* In the transaction of what erases something: notes it, once. made: when it was stored. */
void erase_note(struct work *w, str object, int64_t id, int64_t made);

/* Outside a transaction, after erasing: the bytes leave the files too. False where somebody still
 * reads what was before; then it is tried again with the next turn of the clock. */
bool erase_scrub(struct work *w);
