/* The steps a cluster takes a collaboration through, in its own order. usual: which of the nine
   default ones it is, whose name the program knows in every language; empty: the cluster's own.
   evidence: what has to be there before it is entered: "none", "met" a meeting confirmed by both,
   "note", "file", "agreed" an approach that was agreed to. removed: since when it is no more; the
   record of moves goes on pointing at it. */
CREATE TABLE stage (
    id {id},
    cluster_id BIGINT NOT NULL REFERENCES cluster (id) ON DELETE CASCADE,
    place BIGINT NOT NULL,
    usual TEXT NOT NULL DEFAULT '',
    evidence TEXT NOT NULL DEFAULT 'none',
    removed BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX stage_by_cluster ON stage (cluster_id, place);

/* What the cluster calls it, in as many languages as it likes. */
CREATE TABLE stage_name (
    stage_id BIGINT NOT NULL REFERENCES stage (id) ON DELETE CASCADE,
    lang TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (stage_id, lang)
);

/* What two clusters do together. cluster_id began it. state: "ours" only they know of it, "invited"
   the other was asked, "accepted" both take part, "declined" the other said no. note: what the
   invitation adds. */
CREATE TABLE collaboration (
    id {id},
    cluster_id BIGINT NOT NULL REFERENCES cluster (id) ON DELETE CASCADE,
    partner_cluster_id BIGINT NOT NULL REFERENCES cluster (id) ON DELETE CASCADE,
    title TEXT NOT NULL,
    lang TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'ours',
    note TEXT NOT NULL DEFAULT '',
    account_id BIGINT NOT NULL,
    created BIGINT NOT NULL,
    invited BIGINT NOT NULL DEFAULT 0,
    answered BIGINT NOT NULL DEFAULT 0,
    answered_by BIGINT NOT NULL DEFAULT 0,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX collaboration_by_cluster ON collaboration (cluster_id);
CREATE INDEX collaboration_by_partner ON collaboration (partner_cluster_id);

/* How one of the two sees it: where it stands on their own path, what they do next and by when, who
   of them answers for it, since when they have put it away (0: not). */
CREATE TABLE collaboration_side (
    collaboration_id BIGINT NOT NULL REFERENCES collaboration (id) ON DELETE CASCADE,
    cluster_id BIGINT NOT NULL REFERENCES cluster (id) ON DELETE CASCADE,
    stage_id BIGINT REFERENCES stage (id) ON DELETE SET NULL,
    account_id BIGINT NOT NULL DEFAULT 0,
    next_step TEXT NOT NULL DEFAULT '',
    next_day TEXT NOT NULL DEFAULT '',
    closed BIGINT NOT NULL DEFAULT 0,
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (collaboration_id, cluster_id)
);
CREATE INDEX collaboration_side_by_cluster ON collaboration_side (cluster_id);

/* Members it concerns, of either cluster, and who named them. */
CREATE TABLE collaboration_member (
    collaboration_id BIGINT NOT NULL REFERENCES collaboration (id) ON DELETE CASCADE,
    organisation_id BIGINT NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL,
    PRIMARY KEY (collaboration_id, organisation_id)
);
CREATE INDEX collaboration_member_by_organisation ON collaboration_member (organisation_id);

/* People who take part, each for the side that named them. */
CREATE TABLE collaboration_person (
    collaboration_id BIGINT NOT NULL REFERENCES collaboration (id) ON DELETE CASCADE,
    individual_id BIGINT NOT NULL REFERENCES individual (id) ON DELETE CASCADE,
    cluster_id BIGINT NOT NULL REFERENCES cluster (id) ON DELETE CASCADE,
    PRIMARY KEY (collaboration_id, individual_id)
);
CREATE INDEX collaboration_person_by_individual ON collaboration_person (individual_id);

/* Each change of stage by one side. from_id: empty where it began. undone: when it was taken back, 0:
   it holds. */
CREATE TABLE collaboration_move (
    id {id},
    collaboration_id BIGINT NOT NULL REFERENCES collaboration (id) ON DELETE CASCADE,
    cluster_id BIGINT NOT NULL REFERENCES cluster (id) ON DELETE CASCADE,
    from_id BIGINT REFERENCES stage (id) ON DELETE SET NULL,
    to_id BIGINT REFERENCES stage (id) ON DELETE SET NULL,
    account_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    undone BIGINT NOT NULL DEFAULT 0,
    undone_by BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX collaboration_move_by_collaboration ON collaboration_move (collaboration_id, id);

/* Notes and files are for the side that has them, unless shared is 1. */
CREATE TABLE collaboration_note (
    id {id},
    collaboration_id BIGINT NOT NULL REFERENCES collaboration (id) ON DELETE CASCADE,
    cluster_id BIGINT NOT NULL REFERENCES cluster (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL,
    body TEXT NOT NULL,
    lang TEXT NOT NULL,
    shared BIGINT NOT NULL DEFAULT 0,
    at BIGINT NOT NULL
);
CREATE INDEX collaboration_note_by_collaboration ON collaboration_note (collaboration_id, id);

/* type: as its first bytes tell, never what a browser said. The content stands in pieces of base64,
   so that a copy of the database goes through them with little memory. */
CREATE TABLE collaboration_file (
    id {id},
    collaboration_id BIGINT NOT NULL REFERENCES collaboration (id) ON DELETE CASCADE,
    cluster_id BIGINT NOT NULL REFERENCES cluster (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    shared BIGINT NOT NULL DEFAULT 0,
    at BIGINT NOT NULL
);
CREATE INDEX collaboration_file_by_collaboration ON collaboration_file (collaboration_id, id);
CREATE TABLE collaboration_file_part (
    file_id BIGINT NOT NULL REFERENCES collaboration_file (id) ON DELETE CASCADE,
    place BIGINT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (file_id, place)
);

/* What a cluster keeps besides, about its members or its collaborations, for itself alone. object:
   "organisation" or "collaboration". kind: "text", "number", "day", "choice" or "yes-no". choices:
   "a;b". */
CREATE TABLE own_field (
    id {id},
    cluster_id BIGINT NOT NULL REFERENCES cluster (id) ON DELETE CASCADE,
    object TEXT NOT NULL,
    place BIGINT NOT NULL,
    kind TEXT NOT NULL,
    choices TEXT NOT NULL DEFAULT '',
    needed BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX own_field_by_cluster ON own_field (cluster_id, object, place);
CREATE TABLE own_field_name (
    field_id BIGINT NOT NULL REFERENCES own_field (id) ON DELETE CASCADE,
    lang TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (field_id, lang)
);
CREATE TABLE own_field_value (
    field_id BIGINT NOT NULL REFERENCES own_field (id) ON DELETE CASCADE,
    object_id BIGINT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (field_id, object_id)
);

/* The meetings and contact requests that belong to a collaboration: between its two clusters, of the
   members it concerns where it names any; or between two members it concerns. */
CREATE VIEW collaboration_encounter AS
SELECT c.id AS collaboration_id, e.id AS encounter_id
FROM collaboration AS c
JOIN encounter AS e ON e.cluster_id IN (c.cluster_id, c.partner_cluster_id)
WHERE e.partner_cluster_id IN (c.cluster_id, c.partner_cluster_id)
AND e.partner_cluster_id <> e.cluster_id
AND ((e.own_id IS NULL AND e.partner_id IS NULL)
     OR NOT EXISTS (SELECT 1 FROM collaboration_member AS m WHERE m.collaboration_id = c.id)
     OR EXISTS (SELECT 1 FROM collaboration_member AS m WHERE m.collaboration_id = c.id
                AND m.organisation_id IN (e.own_id, e.partner_id)))
UNION
SELECT a.collaboration_id, e.id AS encounter_id
FROM collaboration_member AS a
JOIN encounter AS e ON e.own_id = a.organisation_id
JOIN collaboration_member AS b
ON b.collaboration_id = a.collaboration_id AND b.organisation_id = e.partner_id;

CREATE VIEW collaboration_approach AS
SELECT c.id AS collaboration_id, e.id AS approach_id
FROM collaboration AS c
JOIN approach AS e ON e.cluster_id IN (c.cluster_id, c.partner_cluster_id)
WHERE e.partner_cluster_id IN (c.cluster_id, c.partner_cluster_id)
AND e.partner_cluster_id <> e.cluster_id
AND ((e.own_id IS NULL AND e.partner_id IS NULL)
     OR NOT EXISTS (SELECT 1 FROM collaboration_member AS m WHERE m.collaboration_id = c.id)
     OR EXISTS (SELECT 1 FROM collaboration_member AS m WHERE m.collaboration_id = c.id
                AND m.organisation_id IN (e.own_id, e.partner_id)))
UNION
SELECT a.collaboration_id, e.id AS approach_id
FROM collaboration_member AS a
JOIN approach AS e ON e.own_id = a.organisation_id
JOIN collaboration_member AS b
ON b.collaboration_id = a.collaboration_id AND b.organisation_id = e.partner_id;
