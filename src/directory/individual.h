/* One human: the account they sign in with, and what they are in organisations, one after another.
 * Approaches, meetings and trust are between individuals, so that they stay with whoever changes
 * jobs. One is made the first time somebody needs it. */
#pragma once

#include "base/work.h"

/* Of an account, of a contact person: found, or made. A contact person who accepted being stored is
 * the same human as the account, or the other such person, with the same mail address; one entered by
 * others stays apart until they accept. */
int64_t individual_of_account(struct work *w, int64_t account);
int64_t individual_of_person(struct work *w, int64_t person);
/* Of a mail address that somebody typed in: whoever has proved to have it, else made anew. What they
 * are called and where they are written to is kept by whoever asks. */
int64_t individual_typed(struct work *w, str mail);

/* Whoever has neither an account nor a contact entry any more, nor was typed in for a meeting, is
 * forgotten, with all that hangs on them. */
void individual_sweep(struct work *w);
