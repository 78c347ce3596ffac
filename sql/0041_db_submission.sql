/* Forms that were stored, so that one that comes again, because its answer was lost or its button was
   pressed twice, is not stored twice. key: a hash of who sent what, and where to. */
CREATE TABLE submission (
    key TEXT PRIMARY KEY,
    at BIGINT NOT NULL
);
CREATE INDEX submission_by_at ON submission (at);
