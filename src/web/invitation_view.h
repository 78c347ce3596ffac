/* Open invitations as those see them who may invite: the list, sending one again, withdrawing it.
 * Pages that show it: the accounts (administrators) and the colleagues (managers). */
#pragma once

#include "account/invitation.h"
#include "web/page.h"

/* Nothing where there is none. `page` is where its buttons come back to: "/accounts". */
void invitation_view_list(struct page *p, const struct invitations *all, str page);

void invitation_view_resend_post(struct page *p);   /* POST /invitations/{id}/resend */
void invitation_view_withdraw_post(struct page *p); /* POST /invitations/{id}/withdraw */

/* Invites, with the letter, and goes to the page; or hands back what is wrong, and nothing is
 * stored. */
enum invitation_flaw invitation_view_invite(struct page *p, struct invitation *i, str page);

str invitation_view_wrong(struct work *w, enum invitation_flaw flaw); /* empty: fine */
