/* The contact data that a contact request opened, as a file for an address book, for each of the two
 * and for nobody else. */
#pragma once

#include "web/page.h"

void approach_card_page(struct page *p); /* GET /approaches/{id}/card.vcf */
