#pragma once

#include "web/page.h"

void cluster_new_page(struct page *p);  /* GET and POST /clusters/new */
void cluster_edit_page(struct page *p); /* GET and POST /clusters/{id}/edit */
