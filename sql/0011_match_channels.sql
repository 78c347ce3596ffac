/* How much each channel counts for a cluster, in hundredths; a cluster without a row takes what is
   usual. */
CREATE TABLE channel_weight (
    cluster_id BIGINT PRIMARY KEY REFERENCES cluster (id) ON DELETE CASCADE,
    concepts BIGINT NOT NULL,
    letters BIGINT NOT NULL,
    codes BIGINT NOT NULL,
    embeddings BIGINT NOT NULL
);

/* Where embeddings come from: one address for the instance. secret: what is sent as a bearer token,
   empty for none. */
CREATE TABLE embedding_source (
    id BIGINT PRIMARY KEY,
    address TEXT NOT NULL,
    model TEXT NOT NULL,
    secret TEXT NOT NULL DEFAULT '',
    at BIGINT NOT NULL,
    failed BIGINT NOT NULL DEFAULT 0,
    failure TEXT NOT NULL DEFAULT ''
);

/* A text as numbers, by the model and a digest of both: read once, whatever becomes of the listing.
   numbers: a signed byte each, in hexadecimal, of length 127 in all. */
CREATE TABLE embedding (
    digest BIGINT PRIMARY KEY,
    numbers TEXT NOT NULL,
    at BIGINT NOT NULL
);

ALTER TABLE annotation ADD COLUMN embedding_digest BIGINT NOT NULL DEFAULT 0;
