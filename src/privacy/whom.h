/* Somebody, with everything they are known by here: an account, contact persons in organisations, a
 * mail address. */
#pragma once

#include "account/account.h"
#include "directory/person.h"

struct whom {
    struct account account; /* id 0: they have none */
    struct people people;   /* with their mail address */
    int64_t individual;     /* 0: none was made yet */
    str mail;               /* as typed or stored; empty: not known */
};

bool whom_account(
        struct work *w, int64_t account, struct whom *found);         /* and contacts of its mail */
bool whom_person(struct work *w, int64_t person, struct whom *found); /* and others of the mail */
bool whom_mail(
        struct work *w, str mail, struct whom *found); /* contacts only; false: there is none */
