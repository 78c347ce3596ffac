/* Thesauri that were imported: CPV, ESCO, a cluster's own. key: "cpv". source: the names of the
   files. languages: "da;de". cluster_id: for whose texts it holds; 0: for everybody's. */
CREATE TABLE scheme (
    id {id},
    key TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    licence TEXT NOT NULL,
    attribution TEXT NOT NULL,
    source TEXT NOT NULL DEFAULT '',
    cluster_id BIGINT NOT NULL DEFAULT 0,
    account_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    languages TEXT NOT NULL DEFAULT '',
    concepts BIGINT NOT NULL DEFAULT 0
);

/* broader: a code of the same scheme, or empty. */
CREATE TABLE scheme_concept (
    id {id},
    scheme_id BIGINT NOT NULL REFERENCES scheme (id) ON DELETE CASCADE,
    code TEXT NOT NULL,
    broader TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX scheme_concept_once ON scheme_concept (scheme_id, code);

/* others: further labels in that language, a line each. */
CREATE TABLE scheme_label (
    concept_id BIGINT NOT NULL REFERENCES scheme_concept (id) ON DELETE CASCADE,
    lang TEXT NOT NULL,
    label TEXT NOT NULL,
    others TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (concept_id, lang)
);
