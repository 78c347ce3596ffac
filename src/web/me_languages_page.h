/* What an account says of itself: the languages, with how well, the time zone, and whether others may
 * ask to be introduced. */
#pragma once

#include "web/page.h"

void me_languages_page(struct page *p);
