/* On the page of one's account: the providers that can sign one in, and those that could. */
#pragma once

#include "account/identity.h"
#include "account/identity_provider.h"
#include "web/page.h"

struct identity_part {
    struct identities own;
    struct identity_providers all;
};

struct identity_part identity_part_read(struct page *p);
void identity_part_put(struct page *p, const struct identity_part *part);
