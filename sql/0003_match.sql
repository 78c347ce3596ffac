/* What is understood of each need and offer, and what people said of matches. */

/* meaning: "aluminium 300;extrusion 100", by concept name, in hundredths of a mention; of that
   version of the text, read with that lexicon. */
CREATE TABLE annotation (
    listing_id BIGINT PRIMARY KEY REFERENCES listing (id) ON DELETE CASCADE,
    lexicon TEXT NOT NULL,
    version BIGINT NOT NULL,
    meaning TEXT NOT NULL
);

/* "Not for us": holds both ways, between two organisations or between two clusters. */
CREATE TABLE refusal (
    id {id},
    scope TEXT NOT NULL,
    own_id BIGINT NOT NULL,
    partner_id BIGINT NOT NULL,
    reason TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    account_id BIGINT NOT NULL,
    at BIGINT NOT NULL
);
CREATE UNIQUE INDEX refusal_once ON refusal (scope, own_id, partner_id);
