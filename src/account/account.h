/* Somebody who may sign in. What they may do there is their roles; see role.h and right.h. */
#pragma once

#include "base/work.h"

struct account {
    int64_t id;
    str mail; /* in lower case, one account each */
    str name;
    enum tongue tongue; /* the language they read */
    int64_t created;
    int64_t seen;      /* to the hour; 0: never signed in */
    int64_t suspended; /* since when they sign in nowhere; 0: not */
};

struct accounts {
    struct account *at;
    size_t count;
};

enum {
    ACCOUNT_PAGE = 50,
    ACCOUNT_NAME_MOST = 120,
    ACCOUNT_MAIL_MOST = 254,
    ACCOUNT_GIVEN_MOST = 7 * 24 * 3600, /* seconds; see account_password_given() */
};

/* What a person may have got wrong. */
enum account_flaw {
    ACCOUNT_FINE,
    ACCOUNT_WITHOUT_NAME, /* or with one of control characters, or too long */
    ACCOUNT_WITHOUT_MAIL, /* or it is none */
    ACCOUNT_MAIL_TAKEN,
};

str account_mail(struct arena *mem, str mail); /* as stored: trimmed, lower case */
bool account_name_fits(str name); /* neither empty nor too long, and all of it can be seen */

/* Whether an account could be called so; it looks at nothing stored. */
enum account_flaw account_check(str name, str mail);
bool account_mail_fits(str mail);

/* Stores it with a password_hash(), or an empty one that no password fits, and gives it an id. */
enum account_flaw account_add(struct work *w, struct account *a, str hash);

bool account_one(struct work *w, int64_t id, struct account *found);
bool account_by_mail(struct work *w, str mail, struct account *found);
struct accounts account_list(struct work *w, str after); /* ACCOUNT_PAGE of them, by mail */

enum account_flaw account_set_name(struct work *w, int64_t id, str name);
void account_set_tongue(struct work *w, int64_t id, enum tongue tongue);

/* False if another account has it: nothing was changed. The address is as account_mail() says. */
bool account_set_mail(struct work *w, int64_t id, str mail);

/* One that is still good; else they sign in by mail alone. */
bool account_has_password(struct work *w, int64_t id);

/* Also ends all sessions of the account, and what was begun of one: whoever knew the old one is out.
 * It is noted. */
void account_set_password(struct work *w, int64_t id, str hash);

/* The password they have now was made for them and is handed over: it ends, and they choose another
 * one until then, or sign in by mail. */
void account_password_given(struct work *w, int64_t id);

/* Signs them out everywhere and in nowhere, or lets them in again; nothing else is lost. False for
 * the last administrator. */
bool account_suspend(struct work *w, int64_t id, bool suspended);

/* With its roles and sessions. False for the last administrator, who stays. */
bool account_remove(struct work *w, int64_t id);
