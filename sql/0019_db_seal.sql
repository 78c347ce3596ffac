/* A few words sealed with the key of this database, so that another key is noticed at once. */

CREATE TABLE seal (
    id BIGINT PRIMARY KEY,
    proof TEXT NOT NULL
);
