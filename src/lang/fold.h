/* Text made alike for finding: what people type differently and mean the same.
 *
 * Small letters without marks, and the letters of the North and of German written out in ASCII:
 * æ ae, ø o, å a, ß ss. Wide and compatible forms become plain; Chinese stays as it is. */
#pragma once

#include "base/arena.h"

str fold_search(struct arena *mem, str text);

/* Letters and digits only, with one blank wherever anything else stood between them. */
str fold_name(struct arena *mem, str text);
