/* The header itself may be longer than what a key may hold in PostgreSQL. digest: import_digest() of
   it. What was remembered so far is forgotten: a mapping is guessed again, and can be corrected. */
DROP TABLE import_mapping;

CREATE TABLE import_mapping (
    cluster_id BIGINT NOT NULL,
    digest BIGINT NOT NULL,
    header TEXT NOT NULL,
    kind TEXT NOT NULL,
    mapping TEXT NOT NULL,
    PRIMARY KEY (cluster_id, digest)
);
