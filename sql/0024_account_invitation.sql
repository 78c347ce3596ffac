/* Who is asked to have an account, or one more role, and has not answered yet. The address that makes
   the first administrator is a link now. kind, cluster_id and organisation_id are those of the role. */

DROP TABLE invitation;

CREATE TABLE invitation (
    id {id},
    mail TEXT NOT NULL,
    name TEXT NOT NULL,
    tongue TEXT NOT NULL,
    kind TEXT NOT NULL,
    cluster_id BIGINT REFERENCES cluster (id) ON DELETE CASCADE,
    organisation_id BIGINT REFERENCES organisation (id) ON DELETE CASCADE,
    invited_by BIGINT REFERENCES account (id) ON DELETE SET NULL,
    created BIGINT NOT NULL,
    sent BIGINT NOT NULL
);
CREATE UNIQUE INDEX invitation_once
    ON invitation (mail, kind, (COALESCE(cluster_id, 0)), (COALESCE(organisation_id, 0)));
CREATE INDEX invitation_by_cluster ON invitation (cluster_id);
CREATE INDEX invitation_by_organisation ON invitation (organisation_id);
CREATE INDEX invitation_by_inviter ON invitation (invited_by);

/* What visitors asked to be sent, until it is looked at: nobody sees by the answer, or by how long it
   takes, whether there is such an account. browser is a hash. */
CREATE TABLE asked (
    id {id},
    purpose TEXT NOT NULL,
    mail TEXT NOT NULL,
    browser TEXT NOT NULL,
    address TEXT NOT NULL,
    created BIGINT NOT NULL
);

/* The one change of mail address that an account waits for. */
CREATE TABLE mail_change (
    account_id BIGINT PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    mail TEXT NOT NULL,
    old_agreed BIGINT NOT NULL,
    new_agreed BIGINT NOT NULL,
    created BIGINT NOT NULL
);
