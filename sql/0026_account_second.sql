/* Second steps of signing in. The secret of the codes is sealed (db/seal.h); step: the half minute
   whose code was used last, for each is good once. */
CREATE TABLE totp (
    account_id BIGINT PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    secret TEXT NOT NULL,
    step BIGINT NOT NULL,
    created BIGINT NOT NULL
);

/* What still helps when the telephone is lost; hashed, and gone once it was used. */
CREATE TABLE recovery_code (
    code TEXT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    created BIGINT NOT NULL
);
CREATE INDEX recovery_code_by_account ON recovery_code (account_id);

/* credential, key: base64url. algorithm: as in COSE. counter: what it signed last with, 0 if it does
   not count. used: 0 if never. */
CREATE TABLE passkey (
    id {id},
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    credential TEXT NOT NULL UNIQUE,
    key TEXT NOT NULL,
    algorithm BIGINT NOT NULL,
    name TEXT NOT NULL,
    counter BIGINT NOT NULL,
    created BIGINT NOT NULL,
    used BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX passkey_by_account ON passkey (account_id);

/* Challenges that a passkey has signed, hashed, kept while they would be good otherwise. */
CREATE TABLE challenge_used (
    challenge TEXT PRIMARY KEY,
    expires BIGINT NOT NULL
);

/* Between the password and the second step: no session, and no right. */
CREATE TABLE half_session (
    token TEXT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    created BIGINT NOT NULL,
    misses BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX half_session_by_account ON half_session (account_id);

/* fresh: when whoever sits there last proved who they are. browser, system: in words. subnet: of
   where they signed in. */
ALTER TABLE session ADD COLUMN fresh BIGINT NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN browser TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN system TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN subnet TEXT NOT NULL DEFAULT '';

/* What happened to the ways into an account; by_id: who did it. */
CREATE TABLE account_event (
    id {id},
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    by_id BIGINT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX account_event_by_account ON account_event (account_id, id);

/* Whose role asks for a second step that they have not set up yet. */
CREATE VIEW second_missing AS
SELECT DISTINCT r.account_id
FROM role AS r JOIN setting AS s ON s.name = 'second_step_' || r.kind AND s.value = 'yes'
WHERE NOT EXISTS (SELECT 1 FROM totp AS t WHERE t.account_id = r.account_id)
  AND NOT EXISTS (SELECT 1 FROM passkey AS k WHERE k.account_id = r.account_id);
