/* Somebody a provider vouches for who has no account yet: a member of their own organisation. */
#pragma once

#include "base/work.h"

/* The one organisation of the cluster whose website has the domain of the mail address; 0 if there is
 * none, or more than one. */
int64_t newcomer_organisation(struct work *w, int64_t cluster, str mail);
