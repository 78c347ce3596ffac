/* Somebody who is asked to have an account, or one more role, and has not answered yet.
 *
 * This is all that is stored of them, and it ends INVITATION_AGE_MOST after it was made. Whether
 * there is an account with their address is looked at only when they accept, so that whoever
 * invites does not learn it. It stands as long as whoever sent it may still invite. */
#pragma once

#include "account/account.h"
#include "account/link.h"
#include "account/role.h"

enum {
    INVITATION_AGE_MOST = 30 * 24 * 3600,
    INVITATION_LINK_AGE_MOST = 7 * 24 * 3600,
    INVITATION_SENT_EVERY = 10 * 60, /* a letter to one address for one role */
    INVITATIONS_MOST = 200,          /* open ones of a cluster, an organisation, and the platform */
};

struct invitation {
    int64_t id;
    str mail;
    str name;
    enum tongue tongue; /* the letter is in it, and the account's is it at first */
    struct role role;   /* which they get; its account is not known yet */
    int64_t by;         /* the account that sent it last; 0: removed since */
    str by_name, by_mail;
    int64_t created;
    int64_t sent;
    bool stands; /* whoever sent it may still invite for this role */
};

struct invitations {
    struct invitation *at;
    size_t count;
};

/* What a person may have got wrong. */
enum invitation_flaw {
    INVITATION_FINE,
    INVITATION_WITHOUT_NAME, /* as for accounts */
    INVITATION_WITHOUT_MAIL,
    INVITATION_TOO_SOON, /* a letter went to them a moment ago */
    INVITATION_TOO_MANY,
};

/* Stores it in the actor's name and gives it an id. The same address for the same role again is the
 * same invitation, sent anew. */
enum invitation_flaw invitation_add(struct work *w, struct invitation *i);
enum invitation_flaw invitation_resend(
        struct work *w, struct invitation *i); /* in the actor's name */

/* The token of its new link; earlier ones are good no more. */
str invitation_link(struct work *w, const struct invitation *i);
int64_t invitation_link_ends(const struct work *w, const struct invitation *i);

/* What a link is about. A number may be used again after the invitation it was of is gone, so the
 * address has to be the same too. */
bool invitation_of_link(struct work *w, const struct link *l, struct invitation *found);
bool invitation_one(struct work *w, int64_t id, struct invitation *found);

/* The newest first: all there are, those to manage a cluster, those to work for an organisation. */
struct invitations invitation_list(struct work *w);
struct invitations invitation_to_cluster(struct work *w, int64_t cluster);
struct invitations invitation_to_organisation(struct work *w, int64_t organisation);

/* Makes the account, or takes the one there is with this address, and gives it the role: `a` holds
 * name and language chosen before, and who it is afterwards. The hash may be empty; it and the name
 * count for a new account only. The invitation is over with it. */
enum account_flaw invitation_accept(
        struct work *w, const struct invitation *i, str hash, struct account *a);

void invitation_remove(struct work *w, int64_t id);     /* withdrawn, or declined */
void invitation_forget(struct work *w, int64_t before); /* those made before that time */
void invitation_sweep(struct work *w); /* forgets what nobody answered; for the night */
