/* Clusters, their organisations and people, needs and offers, in the words of those who wrote
   them. Lists of codes stand in one column as "a;b;c": they are read and written whole, and the
   lists people filter by are answered from memory. Coordinates, staff and years are decimal numbers
   as text, exactly as they were given, empty where unknown; days are "2027-06-30" or empty. */

CREATE TABLE cluster (
    id {id},
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    lang TEXT NOT NULL,
    country TEXT NOT NULL,
    countries TEXT NOT NULL DEFAULT '',
    region TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    latitude TEXT NOT NULL DEFAULT '',
    longitude TEXT NOT NULL DEFAULT '',
    sectors TEXT NOT NULL DEFAULT '',
    ecosystems TEXT NOT NULL DEFAULT '',
    languages TEXT NOT NULL DEFAULT '',
    website TEXT NOT NULL DEFAULT '',
    website_en TEXT NOT NULL DEFAULT '',
    staff TEXT NOT NULL DEFAULT '',
    founded TEXT NOT NULL DEFAULT '',
    label TEXT NOT NULL DEFAULT '',
    profile TEXT NOT NULL DEFAULT '',
    created BIGINT NOT NULL,
    updated BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);

CREATE TABLE organisation (
    id {id},
    key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    lang TEXT NOT NULL,
    country TEXT NOT NULL DEFAULT '',
    region TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    postcode TEXT NOT NULL DEFAULT '',
    latitude TEXT NOT NULL DEFAULT '',
    longitude TEXT NOT NULL DEFAULT '',
    sectors TEXT NOT NULL DEFAULT '',
    ecosystems TEXT NOT NULL DEFAULT '',
    size TEXT NOT NULL DEFAULT '',
    languages TEXT NOT NULL DEFAULT '',
    website TEXT NOT NULL DEFAULT '',
    certificates TEXT NOT NULL DEFAULT '',
    founded TEXT NOT NULL DEFAULT '',
    visibility TEXT NOT NULL DEFAULT 'public',
    profile TEXT NOT NULL DEFAULT '',
    remark TEXT NOT NULL DEFAULT '', /* what an import could not place; for the own cluster only */
    alike TEXT NOT NULL DEFAULT '',  /* the name without case, marks and legal form */
    host TEXT NOT NULL DEFAULT '',   /* the website's host, without www */
    withdrawn BIGINT NOT NULL DEFAULT 0,
    created BIGINT NOT NULL,
    updated BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX organisation_by_alike ON organisation (alike);
CREATE INDEX organisation_by_host ON organisation (host);

CREATE TABLE membership (
    organisation_id BIGINT NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    cluster_id BIGINT NOT NULL REFERENCES cluster (id) ON DELETE CASCADE,
    PRIMARY KEY (organisation_id, cluster_id)
);
CREATE INDEX membership_by_cluster ON membership (cluster_id, organisation_id);

CREATE TABLE person (
    id {id},
    key TEXT NOT NULL UNIQUE,
    organisation_id BIGINT NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    role TEXT NOT NULL DEFAULT '',
    mail TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    languages TEXT NOT NULL DEFAULT '',
    consents TEXT NOT NULL DEFAULT '',
    created BIGINT NOT NULL,
    updated BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX person_by_organisation ON person (organisation_id);

/* A need or an offer: the same fields, told apart by side. */
CREATE TABLE listing (
    id {id},
    key TEXT NOT NULL UNIQUE,
    organisation_id BIGINT NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    side TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL DEFAULT '',
    lang TEXT NOT NULL,
    status TEXT NOT NULL,
    visibility TEXT NOT NULL,
    partnerships TEXT NOT NULL DEFAULT '',
    sectors TEXT NOT NULL DEFAULT '',
    customer_sectors TEXT NOT NULL DEFAULT '',
    partner_kinds TEXT NOT NULL DEFAULT '',
    partner_sizes TEXT NOT NULL DEFAULT '',
    countries TEXT NOT NULL DEFAULT '',
    countries_excluded TEXT NOT NULL DEFAULT '',
    stage TEXT NOT NULL DEFAULT '',
    rights TEXT NOT NULL DEFAULT '',
    certificates TEXT NOT NULL DEFAULT '',
    quantity TEXT NOT NULL DEFAULT '',
    valid_until TEXT NOT NULL DEFAULT '',
    confirmed TEXT NOT NULL DEFAULT '',
    created BIGINT NOT NULL,
    updated BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX listing_by_organisation ON listing (organisation_id);

CREATE TABLE translation (
    object TEXT NOT NULL,
    object_id BIGINT NOT NULL,
    field TEXT NOT NULL,
    lang TEXT NOT NULL,
    body TEXT NOT NULL,
    made_by TEXT NOT NULL,
    updated BIGINT NOT NULL,
    PRIMARY KEY (object, object_id, field, lang)
);

/* What changed, in order: whoever keeps something in memory follows it from the last number. */
CREATE TABLE change (
    seq {id},
    object TEXT NOT NULL,
    object_id BIGINT NOT NULL,
    at BIGINT NOT NULL
);
