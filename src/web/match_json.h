/* What other programs read of the partners of an organisation; see docs/api.md. */
#pragma once

#include "web/page.h"

void match_list_json(struct page *p); /* GET /organisations/{id}/partners.json */
