/* How somebody signs in, and where they are signed in. */
#pragma once

#include "web/page.h"

void security_page(struct page *p);             /* GET /me/security */
void security_session_post(struct page *p);     /* POST /me/security/sessions/end: one */
void security_others_post(struct page *p);      /* POST /me/security/sessions/others */
bool security_stays_open(const struct page *p); /* while a second step is missing, only this is */
