/* Who works for a cluster or an organisation, whom it has invited, and the form to invite somebody. */
#pragma once

#include "web/page.h"

void colleagues_page(struct page *p); /* GET /colleagues: of the cluster they work for */
void colleagues_post(struct page *p); /* POST /colleagues */

void colleagues_organisation_page(struct page *p); /* GET /organisations/{id}/colleagues */
void colleagues_organisation_post(struct page *p); /* POST /organisations/{id}/colleagues */
