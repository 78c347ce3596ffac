#pragma once

#include "web/page.h"

void sign_in_page(struct page *p);  /* GET /sign-in */
void sign_in_post(struct page *p);  /* POST /sign-in */
void sign_out_post(struct page *p); /* POST /sign-out */

struct sign_in_shown {
    str mail; /* as typed */
    str next; /* where they wanted to go */
    str wrong;
    str mail_wrong;
};

void sign_in_show(struct page *p, const struct sign_in_shown *s);

/* Too many attempts: sets the status and says how many seconds to wait. */
str sign_in_wait(struct page *p, int64_t wait);

/* Whoever showed who they are gets in: makes the session in the transaction that is open, keeps it,
 * and goes on to the page they wanted, or to where they begin. */
void sign_in_finish(struct page *p, int64_t account, str next);

/* Makes a session for the account, in the transaction that is open, and ends the one that was. */
str sign_in_session(struct page *p, int64_t account);
/* After that was saved: the cookie, and the page goes on as theirs. */
void sign_in_enter(struct page *p, str token);
