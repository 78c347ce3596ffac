/* What moved a match up or down in the order, in sentences. */
#pragma once

#include "match/order.h"
#include "web/page.h"

struct order_said {
    str at[ORDER_FACTORS];
    size_t count;
};

/* Only what moved it by a hundredth at least. */
struct order_said order_said(
        struct page *p, const struct order *order, const struct order_facts *facts);
