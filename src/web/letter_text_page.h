/* What a cluster writes in its letters: each kind in each language, changed, looked at, or put back
 * to what the program says. */
#pragma once

#include "web/page.h"

void letter_texts_page(struct page *p);
void letter_text_page(struct page *p);
void letter_text_post(struct page *p);
void letter_text_default_post(struct page *p);
