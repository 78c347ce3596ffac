/* What somebody sees who was asked by mail about texts of their organisation: the texts, and for
 * each a button that says yes, a form that corrects it, and one that says no. Without an account;
 * opening it changes nothing. */
#pragma once

#include "web/page.h"

void ask_reply_page(struct page *p); /* GET /asked/{word} */
void ask_reply_post(struct page *p); /* POST /asked/{word} */
