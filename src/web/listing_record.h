/* Who wrote a need or an offer and who confirmed it: in full for those who keep it, and in one line
 * without a name for everybody else. */
#pragma once

#include "directory/listing_act.h"
#include "web/page.h"

/* What was done with it, the newest first, and the letters that asked about it. */
void listing_record_show(struct page *p, const struct listing *l);

/* "Confirmed by the organisation on 3 May"; nothing where it did not. `said` is of
 * listing_owner_said(). */
void listing_record_line(struct page *p, int64_t said);
