/* Reading a text whose language nobody declared. */
#pragma once

#include "lang/annotate.h"
#include "lang/detect.h"

/* Danish, Norwegian and Swedish that cannot be told apart are read as all three: whatever one of
 * them knows is met, and unknown is what none knows. */
struct reading reader_read_guessed(struct reader *r, const struct detector *d, struct arena *mem,
        str text, struct guess *guess);
