/* Signing in with a provider, from the button to the way back. */
#pragma once

#include "account/identity_provider.h"
#include "account/openid.h"
#include "web/page.h"

void openid_start_post(struct page *p);   /* POST /sign-in/with/{id} */
void openid_back_page(struct page *p);    /* GET /sign-in/back */
void openid_offered_page(struct page *p); /* GET /me/sign-ins/offered */
void openid_offered_post(struct page *p); /* POST /me/sign-ins/offered */
void openid_remove_post(struct page *p);  /* POST /me/sign-ins/{id}/remove */

/* One for that provider: what every question to it needs. */
struct openid openid_of(struct page *p, const struct identity_provider *provider);

/* Our address that providers send browsers back to, the same in all languages. */
str openid_back_address(struct page *p);

/* A button a provider, for somebody who wants to sign in and then see `next`, or, signed in, to add
 * it. Nothing where there is none. */
void openid_buttons(struct page *p, const struct identity_providers *all, str next);
