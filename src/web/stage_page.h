/* The stages of a cluster's path: what they are called, their order, and what each wants to see. */
#pragma once

#include "web/page.h"

void stage_list_page(struct page *p);   /* GET /stages */
void stage_add_post(struct page *p);    /* POST /stages */
void stage_save_post(struct page *p);   /* POST /stages/{word}: the stage at that place */
void stage_shift_post(struct page *p);  /* POST /stages/{word}/earlier and /later */
void stage_remove_post(struct page *p); /* POST /stages/{word}/remove */
