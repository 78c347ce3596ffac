/* The part of the form of a need or offer that helps while one writes: similar ones, and what its
 * language, side and sector may be.
 *
 * Its buttons send the form with then=..., which stores nothing: the form comes back as it was
 * typed, with what that button stands for. With script it follows what is typed by itself. */
#pragma once

#include "web/form.h"
#include "web/writing_look.h"

/* Paths after the language. */
struct writing_form {
    const struct listing *listing; /* as it is in the form */
    str action;                    /* the form's */
    str help;                      /* where the part alone is asked for */
};

void writing_part(struct form *f, const struct writing_form *at, const struct writing *found);

/* Only what follows the typing, for whoever asks for it alone. */
void writing_answer(struct page *p, const struct writing_form *at, const struct writing *found);

/* Whether a button of it was pressed; what it stands for is put into the listing, and nothing is
 * wrong any more with the field it filled, or with what is still empty. */
bool writing_pressed(struct page *p, struct listing *l, struct flaws *flaws);
