#pragma once

#include "web/page.h"

void person_new_page(struct page *p);    /* GET and POST /organisations/{id}/people/new */
void person_edit_page(struct page *p);   /* GET and POST /people/{id}/edit */
void person_remove_page(struct page *p); /* POST /people/{id}/remove */
