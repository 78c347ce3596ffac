/* Somebody else who says who people are: a company's or a ministry's own sign-in, over OpenID
 * Connect. The administrator names them; each is a button on the sign-in page. */
#pragma once

#include "account/openid_result.h"
#include "base/work.h"

struct identity_provider {
    int64_t id;
    str name;   /* on the button */
    str issuer; /* its address, as its tokens name it */
    str client; /* the id it knows us by */
    str secret; /* sealed; empty: it gave us none */
    str domains; /* "example.org;example.com", "*" or "": whose mail addresses it is believed about */
    int64_t cluster; /* newcomers of those domains become members of it; 0: they are invited */
    str document;    /* as last fetched, and when */
    int64_t document_at;
    str keys;
    int64_t keys_at;
    enum openid_result trouble; /* the last there was, and when; OPENID_FINE: none since */
    int64_t trouble_at;
};

struct identity_providers {
    struct identity_provider *at;
    size_t count;
};

enum {
    IDENTITY_PROVIDERS_MOST = 8,
    IDENTITY_PROVIDER_NAME_MOST = 60,
    IDENTITY_PROVIDER_CLIENT_MOST = 255,
    IDENTITY_PROVIDER_SECRET_MOST = 500,
    IDENTITY_PROVIDER_DOMAINS_MOST = 1000,
};

/* What an administrator may have got wrong. */
enum identity_provider_flaw {
    IDENTITY_PROVIDER_FINE,
    IDENTITY_PROVIDER_WITHOUT_NAME,
    IDENTITY_PROVIDER_WITHOUT_ISSUER, /* or it is no address that may be asked */
    IDENTITY_PROVIDER_WITHOUT_CLIENT,
    IDENTITY_PROVIDER_NO_DOMAIN,       /* one of the domains is none */
    IDENTITY_PROVIDER_WITHOUT_DOMAINS, /* whoever has an account there would become a member */
    IDENTITY_PROVIDER_ONE_TOO_MANY,
};

/* Typed domains, with commas, blanks or lines between them, as they are stored. */
str identity_provider_domains(struct arena *mem, str typed);

/* Adds it where its id is 0, else changes it; what was fetched of another issuer is forgotten. */
enum identity_provider_flaw identity_provider_save(struct work *w, struct identity_provider *p);
void identity_provider_remove(struct work *w, int64_t id);

bool identity_provider_one(struct work *w, int64_t id, struct identity_provider *found);
struct identity_providers identity_provider_list(struct work *w); /* by name */

void identity_provider_keep_document(struct work *w, const struct identity_provider *p);
void identity_provider_keep_keys(struct work *w, const struct identity_provider *p);
void identity_provider_note(struct work *w, int64_t id, enum openid_result result);

/* Whether it is believed that a mail address of that domain is its owner's. */
bool identity_provider_vouches(const struct identity_provider *p, str mail);
