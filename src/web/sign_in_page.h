#pragma once

#include "web/page.h"

void sign_in_page(struct page *p);         /* GET /sign-in */
void sign_in_post(struct page *p);         /* POST /sign-in */
void sign_in_passkey_post(struct page *p); /* POST /sign-in/passkey: without a password */
void sign_out_post(struct page *p);        /* POST /sign-out */

struct sign_in_shown {
    str mail; /* as typed */
    str next; /* where they wanted to go */
    str wrong;
    str mail_wrong;
};

void sign_in_show(struct page *p, const struct sign_in_shown *s);

/* Where they wanted to go, if that is a page of ours, or where they begin. */
str sign_in_next(const struct page *p, str wanted);

/* Too many attempts: sets the status and says how many seconds to wait. */
str sign_in_wait(struct page *p, int64_t wait);

/* Whoever showed who they are gets in: makes the session in the transaction that is open, keeps it,
 * and goes on to the page they wanted, or to where they begin. Whose account has a second step is
 * asked for that first. */
void sign_in_finish(struct page *p, int64_t account, str next);

/* The same for whoever has done the second step, or needs none after a passkey. */
void sign_in_whole(struct page *p, int64_t account, str next);

/* Makes a session for the account, in the transaction that is open, and ends the one that was. */
str sign_in_session(struct page *p, int64_t account);
/* After that was saved: the cookie, and the page goes on as theirs. */
void sign_in_enter(struct page *p, str token);
