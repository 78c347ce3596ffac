/* What is stored about a contact person who has no account: reached by a mail link, which anybody can
 * ask for at their own address. Whether something is stored is told by mail alone. */
#pragma once

#include "web/page.h"

void privacy_ask_page(struct page *p);         /* GET /privacy/yours */
void privacy_ask_post(struct page *p);         /* POST /privacy/yours */
void privacy_yours_page(struct page *p);       /* GET /privacy/yours/{word} */
void privacy_yours_post(struct page *p);       /* POST /privacy/yours/{word} */
void privacy_yours_data_post(struct page *p);  /* POST /privacy/yours/{word}/data */
void privacy_yours_erase_post(struct page *p); /* POST /privacy/yours/{word}/erase */
void privacy_erased_page(struct page *p);      /* GET /privacy/erased */
