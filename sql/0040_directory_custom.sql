/* What a cluster notes on the customs of a country: how people greet, when they have lunch, what a yes
   means. For its own managers and members, printed on the sheet before a meeting. */
CREATE TABLE custom (
    id {id},
    cluster_id BIGINT NOT NULL REFERENCES cluster (id) ON DELETE CASCADE,
    country TEXT NOT NULL,
    body TEXT NOT NULL,
    lang TEXT NOT NULL,
    account_id BIGINT NOT NULL, /* who wrote it last */
    created BIGINT NOT NULL,
    updated BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX custom_once ON custom (cluster_id, country);
