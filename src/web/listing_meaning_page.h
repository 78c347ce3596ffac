/* What a need or offer does not mean: a concept is taken off it, or put back. */
#pragma once

#include "web/page.h"

void listing_concept_reject(struct page *p);
void listing_concept_restore(struct page *p);
