/* Strong matches that a cluster has looked at, so that only new ones are told. Both are
   organisations; ours is a member. */
CREATE TABLE match_seen (
    cluster_id BIGINT NOT NULL,
    ours_id BIGINT NOT NULL,
    theirs_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (cluster_id, ours_id, theirs_id)
);
