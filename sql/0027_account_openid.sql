/* Who else may say who somebody is, over OpenID Connect. secret is sealed (db/seal.h); domains are
   those of whose mail addresses it is believed, cluster_id the one that newcomers become members of.
   document and keys are as last fetched; trouble is a word of account/openid_result.h. */
CREATE TABLE identity_provider (
    id {id},
    name TEXT NOT NULL,
    issuer TEXT NOT NULL,
    client TEXT NOT NULL,
    secret TEXT NOT NULL DEFAULT '',
    domains TEXT NOT NULL DEFAULT '',
    cluster_id BIGINT REFERENCES cluster (id) ON DELETE SET NULL,
    document TEXT NOT NULL DEFAULT '',
    document_at BIGINT NOT NULL DEFAULT 0,
    keys TEXT NOT NULL DEFAULT '',
    keys_at BIGINT NOT NULL DEFAULT 0,
    trouble TEXT NOT NULL DEFAULT '',
    trouble_at BIGINT NOT NULL DEFAULT 0
);

/* Who an account is at a provider. It hangs on the issuer, not on the row above: whoever sets up a
   provider anew finds everybody again, and nobody passes into the hands of another issuer. */
CREATE TABLE identity (
    id {id},
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    mail TEXT NOT NULL DEFAULT '',
    created BIGINT NOT NULL,
    seen BIGINT NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX identity_once ON identity (issuer, subject);
CREATE INDEX identity_by_account ON identity (account_id);

/* Who has been sent to a provider and is awaited back, for ten minutes; state is hashed. With an
   account they are signed in and want to add the provider to it. */
CREATE TABLE openid_visit (
    state TEXT PRIMARY KEY,
    provider_id BIGINT NOT NULL REFERENCES identity_provider (id) ON DELETE CASCADE,
    account_id BIGINT REFERENCES account (id) ON DELETE CASCADE,
    tongue TEXT NOT NULL,
    next TEXT NOT NULL DEFAULT '',
    expires BIGINT NOT NULL
);
CREATE INDEX openid_visit_by_expires ON openid_visit (expires);

/* Who a provider has named, and whose account of the same mail address is there already: it is added
   once they have signed in to that account as before. token is hashed. */
CREATE TABLE identity_offer (
    token TEXT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    mail TEXT NOT NULL,
    expires BIGINT NOT NULL
);
CREATE INDEX identity_offer_by_expires ON identity_offer (expires);
