/* Somebody left a cluster, and what they had under way went to a colleague: from_id and to_id are the two
   humans, account_id who did it. undone: when it was taken back; 0: it holds. Trust is not handed over:
   it is between people. */
CREATE TABLE hand_over (
    id {id},
    cluster_id BIGINT NOT NULL REFERENCES cluster (id) ON DELETE CASCADE,
    from_id BIGINT NOT NULL REFERENCES individual (id) ON DELETE CASCADE,
    to_id BIGINT NOT NULL REFERENCES individual (id) ON DELETE CASCADE,
    note TEXT NOT NULL DEFAULT '',
    account_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    undone BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX hand_over_by_cluster ON hand_over (cluster_id, id);
CREATE INDEX hand_over_by_from ON hand_over (from_id);
CREATE INDEX hand_over_by_to ON hand_over (to_id);

/* What went. part: "asker" or "speaker" of a contact request, or "meeting" they were to be at; object_id
   is its number. */
CREATE TABLE hand_over_item (
    hand_over_id BIGINT NOT NULL REFERENCES hand_over (id) ON DELETE CASCADE,
    part TEXT NOT NULL,
    object_id BIGINT NOT NULL,
    PRIMARY KEY (hand_over_id, part, object_id)
);
