/* The newest needs and offers of partners abroad, on the desk. */
#pragma once

#include "directory/listing.h"
#include "web/page.h"
#include "web/title.h"

struct desk_abroad {
    struct listings listings;
    struct titles titles; /* in the reader's language */
};

struct desk_abroad desk_abroad_read(struct page *p);
void desk_abroad_rows(struct page *p, const struct desk_abroad *d);
