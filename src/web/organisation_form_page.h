#pragma once

#include "web/page.h"

void organisation_new_page(struct page *p);      /* GET and POST /organisations/new */
void organisation_edit_page(struct page *p);     /* GET and POST /organisations/{id}/edit */
void organisation_withdraw_page(struct page *p); /* POST /organisations/{id}/withdraw */
void organisation_restore_page(struct page *p);  /* POST /organisations/{id}/restore */
