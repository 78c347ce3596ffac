/* One letter that asks about texts: whom, when, and what was answered; with reminding and taking
 * back. */
#pragma once

#include "directory/ask.h"
#include "web/page.h"

void ask_show_page(struct page *p);      /* GET /asks/{id} */
void ask_remind_post(struct page *p);    /* POST /asks/{id}/remind */
void ask_take_back_post(struct page *p); /* POST /asks/{id}/take-back */

/* How a letter stands, as a tag. */
void ask_state(struct page *p, const struct ask *a);
/* What was answered about one text, in words: "Confirmed on 3 May". */
str ask_answer_said(struct work *w, enum ask_purpose purpose, enum ask_answer answer, int64_t at);
