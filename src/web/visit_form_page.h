/* Noting a visit, on the phone right after it: the day, who was there, and the note. */
#pragma once

#include "web/page.h"

void visit_new_page(struct page *p);    /* GET and POST /organisations/{id}/visits/new */
void visit_edit_page(struct page *p);   /* GET and POST /visits/{id}/edit */
void visit_remove_page(struct page *p); /* POST /visits/{id}/remove */
