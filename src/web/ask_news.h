/* On the desk: what members answered by mail lately, and how much still waits for them. */
#pragma once

#include "directory/ask.h"
#include "web/page.h"

/* Nothing where nobody was asked. */
void ask_news_rows(struct page *p, const struct ask_newses *all);
