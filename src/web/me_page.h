#pragma once

#include "web/page.h"

void me_page(struct page *p);               /* GET /me */
void me_post(struct page *p);               /* POST /me: name and language */
void me_password_post(struct page *p);      /* POST /me/password */
void me_mail_post(struct page *p);          /* POST /me/mail: asks for another mail address */
void me_mail_withdraw_post(struct page *p); /* POST /me/mail/withdraw */
void me_cluster_post(struct page *p);       /* POST /me/cluster: the one they work for */
void me_sessions_post(struct page *p);      /* POST /me/sessions: out everywhere */
