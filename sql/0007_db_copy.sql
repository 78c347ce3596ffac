/* Stands in a database while another one is being copied into it: where from, and since when. What
   is there until then is not whole, and nothing else works on it. */

CREATE TABLE copying (
    source TEXT PRIMARY KEY,
    at BIGINT NOT NULL
);
