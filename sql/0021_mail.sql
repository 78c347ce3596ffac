/* Letters that are to go out, or went. What they say is sealed, and forgotten once they are sent.
   state: waiting, sent, failed. */

CREATE TABLE letter (
    id {id},
    kind TEXT NOT NULL,
    recipient TEXT NOT NULL,
    tongue TEXT NOT NULL,
    cluster_id BIGINT REFERENCES cluster (id) ON DELETE SET NULL,
    sealed TEXT NOT NULL,
    state TEXT NOT NULL,
    created BIGINT NOT NULL,
    due BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    fault TEXT NOT NULL
);
CREATE INDEX letter_by_state ON letter (state, due);
