/* What counts how much for a cluster, in hundredths; the newest row holds, the older ones are what it
   was before, and without a row it is as usual. concepts to embeddings: the channels of a fit. age to
   country: how far each puts a match back in the order at most. sizes, countries: the ones wished
   for. strong: from which fit on a new match is told. */
CREATE TABLE weighing (
    id {id},
    cluster_id BIGINT NOT NULL REFERENCES cluster (id) ON DELETE CASCADE,
    concepts BIGINT NOT NULL,
    letters BIGINT NOT NULL,
    codes BIGINT NOT NULL,
    embeddings BIGINT NOT NULL,
    age BIGINT NOT NULL,
    distance BIGINT NOT NULL,
    trust BIGINT NOT NULL,
    size BIGINT NOT NULL,
    country BIGINT NOT NULL,
    sizes TEXT NOT NULL DEFAULT '',
    countries TEXT NOT NULL DEFAULT '',
    strong BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX weighing_by_cluster ON weighing (cluster_id, id);

INSERT INTO weighing (cluster_id, concepts, letters, codes, embeddings, age, distance, trust, size,
    country, strong, account_id, at)
SELECT cluster_id, concepts, letters, codes, embeddings, 20, 0, 0, 0, 0, 35, 0, 0
FROM channel_weight
ORDER BY cluster_id;

DROP TABLE channel_weight;

/* What a cluster said of a match, and what stood for it then: 1 good, 0 not for us. A "not for us"
   counts as long as its refusal stands. evidence: see match/verdict.h. */
CREATE TABLE verdict (
    id {id},
    cluster_id BIGINT NOT NULL REFERENCES cluster (id) ON DELETE CASCADE,
    own_id BIGINT NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    partner_id BIGINT NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    good BIGINT NOT NULL,
    evidence TEXT NOT NULL,
    account_id BIGINT NOT NULL,
    at BIGINT NOT NULL
);
CREATE UNIQUE INDEX verdict_once ON verdict (cluster_id, own_id, partner_id);

/* A proposal of other weights that the cluster does not want, and the last verdict it was made from;
   it comes back with more of them. */
CREATE TABLE proposal_dismissed (
    cluster_id BIGINT PRIMARY KEY REFERENCES cluster (id) ON DELETE CASCADE,
    verdict_id BIGINT NOT NULL,
    at BIGINT NOT NULL
);

/* Which new matches somebody wants to be told of, under a name; as in the address of their page. */
CREATE TABLE alert_filter (
    id {id},
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL DEFAULT '',
    country TEXT NOT NULL DEFAULT '',
    ecosystem TEXT NOT NULL DEFAULT '',
    least TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX alert_filter_once ON alert_filter (account_id, name);
