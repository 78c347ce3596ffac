/* The log of changes: what is kept in memory follows it from the last number it has seen. */
#pragma once

#include "base/work.h"

struct change {
    int64_t seq;
    str object; /* "cluster", "organisation", "listing", "refusal" */
    int64_t id;
};

struct changes {
    struct change *at;
    size_t count;
};

void change_note(struct work *w, str object, int64_t id);
struct changes change_list(struct work *w, int64_t after, size_t most);
int64_t change_last(struct work *w);
