/* A word is taught: the form, and before anything is saved what it would change. */
#pragma once

#include "web/page.h"

void teach_page(struct page *p);
void teach_post(struct page *p);
