/* What stands around every page: head, bar, languages, foot. */
#pragma once

#include "web/page.h"

void layout_open(struct page *p, str title);
void layout_close(struct page *p);

/* <svg class='icon'>: one of the sprite's, beside words, never instead of them. */
void layout_icon(struct page *p, str name);

/* A text tag where a text is not in the reader's language: <span class='tongue'>Danish</span>. */
void layout_tongue(struct page *p, str lang);
