#pragma once

#include "web/page.h"

/* GET /weights: what counts how much for our cluster; with proposal=yes as it is proposed */
void weights_page(struct page *p);
void weights_post(struct page *p);         /* saved as typed or as usual, or only tried */
void weights_try_post(struct page *p);     /* what the typed ones would change, that part alone */
void weights_undo_post(struct page *p);    /* back to what was saved before */
void weights_dismiss_post(struct page *p); /* the proposal is not wanted */
