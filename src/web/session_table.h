#pragma once

#include "web/page.h"

/* An account's sessions, this one marked, each with a button that ends it. */
void session_table(struct page *p, const struct sessions *all);
