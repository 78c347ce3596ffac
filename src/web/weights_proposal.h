/* Weights proposed from what the cluster said of its matches: to look at, to take or to dismiss. */
#pragma once

#include "match/proposal.h"
#include "web/page.h"

/* `shown`: its weights stand in the form already. */
void weights_proposal(struct page *p, const struct proposal *o, bool shown);
