/* A table being imported: kept row by row until it is applied, and after that so that it can be
   undone. */

CREATE TABLE import (
    id {id},
    account_id BIGINT NOT NULL DEFAULT 0,
    cluster_id BIGINT NOT NULL DEFAULT 0,
    file_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    lang TEXT NOT NULL,
    charset TEXT NOT NULL DEFAULT '',
    header TEXT NOT NULL,
    mapping TEXT NOT NULL,
    state TEXT NOT NULL,
    rows_count BIGINT NOT NULL DEFAULT 0,
    created BIGINT NOT NULL,
    applied BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE import_row (
    import_id BIGINT NOT NULL REFERENCES import (id) ON DELETE CASCADE,
    line BIGINT NOT NULL,
    cells TEXT NOT NULL,
    verdict TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    object TEXT NOT NULL DEFAULT '',
    object_id BIGINT NOT NULL DEFAULT 0,
    before TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (import_id, line)
);
CREATE INDEX import_row_by_verdict ON import_row (import_id, verdict, line);

/* Which column was which, the last time this cluster brought a table with this header. */
CREATE TABLE import_mapping (
    cluster_id BIGINT NOT NULL,
    header TEXT NOT NULL,
    mapping TEXT NOT NULL,
    PRIMARY KEY (cluster_id, header)
);
