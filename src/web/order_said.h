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

/* The same in a few words, for lists: "a text 14 months old, 707 km apart"; empty where nothing did. */
str order_said_briefly(struct page *p, const struct order *order, const struct order_facts *facts);
