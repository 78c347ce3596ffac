/* Addresses that were sent to somebody by mail. Each is for one purpose and good once. */

CREATE TABLE link (
    token TEXT PRIMARY KEY,
    purpose TEXT NOT NULL,
    account_id BIGINT REFERENCES account (id) ON DELETE CASCADE,
    object BIGINT NOT NULL,
    mail TEXT NOT NULL,
    detail TEXT NOT NULL,
    created BIGINT NOT NULL,
    expires BIGINT NOT NULL
);
CREATE INDEX link_by_expires ON link (expires);
CREATE INDEX link_by_account ON link (account_id);
