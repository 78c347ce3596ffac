/* One human, whatever they are known by here: an account, and contact persons in one organisation
   after another. Trust and meetings are theirs, and stay when they change jobs. languages and zone
   ("Europe/Copenhagen") are what they said of themselves; empty: see their contact entries. */
CREATE TABLE individual (
    id {id},
    account_id BIGINT UNIQUE REFERENCES account (id) ON DELETE SET NULL,
    languages TEXT NOT NULL DEFAULT '',
    zone TEXT NOT NULL DEFAULT '',
    created BIGINT NOT NULL
);

/* since and until: days of that role in that organisation, empty where not known or still held. */
ALTER TABLE person ADD COLUMN individual_id BIGINT REFERENCES individual (id) ON DELETE SET NULL;
ALTER TABLE person ADD COLUMN since TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN until TEXT NOT NULL DEFAULT '';
CREATE INDEX person_by_individual ON person (individual_id);
