/* Somebody wants to be asked for no introductions any more. */
#pragma once

#include "directory/individual.h"
#include "privacy/consent.h"
#include "web/page.h"

/* In a transaction: wherever they agreed to it they do so no longer, no cluster can put it back, and
 * letters of that kind reach them no more. */
void introduction_never(struct page *p, const struct individual *one, enum consent_how how);
