/* My network: who I know, how warm that is, and when we last met. For the reader alone. */
#pragma once

#include "web/page.h"

void network_page(struct page *p);

/* Who of my cluster knows whom. */
void network_cluster_page(struct page *p);
