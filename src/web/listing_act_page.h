#pragma once

#include "web/page.h"

void listing_publish(struct page *p);   /* POST /listings/{id}/publish */
void listing_withdraw(struct page *p);  /* POST /listings/{id}/withdraw */
void listing_restore(struct page *p);   /* POST /listings/{id}/restore */
void listing_current(struct page *p);   /* POST /listings/{id}/confirm: "still current" */
void listing_hand_in(struct page *p);   /* POST /listings/{id}/hand-in: to its manager */
void listing_send_back(struct page *p); /* POST /listings/{id}/send-back: with a note */
