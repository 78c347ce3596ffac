/* What people taught about words, beside the lexicon that is compiled in. cluster_id: for whose texts
   it holds; 0: for everybody's. */

/* A concept that is not compiled in. key: "own-12". broader: a concept's id, or empty. */
CREATE TABLE taught_concept (
    id {id},
    key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    broader TEXT NOT NULL DEFAULT '',
    cluster_id BIGINT NOT NULL DEFAULT 0,
    account_id BIGINT NOT NULL,
    at BIGINT NOT NULL
);

/* A word of a concept, compiled in or taught. mark: as in the lexicon's files. state: proposed,
   approved or withdrawn; only what is approved is understood. source: the instance or file it came
   from, empty for what was typed here. */
CREATE TABLE taught_term (
    id {id},
    concept TEXT NOT NULL,
    lang TEXT NOT NULL,
    term TEXT NOT NULL,
    mark TEXT NOT NULL DEFAULT '',
    cluster_id BIGINT NOT NULL DEFAULT 0,
    state TEXT NOT NULL,
    account_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    decided_by BIGINT NOT NULL DEFAULT 0,
    decided BIGINT NOT NULL DEFAULT 0,
    source TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX taught_term_once ON taught_term (concept, lang, term, cluster_id);
