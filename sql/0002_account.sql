/* Who may come in, as what, and where they are signed in. Tokens and passwords are stored hashed. */

CREATE TABLE account (
    id {id},
    mail TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    password TEXT NOT NULL,
    tongue TEXT NOT NULL DEFAULT 'en',
    created BIGINT NOT NULL,
    seen BIGINT NOT NULL DEFAULT 0
);

/* kind: manager of a cluster, or admin of the platform (without a cluster). reach: 1 sees what is
   shared with partners, 2 sees everything. */
CREATE TABLE role (
    id {id},
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    cluster_id BIGINT REFERENCES cluster (id) ON DELETE CASCADE,
    reach BIGINT NOT NULL
);
CREATE UNIQUE INDEX role_once ON role (account_id, kind, (COALESCE(cluster_id, 0)));
CREATE INDEX role_by_cluster ON role (cluster_id);

CREATE TABLE session (
    token TEXT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    cluster_id BIGINT REFERENCES cluster (id) ON DELETE SET NULL,
    form_key TEXT NOT NULL,
    created BIGINT NOT NULL,
    seen BIGINT NOT NULL
);
CREATE INDEX session_by_account ON session (account_id);

/* Failed sign-ins, by account and by subnet: the waiting time grows with them. The subject is
   hashed, because people type passwords where the mail address belongs. */
CREATE TABLE attempt (
    subject TEXT PRIMARY KEY,
    failures BIGINT NOT NULL,
    last BIGINT NOT NULL
);
CREATE INDEX attempt_by_last ON attempt (last);

/* What the platform made up once and must keep: the secret that stamps visitors' forms. */
CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

/* The one-time address that makes the first administrator. */
CREATE TABLE invitation (
    token TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    expires BIGINT NOT NULL
);

/* The audience of a thing: 0 everybody, 1 partners (any cluster's manager), 2 its own clusters. */
CREATE VIEW organisation_audience AS
SELECT id AS organisation_id,
       CASE WHEN withdrawn = 1 OR visibility = 'confidential' THEN 2
            WHEN visibility = 'partners' THEN 1
            ELSE 0 END AS audience
FROM organisation;

CREATE VIEW listing_audience AS
SELECT l.id AS listing_id,
       CASE WHEN l.status <> 'published' OR l.visibility = 'confidential' OR a.audience = 2 THEN 2
            WHEN l.visibility = 'partners' OR a.audience = 1 THEN 1
            ELSE 0 END AS audience
FROM listing AS l JOIN organisation_audience AS a ON a.organisation_id = l.organisation_id;

CREATE VIEW reach AS
SELECT account_id, MAX(reach) AS reach
FROM role
GROUP BY account_id;

CREATE VIEW own_organisation AS
SELECT r.account_id, m.organisation_id
FROM role AS r JOIN membership AS m ON m.cluster_id = r.cluster_id
WHERE r.kind = 'manager';
