/* Somebody leaves the cluster: what they have under way, to whom it goes, and whom they know. */
#pragma once

#include "web/page.h"

void hand_over_page(struct page *p);
void hand_over_post(struct page *p);
void hand_over_undo_post(struct page *p);
