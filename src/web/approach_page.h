/* The form that asks for contact: from a match of two organisations, or from a partner cluster. */
#pragma once

#include "web/page.h"

void approach_page(struct page *p);         /* GET and POST, organisation with organisation */
void approach_cluster_page(struct page *p); /* and cluster with cluster */
