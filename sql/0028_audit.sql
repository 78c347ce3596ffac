/* Who saw or changed whose contact data. Rows are added and never changed; they hold numbers, no
   names. actor: an account; 0 is the platform, or somebody who came by a mail link. */

CREATE TABLE audit (
    id {id},
    at BIGINT NOT NULL,
    actor BIGINT NOT NULL,
    act TEXT NOT NULL,
    object TEXT NOT NULL,
    object_id BIGINT NOT NULL
);
CREATE INDEX audit_by_object ON audit (object, object_id, id);
CREATE INDEX audit_by_actor ON audit (actor, object, object_id, id);
CREATE INDEX audit_by_time ON audit (at);

/* The chain: each place holds the hash of its row and of the hash at the place before. What is not
   in it yet waits. */
CREATE TABLE audit_link (
    place BIGINT PRIMARY KEY,
    audit_id BIGINT NOT NULL UNIQUE,
    hash TEXT NOT NULL
);

CREATE TABLE audit_waiting (
    audit_id BIGINT PRIMARY KEY
);
