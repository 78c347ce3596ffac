/* A role may also be somebody's place in an organisation: its member, or its researcher. kind: manager of a
   cluster, member or researcher of an organisation, or admin of the platform (without either). */
DROP VIEW own_organisation;

ALTER TABLE role ADD COLUMN organisation_id BIGINT REFERENCES organisation (id) ON DELETE CASCADE;
DROP INDEX role_once;
CREATE UNIQUE INDEX role_once
    ON role (account_id, kind, (COALESCE(cluster_id, 0)), (COALESCE(organisation_id, 0)));
CREATE INDEX role_by_organisation ON role (organisation_id);

/* suspended: since when; 0: not. Who is suspended signs in nowhere, and keeps the roles for later. */
ALTER TABLE account ADD COLUMN suspended BIGINT NOT NULL DEFAULT 0;

/* The organisation they work for at the moment, where it is no cluster. */
ALTER TABLE session ADD COLUMN organisation_id BIGINT REFERENCES organisation (id) ON DELETE SET NULL;

/* The owner of a confidential need or offer agreed that these see it: the managers of a cluster, or all
   who work for an organisation. account_id: who agreed. */
CREATE TABLE unveiled (
    id {id},
    listing_id BIGINT NOT NULL REFERENCES listing (id) ON DELETE CASCADE,
    cluster_id BIGINT REFERENCES cluster (id) ON DELETE CASCADE,
    organisation_id BIGINT REFERENCES organisation (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL,
    at BIGINT NOT NULL
);
CREATE UNIQUE INDEX unveiled_once
    ON unveiled (listing_id, (COALESCE(cluster_id, 0)), (COALESCE(organisation_id, 0)));
CREATE INDEX unveiled_by_cluster ON unveiled (cluster_id);
CREATE INDEX unveiled_by_organisation ON unveiled (organisation_id);

/* Whose own an organisation is, and as what: managers of its clusters, its members and researchers. */
CREATE VIEW own_organisation AS
SELECT r.account_id, m.organisation_id, r.kind
FROM role AS r JOIN membership AS m ON m.cluster_id = r.cluster_id
WHERE r.kind = 'manager'
UNION ALL
SELECT r.account_id, r.organisation_id, r.kind
FROM role AS r
WHERE r.organisation_id IS NOT NULL;

/* To whom a confidential need or offer was unveiled, as long as it is published. */
CREATE VIEW unveiled_to AS
SELECT r.account_id, l.id AS listing_id, l.organisation_id
FROM unveiled AS u JOIN role AS r ON r.cluster_id = u.cluster_id
JOIN listing AS l ON l.id = u.listing_id JOIN organisation AS o ON o.id = l.organisation_id
WHERE r.kind = 'manager' AND l.status = 'published' AND o.withdrawn = 0
UNION ALL
SELECT own.account_id, l.id AS listing_id, l.organisation_id
FROM unveiled AS u JOIN own_organisation AS own ON own.organisation_id = u.organisation_id
JOIN listing AS l ON l.id = u.listing_id JOIN organisation AS o ON o.id = l.organisation_id
WHERE l.status = 'published' AND o.withdrawn = 0;
