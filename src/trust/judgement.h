/* What somebody thinks of another person: good, bad, or nothing said. Only they see it; what they
 * trust to that person follows it. */
#pragma once

#include "base/work.h"

enum judgement { JUDGEMENT_NONE, JUDGEMENT_GOOD, JUDGEMENT_BAD };

/* Between individuals, in a transaction. It takes the place of what they thought before; nothing
 * is said of oneself. */
void judgement_make(struct work *w, int64_t judge, int64_t judged, enum judgement now);
enum judgement judgement_of(struct work *w, int64_t judge, int64_t judged);
