/* One need or offer as it is understood: which concept stands where in its title and text, which
 * words nobody knows, and what people took off it ("it does not mean that here"). It is read with
 * what the clusters of its organisation taught. */
#pragma once

#include "base/work.h"
#include "lang/annotate.h"

struct rejection {
    str concept;
    str account_name; /* empty where the account is gone */
    int64_t at;
};

struct rejections {
    struct rejection *at;
    size_t count;
};

struct understood_text {
    str title, body;
    enum tongue tongue;
};

struct understood {
    struct reading title, body; /* without the concepts that were taken off */
    struct rejections off;
};

struct understood understood_read(
        struct work *w, struct reader *reader, int64_t listing, struct understood_text text);
