/* Meetings between people of two sides: planned, held, or said to have been held. cluster_id and
   own_id are the side that wrote it down (its cluster, its organisation), partner_cluster_id and
   partner_id the other one; what is not known is empty. zone: "Europe/Copenhagen"; day: the day on
   which it begins there. how: "person" "video" "phone". state: "planned" "held" "not-held"
   "cancelled" "taken-back". sequence counts what was sent out as invitation. People who met are in
   encounter_person alone, and whether a meeting counts is told by confirmed_encounter alone. */
CREATE TABLE encounter (
    id {id},
    cluster_id BIGINT REFERENCES cluster (id) ON DELETE CASCADE,
    partner_cluster_id BIGINT REFERENCES cluster (id) ON DELETE SET NULL,
    own_id BIGINT REFERENCES organisation (id) ON DELETE CASCADE,
    partner_id BIGINT REFERENCES organisation (id) ON DELETE SET NULL,
    starts BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    zone TEXT NOT NULL,
    day TEXT NOT NULL,
    how TEXT NOT NULL,
    place TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '', /* why it was cancelled */
    approach_id BIGINT NOT NULL DEFAULT 0,
    sequence BIGINT NOT NULL DEFAULT 0,
    parted BIGINT NOT NULL DEFAULT 0, /* how many took their part back */
    account_id BIGINT NOT NULL, /* who wrote it down */
    created BIGINT NOT NULL,
    updated BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX encounter_by_cluster ON encounter (cluster_id, starts);
CREATE INDEX encounter_by_partner_cluster ON encounter (partner_cluster_id, starts);
CREATE INDEX encounter_by_own ON encounter (own_id, starts);
CREATE INDEX encounter_by_partner ON encounter (partner_id, starts);
CREATE INDEX encounter_by_state ON encounter (state, ends);

/* Who is to be there, or was. side: "ours" is the side that wrote it down, "theirs" the other. name,
   mail and tongue are only of people who were typed in, and stand nowhere else. reply to an
   invitation: "coming" "not-coming" "other-time", in their words note. said of whether it took place:
   "met" "not-met". asked, reminded: when a letter asked whether it did; 0: not yet. */
CREATE TABLE encounter_person (
    encounter_id BIGINT NOT NULL REFERENCES encounter (id) ON DELETE CASCADE,
    individual_id BIGINT NOT NULL REFERENCES individual (id) ON DELETE CASCADE,
    side TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    mail TEXT NOT NULL DEFAULT '',
    tongue TEXT NOT NULL DEFAULT '',
    reply TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    replied BIGINT NOT NULL DEFAULT 0,
    said TEXT NOT NULL DEFAULT '',
    at BIGINT NOT NULL DEFAULT 0,
    invited BIGINT NOT NULL DEFAULT 0,
    asked BIGINT NOT NULL DEFAULT 0,
    reminded BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (encounter_id, individual_id)
);
CREATE INDEX encounter_person_by_individual ON encounter_person (individual_id);
CREATE INDEX encounter_person_by_mail ON encounter_person (mail);

/* What a side keeps for itself after a meeting: a note, and what comes next, by whom and until when.
   It is of one cluster or of one organisation, and nobody else's. */
CREATE TABLE encounter_note (
    id {id},
    encounter_id BIGINT NOT NULL REFERENCES encounter (id) ON DELETE CASCADE,
    cluster_id BIGINT REFERENCES cluster (id) ON DELETE CASCADE,
    organisation_id BIGINT REFERENCES organisation (id) ON DELETE CASCADE,
    body TEXT NOT NULL DEFAULT '',
    step TEXT NOT NULL DEFAULT '',
    step_day TEXT NOT NULL DEFAULT '',
    step_who TEXT NOT NULL DEFAULT '',
    step_done BIGINT NOT NULL DEFAULT 0,
    account_id BIGINT NOT NULL,
    updated BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX encounter_note_once
    ON encounter_note (encounter_id, (COALESCE(cluster_id, 0)), (COALESCE(organisation_id, 0)));

/* What a meeting cost one cluster or organisation, for its own eyes. kind: "travel" "other", with an
   amount in minor units of its currency, or "hours", with minutes. Nothing is ever converted. */
CREATE TABLE encounter_cost (
    id {id},
    encounter_id BIGINT NOT NULL REFERENCES encounter (id) ON DELETE CASCADE,
    cluster_id BIGINT REFERENCES cluster (id) ON DELETE CASCADE,
    organisation_id BIGINT REFERENCES organisation (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    minutes BIGINT NOT NULL DEFAULT 0,
    amount BIGINT NOT NULL DEFAULT 0,
    currency TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    account_id BIGINT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX encounter_cost_by_encounter ON encounter_cost (encounter_id);
CREATE INDEX encounter_cost_by_cluster ON encounter_cost (cluster_id);
CREATE INDEX encounter_cost_by_organisation ON encounter_cost (organisation_id);

/* What counts: somebody of each side said that they met. Everything that counts meetings asks here. */
CREATE VIEW confirmed_encounter AS
SELECT e.id AS encounter_id
FROM encounter AS e
WHERE e.state = 'held'
AND EXISTS (SELECT 1 FROM encounter_person AS a
            WHERE a.encounter_id = e.id AND a.side = 'ours' AND a.said = 'met')
AND EXISTS (SELECT 1 FROM encounter_person AS b
            WHERE b.encounter_id = e.id AND b.side = 'theirs' AND b.said = 'met');

/* Who may see a meeting and on which side they stand. The side that wrote it down from the beginning,
   the other side's managers and members once it is confirmed, who takes part in any case: as "maker",
   for what they say of it is theirs. */
CREATE VIEW encounter_reader AS
SELECT r.account_id, e.id AS encounter_id, 'ours' AS side, r.kind
FROM encounter AS e JOIN role AS r ON r.cluster_id = e.cluster_id
WHERE r.kind = 'manager'
UNION ALL
SELECT own.account_id, e.id AS encounter_id, 'ours' AS side, own.kind
FROM encounter AS e JOIN own_organisation AS own ON own.organisation_id = e.own_id
WHERE own.kind <> 'researcher'
UNION ALL
SELECT r.account_id, e.id AS encounter_id, 'theirs' AS side, r.kind
FROM encounter AS e JOIN role AS r ON r.cluster_id = e.partner_cluster_id
JOIN confirmed_encounter AS c ON c.encounter_id = e.id
WHERE r.kind = 'manager'
UNION ALL
SELECT own.account_id, e.id AS encounter_id, 'theirs' AS side, own.kind
FROM encounter AS e JOIN own_organisation AS own ON own.organisation_id = e.partner_id
JOIN confirmed_encounter AS c ON c.encounter_id = e.id
WHERE own.kind <> 'researcher'
UNION ALL
SELECT i.account_id, p.encounter_id, p.side, 'maker' AS kind
FROM encounter_person AS p JOIN individual AS i ON i.id = p.individual_id
WHERE i.account_id IS NOT NULL;
