/* One account, as an administrator sees it: what it may, and what can be taken away. */
#pragma once

#include "account/right.h"
#include "account/role.h"
#include "directory/cluster.h"
#include "web/page.h"

void account_page(struct page *p);          /* GET /accounts/{id} */
void account_role_post(struct page *p);     /* POST /accounts/{id}/roles: gives one */
void account_role_end_post(struct page *p); /* POST /accounts/{id}/roles/end: takes one */
void account_password_post(struct page *p); /* POST /accounts/{id}/password: a new one */
void account_suspend_post(struct page *p);  /* POST /accounts/{id}/suspend */
void account_resume_post(struct page *p);   /* POST /accounts/{id}/resume */
void account_remove_post(struct page *p);   /* POST /accounts/{id}/remove */

/* The page that shows a new password, this once. */
void account_show_password(struct page *p, const struct account *a, str password);

str account_role_text(struct work *w, const struct role *r); /* "Manager of Auto Bayern" */
void account_cluster_options(struct page *p, const struct clusters *all, str chosen);

/* The cluster whose id came with the form; false if none did, or there is none. */
bool account_cluster_named(struct page *p, str name, int64_t *cluster);
