/* What an account is: manager of a cluster, member or researcher of an organisation, administrator
 * of the platform. One account may be several of these. */
#pragma once

#include "base/work.h"

enum role_kind { ROLE_MANAGER, ROLE_MEMBER, ROLE_RESEARCHER, ROLE_ADMIN, ROLE_KINDS };

struct role {
    int64_t account;
    enum role_kind kind;
    int64_t cluster;                     /* of a manager, else 0 */
    int64_t organisation;                /* of a member or researcher, else 0 */
    str cluster_name, organisation_name; /* in lists */
};

struct roles {
    struct role *at;
    size_t count;
};

enum { ROLES_MOST = 1000 };

str role_word(enum role_kind kind); /* "researcher", as it is stored */
bool role_kind_of(str word, enum role_kind *kind);

void role_add(struct work *w, const struct role *r); /* once, however often it is added */

/* False if nobody would be left to administrate: nothing was removed. */
bool role_remove(struct work *w, const struct role *r);

struct roles role_list(struct work *w, int64_t account); /* 0: of everybody, by account */
bool role_admin_exists(struct work *w);
bool role_last_admin(struct work *w, int64_t account); /* they are one, and nobody else can be */
