/* The fields of its own that a cluster keeps about its members and collaborations: making, naming and
 * ordering them. */
#pragma once

#include "web/page.h"

void own_field_list_page(struct page *p);   /* GET /fields */
void own_field_add_post(struct page *p);    /* POST /fields */
void own_field_save_post(struct page *p);   /* POST /fields/{id} */
void own_field_shift_post(struct page *p);  /* POST /fields/{id}/earlier and /later */
void own_field_remove_post(struct page *p); /* POST /fields/{id}/remove */
