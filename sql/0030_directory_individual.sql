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

/* accepted: when the person themselves accepted being stored here, by a link sent to their mail address
   or signed in with it; 0: never, or the address was changed since. What others say of it, such as a day
   in an imported table, stands in confirmed and proves nothing.
   parted_id: who the entry stood for before its mail address was changed. They stay known, so that
   whoever holds the old address can say that the new one is theirs too. */
ALTER TABLE person ADD COLUMN accepted BIGINT NOT NULL DEFAULT 0;
ALTER TABLE person ADD COLUMN parted_id BIGINT REFERENCES individual (id) ON DELETE SET NULL;

CREATE INDEX person_by_individual ON person (individual_id);
