/* Imports too long for a request. Whoever has a hand free takes the oldest; what was begun and not
   ended is taken again, by the same machine or another. apply: else only judged. tries: how often
   one was begun. done and total: how far it is, where that can be told while it is under way. */
CREATE TABLE import_order (
    import_id BIGINT PRIMARY KEY REFERENCES import (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL,
    tongue TEXT NOT NULL,
    apply BIGINT NOT NULL,
    leave_wrong BIGINT NOT NULL,
    state TEXT NOT NULL,
    asked BIGINT NOT NULL,
    tries BIGINT NOT NULL DEFAULT 0,
    done BIGINT NOT NULL DEFAULT 0,
    total BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX import_order_by_state ON import_order (state, asked);
