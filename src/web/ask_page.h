/* Asking a member about texts that were written for it: which texts, whom, and a word along. */
#pragma once

#include "web/page.h"

void ask_page(struct page *p); /* GET and POST /organisations/{id}/ask */
