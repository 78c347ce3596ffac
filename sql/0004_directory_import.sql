/* A table being imported: kept row by row until it is applied, and for some days after that so
   that it can be undone. */

/* run: imports that were applied together are undone together. country: of rows that name none.
   status: of needs and offers that stand in columns of their own. */
CREATE TABLE import (
    id {id},
    run BIGINT NOT NULL DEFAULT 0,
    account_id BIGINT NOT NULL DEFAULT 0,
    cluster_id BIGINT NOT NULL DEFAULT 0,
    file_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    lang TEXT NOT NULL,
    country TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT 'draft',
    charset TEXT NOT NULL DEFAULT '',
    comma TEXT NOT NULL DEFAULT '',
    sheet TEXT NOT NULL DEFAULT '',
    header TEXT NOT NULL,
    mapping TEXT NOT NULL,
    state TEXT NOT NULL,
    rows_count BIGINT NOT NULL DEFAULT 0,
    created BIGINT NOT NULL,
    applied BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX import_by_cluster ON import (cluster_id, created);
CREATE INDEX import_by_run ON import (run);

/* cells: one CSV line. flaw: 1 too many cells, 2 one too long. choice: what a person decided about
   a probable duplicate: update, new or leave. object_id: what the row is, or is like. */
CREATE TABLE import_row (
    import_id BIGINT NOT NULL REFERENCES import (id) ON DELETE CASCADE,
    line BIGINT NOT NULL,
    cells TEXT NOT NULL,
    flaw BIGINT NOT NULL DEFAULT 0,
    choice TEXT NOT NULL DEFAULT '',
    verdict TEXT NOT NULL DEFAULT '',
    act TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    object_id BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (import_id, line)
);
CREATE INDEX import_row_by_verdict ON import_row (import_id, verdict, line);

/* What an import did, in order. fresh: 1 where nothing was there. before: the old values as one CSV
   line, of a fresh translation its own. mark: of the values it left, so that a change by hand since
   then is seen. */
CREATE TABLE import_change (
    id {id},
    import_id BIGINT NOT NULL REFERENCES import (id) ON DELETE CASCADE,
    object TEXT NOT NULL,
    object_id BIGINT NOT NULL,
    fresh BIGINT NOT NULL,
    before TEXT NOT NULL,
    mark BIGINT NOT NULL
);
CREATE INDEX import_change_by_import ON import_change (import_id, object, object_id);

/* Which column was which, the last time this cluster brought a table with this header. */
CREATE TABLE import_mapping (
    cluster_id BIGINT NOT NULL,
    header TEXT NOT NULL,
    kind TEXT NOT NULL,
    mapping TEXT NOT NULL,
    PRIMARY KEY (cluster_id, header)
);
