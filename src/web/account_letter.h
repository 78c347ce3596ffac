/* Letters about accounts, each put into the outbox within the transaction of what it tells of. */
#pragma once

#include "account/invitation.h"
#include "account/mail_change.h"
#include "web/page.h"

void account_letter_invitation(struct page *p, const struct invitation *i);

/* To both addresses: either may agree or refuse. */
void account_letter_mail(struct page *p, const struct account *a, const struct mail_change *c);

/* To the old address and the new one: `a` still has the old one. */
void account_letter_mail_done(struct page *p, const struct account *a, str mail);

/* To the old address: it stays as it is. */
void account_letter_mail_ended(struct page *p, const struct account *a, str mail);

void account_letter_password(struct page *p, const struct account *a); /* it is another one now */
