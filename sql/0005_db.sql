/* The log of changes in units: what one transaction changed. A unit gets its number, seq, while it
   is being kept, one unit after the other: numbers drawn earlier could be kept out of their order
   where several are at work, and whoever follows the log would pass over some. */

DROP TABLE change;

CREATE TABLE change_unit (
    seq {id},
    unit BIGINT NOT NULL UNIQUE,
    at BIGINT NOT NULL
);

CREATE TABLE change (
    id {id},
    unit BIGINT NOT NULL,
    object TEXT NOT NULL,
    object_id BIGINT NOT NULL
);
CREATE INDEX change_by_unit ON change (unit, id);
