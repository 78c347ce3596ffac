/* The sliders of what counts how much: what was typed, what is wrong with it, and the fields. */
#pragma once

#include "match/weighing.h"
#include "web/page.h"

enum { WEIGHTS_SLIDERS = CHANNELS + ORDER_FACTORS + 1 };

struct weights_typed {
    str value[WEIGHTS_SLIDERS]; /* in hundredths: channels, factors, from where on it is strong */
    str sizes;                  /* a list of codes */
    str countries;              /* as people write them, commas between */
    str wrong[WEIGHTS_SLIDERS]; /* a sentence; empty while it is right */
    str wrong_countries;
};

/* As it is stored. */
struct weights_typed weights_of(struct work *w, const struct weighing *from);

/* As it came with the form, into `to` as far as it is right; false if something is wrong. */
bool weights_take(struct page *p, struct weights_typed *t, struct weighing *to);

/* What is wrong, above all; and the fields, each with what is saved where that is another. */
void weights_errors(struct page *p, const struct weights_typed *t);
void weights_fields(struct page *p, const struct weights_typed *t, const struct weighing *saved);
