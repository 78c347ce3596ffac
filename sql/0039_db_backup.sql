/* Backups that were made, compared and kept, so that whoever looks after the platform sees when the last
   one was. bytes: of the file. took: milliseconds, the comparing included. */
CREATE TABLE backup (
    id {id},
    at BIGINT NOT NULL,
    bytes BIGINT NOT NULL,
    row_count BIGINT NOT NULL,
    took BIGINT NOT NULL
);
