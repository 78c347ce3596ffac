/* The lists of codes that were imported, with whose they are and on what terms; for whoever
 * administrates the platform. */
#pragma once

#include "web/page.h"

void scheme_list_page(struct page *p);
void scheme_post(struct page *p);
void scheme_remove_post(struct page *p);
