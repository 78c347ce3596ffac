/* What administrators do about second steps: who has to have one, and removing a lost one. */
#pragma once

#include "web/page.h"

void second_rule_page(struct page *p);        /* GET /accounts/second-step */
void second_rule_page_post(struct page *p);   /* POST /accounts/second-step */
void second_rule_remove_post(struct page *p); /* POST /accounts/{id}/second/remove */

/* The part of an account's page about it. */
void second_rule_of(struct page *p, const struct account *a);
