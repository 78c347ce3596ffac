/* What people agreed to, what was erased, and how long things are kept. */

/* What somebody was shown and said yes to, word for word. Whose it is: a person or an account, the
   other one is empty. how: self (signed in), link (by a mail link), told (told the cluster), import.
   withdrawn: 0 while it holds. */
CREATE TABLE consent (
    id {id},
    person_id BIGINT REFERENCES person (id) ON DELETE CASCADE,
    account_id BIGINT REFERENCES account (id) ON DELETE CASCADE,
    purpose TEXT NOT NULL,
    body TEXT NOT NULL,
    lang TEXT NOT NULL,
    given BIGINT NOT NULL,
    given_by BIGINT NOT NULL,
    how TEXT NOT NULL,
    withdrawn BIGINT NOT NULL DEFAULT 0,
    withdrawn_by BIGINT NOT NULL DEFAULT 0,
    withdrawn_how TEXT NOT NULL DEFAULT ''
);
CREATE INDEX consent_by_person ON consent (person_id, purpose);
CREATE INDEX consent_by_account ON consent (account_id, purpose);

/* Who was erased: numbers only. made: when the row was stored that is gone, for a number may be
   given again. scrubbed: when its bytes were gone from the files too; 0: not yet. */
CREATE TABLE erasure (
    id {id},
    object TEXT NOT NULL,
    object_id BIGINT NOT NULL,
    made BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor BIGINT NOT NULL,
    scrubbed BIGINT NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX erasure_once ON erasure (object, object_id, made);

/* How many days each thing is kept where an administrator chose other ones than usual. */
CREATE TABLE retention (
    word TEXT PRIMARY KEY,
    days BIGINT NOT NULL
);

/* Whom a letter told that their account goes, and when. */
CREATE TABLE retention_told (
    account_id BIGINT PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    at BIGINT NOT NULL
);

/* Who answers for the data, for the record of processing and the privacy notice. One row. */
CREATE TABLE controller (
    id BIGINT PRIMARY KEY,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    mail TEXT NOT NULL,
    phone TEXT NOT NULL,
    officer TEXT NOT NULL,
    authority TEXT NOT NULL
);

/* confirmed: the day on which the person accepted being stored. unconfirmed: since when somebody is
   stored who has not; 0: accepted, or stored before this step. told: when a letter told them.
   objected: purposes they objected to, which nobody but they can put back. mail_seen, phone_seen: who
   sees it, "cluster", "partners" or "public". */
ALTER TABLE person ADD COLUMN confirmed TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN unconfirmed BIGINT NOT NULL DEFAULT 0;
ALTER TABLE person ADD COLUMN told BIGINT NOT NULL DEFAULT 0;
ALTER TABLE person ADD COLUMN objected TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN mail_seen TEXT NOT NULL DEFAULT 'cluster';
ALTER TABLE person ADD COLUMN phone_seen TEXT NOT NULL DEFAULT 'cluster';
CREATE INDEX person_by_mail ON person (LOWER(mail));
CREATE INDEX person_by_unconfirmed ON person (unconfirmed);
