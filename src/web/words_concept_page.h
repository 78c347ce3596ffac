/* A concept that people taught: its words, and a form for the languages that lack one. */
#pragma once

#include "web/page.h"

void words_concept_page(struct page *p);
void words_concept_post(struct page *p);
