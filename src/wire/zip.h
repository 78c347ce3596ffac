/* Several files in one, as a zip file: for what people take along. */
#pragma once

#include "base/arena.h"

struct zip_part {
    str name; /* in ASCII, without folders */
    str bytes;
};

/* The bytes of the zip file, in `mem`; empty if it could not be made. */
str zip_made(struct arena *mem, const struct zip_part *parts, size_t count);
