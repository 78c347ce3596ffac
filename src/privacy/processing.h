/* What personal data is used for here, as the record of processing (article 30 of the GDPR) and the
 * privacy notice tell it. How long it is kept comes from the retention rules, so that what is said
 * is what is done. */
#pragma once

#include "base/work.h"

struct processing {
    str title;
    str purpose;
    str people; /* whose data */
    str data;
    str basis;
    str recipients;
    str kept; /* how long */
};

enum { PROCESSINGS = 11 };

struct processing processing_one(struct work *w, size_t which); /* in the reader's language */
