#pragma once

#include "web/page.h"

void colleagues_page(struct page *p); /* GET /colleagues: who works for the cluster */
void colleagues_post(struct page *p); /* POST /colleagues: invites one */
