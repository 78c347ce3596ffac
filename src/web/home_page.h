#pragma once

#include "web/page.h"

void home_page(struct page *p); /* GET / */

/* Where somebody begins: a manager at their desk, an administrator without a cluster at the list
 * of clusters, everybody else at the first page. */
str home_path(const struct page *p);
