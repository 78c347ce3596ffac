/* What a cluster writes in its letters of a kind, instead of what the program says. */
CREATE TABLE mail_template (
    cluster_id BIGINT NOT NULL REFERENCES cluster (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    tongue TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    account_id BIGINT NOT NULL,
    updated BIGINT NOT NULL,
    PRIMARY KEY (cluster_id, kind, tongue)
);

/* Who does not want letters of a kind: the address is hashed with the key of the database. */
CREATE TABLE unwanted_letter (
    recipient TEXT NOT NULL,
    kind TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (recipient, kind)
);
