/* Everything that is stored about somebody, in one zip file: data.json, and each table as CSV. What
 * belongs in it, the map of personal data says (personal.h). */
#pragma once

#include "privacy/whom.h"

/* The bytes of the zip file; empty after a fault. */
str my_data(struct work *w, const struct whom *whom);
