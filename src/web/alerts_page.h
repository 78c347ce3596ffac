/* New strong matches of the manager's cluster since somebody there last looked. */
#pragma once

#include "web/page.h"

void alerts_page(struct page *p);
void alerts_post(struct page *p); /* all of these were looked at */
