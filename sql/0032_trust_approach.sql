/* Contact requests: somebody asks whether somebody of another organisation, or of another cluster,
   would like to get in touch. own_id and partner_id are empty where it is cluster with cluster.
   speaker_id: whose contact data opens on the side that asks; who asks for a member is not it, and
   then the speaker agrees too (confirmed). deadline: the last day for an answer; days: how long they
   were given. opened: since when the two see each other's contact data.

   A row says only what the side that asks may know. state: "open" until something is to be told,
   also after a refusal; "yes"; "later", and the platform writes again on the day in again; "closed",
   the deadline passed without a yes, whatever was answered; "taken-back"; "shut", one of them ended
   what was opened. told: when it came to that. behind: how many requests of the same side had come
   to nothing, which puts this one later in the lists of whoever is asked. */
CREATE TABLE approach (
    id {id},
    cluster_id BIGINT NOT NULL REFERENCES cluster (id) ON DELETE CASCADE,
    partner_cluster_id BIGINT REFERENCES cluster (id) ON DELETE CASCADE,
    own_id BIGINT REFERENCES organisation (id) ON DELETE CASCADE,
    partner_id BIGINT REFERENCES organisation (id) ON DELETE CASCADE,
    asker_id BIGINT NOT NULL REFERENCES individual (id) ON DELETE CASCADE,
    speaker_id BIGINT NOT NULL REFERENCES individual (id) ON DELETE CASCADE,
    asked_id BIGINT NOT NULL REFERENCES individual (id) ON DELETE CASCADE,
    reason TEXT NOT NULL,
    lang TEXT NOT NULL,
    reason_theirs TEXT NOT NULL DEFAULT '',
    lang_theirs TEXT NOT NULL DEFAULT '',
    deadline TEXT NOT NULL,
    days BIGINT NOT NULL,
    state TEXT NOT NULL DEFAULT 'open',
    told BIGINT NOT NULL DEFAULT 0,
    again TEXT NOT NULL DEFAULT '',
    confirmed BIGINT NOT NULL DEFAULT 0,
    opened BIGINT NOT NULL DEFAULT 0,
    behind BIGINT NOT NULL DEFAULT 0,
    created BIGINT NOT NULL
);
CREATE INDEX approach_by_cluster ON approach (cluster_id, id);
CREATE INDEX approach_by_partner_cluster ON approach (partner_cluster_id, id);
CREATE INDEX approach_by_own ON approach (own_id);
CREATE INDEX approach_by_partner ON approach (partner_id);
CREATE INDEX approach_by_asker ON approach (asker_id);
CREATE INDEX approach_by_speaker ON approach (speaker_id);
CREATE INDEX approach_by_asked ON approach (asked_id);
CREATE INDEX approach_by_state ON approach (state, deadline);
/* Two who want to get in touch have one request under way. */
CREATE UNIQUE INDEX approach_once
    ON approach ((COALESCE(own_id, 0)), (COALESCE(partner_id, 0)),
                 (CASE WHEN own_id IS NULL THEN cluster_id ELSE 0 END),
                 (CASE WHEN own_id IS NULL THEN partner_cluster_id ELSE 0 END))
    WHERE state IN ('open', 'yes', 'later');

/* What was really answered, one row a request, for the side that is asked alone: "", "yes", "no",
   "later", "passed-on". individual_id: who answered, or was to. reason: why not, and note in their
   own words. reminded: when they were reminded, passed: when they named somebody else, once for each
   request; 0: not yet. */
CREATE TABLE approach_answer (
    approach_id BIGINT PRIMARY KEY REFERENCES approach (id) ON DELETE CASCADE,
    individual_id BIGINT NOT NULL REFERENCES individual (id) ON DELETE CASCADE,
    answer TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    at BIGINT NOT NULL DEFAULT 0,
    reminded BIGINT NOT NULL DEFAULT 0,
    passed BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX approach_answer_by_individual ON approach_answer (individual_id);

/* Somebody named instead of whoever was asked. They get one letter; the row goes when they answer,
   or with the deadline. */
CREATE TABLE approach_passed (
    approach_id BIGINT PRIMARY KEY REFERENCES approach (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    mail TEXT NOT NULL,
    tongue TEXT NOT NULL,
    created BIGINT NOT NULL
);

/* Colleagues who wanted to ask the same, and get the news too. */
CREATE TABLE approach_follower (
    approach_id BIGINT NOT NULL REFERENCES approach (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    created BIGINT NOT NULL,
    PRIMARY KEY (approach_id, account_id)
);
CREATE INDEX approach_follower_by_account ON approach_follower (account_id);

/* Which side of a request an account stands on, and as what: asker, speaker, follower, manager and
   member of the side that asks; asked and manager of the other. */
CREATE VIEW approach_side AS
SELECT a.id AS approach_id, i.account_id, 'ours' AS side, 'asker' AS kind
FROM approach AS a JOIN individual AS i ON i.id = a.asker_id
WHERE i.account_id IS NOT NULL
UNION ALL
SELECT a.id AS approach_id, i.account_id, 'ours' AS side, 'speaker' AS kind
FROM approach AS a JOIN individual AS i ON i.id = a.speaker_id
WHERE i.account_id IS NOT NULL
UNION ALL
SELECT f.approach_id, f.account_id, 'ours' AS side, 'follower' AS kind
FROM approach_follower AS f
UNION ALL
SELECT a.id AS approach_id, r.account_id, 'ours' AS side, 'manager' AS kind
FROM approach AS a JOIN role AS r ON r.cluster_id = a.cluster_id
WHERE r.kind = 'manager'
UNION ALL
SELECT a.id AS approach_id, own.account_id, 'ours' AS side, own.kind
FROM approach AS a JOIN own_organisation AS own ON own.organisation_id = a.own_id
WHERE own.kind <> 'researcher'
UNION ALL
SELECT a.id AS approach_id, i.account_id, 'theirs' AS side, 'asked' AS kind
FROM approach AS a JOIN individual AS i ON i.id = a.asked_id
WHERE i.account_id IS NOT NULL
UNION ALL
SELECT a.id AS approach_id, r.account_id, 'theirs' AS side, 'manager' AS kind
FROM approach AS a JOIN role AS r ON r.cluster_id = a.partner_cluster_id
WHERE r.kind = 'manager'
UNION ALL
SELECT a.id AS approach_id, own.account_id, 'theirs' AS side, 'manager' AS kind
FROM approach AS a JOIN own_organisation AS own ON own.organisation_id = a.partner_id
WHERE own.kind = 'manager';
