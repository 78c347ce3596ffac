/* Who else may sign people in, for the administrator: named, changed, tried, removed. */
#pragma once

#include "web/page.h"

void provider_list_page(struct page *p);   /* GET /sign-in/providers */
void provider_add_post(struct page *p);    /* POST /sign-in/providers */
void provider_page(struct page *p);        /* GET /sign-in/providers/{id} */
void provider_change_post(struct page *p); /* POST /sign-in/providers/{id} */
void provider_try_post(struct page *p);    /* POST /sign-in/providers/{id}/try */
void provider_remove_post(struct page *p); /* POST /sign-in/providers/{id}/remove */
