/* What became of each taught word, never changed: who taught it, took it back, approved it, and when.
   state: what it was from then on. */
CREATE TABLE taught_act (
    id {id},
    term_id BIGINT NOT NULL REFERENCES taught_term (id) ON DELETE CASCADE,
    state TEXT NOT NULL,
    account_id BIGINT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX taught_act_term ON taught_act (term_id);
