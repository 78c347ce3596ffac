/* What somebody searches for again and again: words as typed, and the filter as in the address of the
   search page. seen: when they last looked. */
CREATE TABLE saved_search (
    id {id},
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    words TEXT NOT NULL,
    side TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    sector TEXT NOT NULL DEFAULT '',
    lang TEXT NOT NULL DEFAULT '',
    created BIGINT NOT NULL,
    seen BIGINT NOT NULL
);
CREATE UNIQUE INDEX saved_search_once ON saved_search (account_id, name);
