/* What one human has seen of another, a row for each direction: what the giver of trust knows of
   its receiver. Only what is confirmed stands here, and each row points at the record it comes
   from. kind: "met" "video" "phone" "introduced" "kept" "broken" "delivered" "good" "bad". source:
   "encounter" "introduction" "accord" "outcome" "judgement". day: when it happened, and from when
   on it fades. */
CREATE TABLE evidence (
    id {id},
    giver_id BIGINT NOT NULL REFERENCES individual (id) ON DELETE CASCADE,
    receiver_id BIGINT NOT NULL REFERENCES individual (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    day TEXT NOT NULL,
    source TEXT NOT NULL,
    source_id BIGINT NOT NULL,
    made BIGINT NOT NULL
);
CREATE UNIQUE INDEX evidence_once ON evidence (source, source_id, giver_id, receiver_id, kind);
CREATE INDEX evidence_by_giver ON evidence (giver_id, receiver_id);
CREATE INDEX evidence_by_receiver ON evidence (receiver_id);

/* What somebody thinks of another, for their own eyes only. good: 1, or 0 for a bad one. */
CREATE TABLE judgement (
    id {id},
    judge_id BIGINT NOT NULL REFERENCES individual (id) ON DELETE CASCADE,
    judged_id BIGINT NOT NULL REFERENCES individual (id) ON DELETE CASCADE,
    good BIGINT NOT NULL,
    day TEXT NOT NULL,
    made BIGINT NOT NULL
);
CREATE UNIQUE INDEX judgement_once ON judgement (judge_id, judged_id);
CREATE INDEX judgement_by_judged ON judgement (judged_id);

/* Who wants to be no link in introductions. */
CREATE TABLE introduction_off (
    individual_id BIGINT PRIMARY KEY REFERENCES individual (id) ON DELETE CASCADE,
    at BIGINT NOT NULL
);

/* What counts how much for a cluster, in hundredths, and after how many months it counts half; no
   row: as usual. */
CREATE TABLE trust_rule (
    cluster_id BIGINT PRIMARY KEY REFERENCES cluster (id) ON DELETE CASCADE,
    months BIGINT NOT NULL,
    met BIGINT NOT NULL,
    video BIGINT NOT NULL,
    phone BIGINT NOT NULL,
    introduced BIGINT NOT NULL,
    kept BIGINT NOT NULL,
    broken BIGINT NOT NULL,
    delivered BIGINT NOT NULL,
    good BIGINT NOT NULL,
    bad BIGINT NOT NULL,
    account_id BIGINT NOT NULL DEFAULT 0,
    at BIGINT NOT NULL
);

/* Who an individual is for those who know them: the account's name, else that of the entry they have
   now, where they work, and the cluster they manage. Who may see where somebody works is asked where
   it is read. */
CREATE VIEW acquaintance AS
SELECT i.id AS individual_id, COALESCE(a.name, p.name, '') AS name, COALESCE(p.role, '') AS role,
    COALESCE(p.organisation_id, 0) AS organisation_id,
    COALESCE((SELECT MIN(r.cluster_id) FROM role AS r
              WHERE r.account_id = i.account_id AND r.kind = 'manager'), 0) AS cluster_id
FROM individual AS i
LEFT JOIN account AS a ON a.id = i.account_id
LEFT JOIN person AS p ON p.id = (SELECT MAX(q.id) FROM person AS q
                                 WHERE q.individual_id = i.id AND q.until = '');
