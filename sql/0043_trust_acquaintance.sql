/* Who an individual is for those who know them: the account's name, else that of the entry they have
   now, or had last; where they work by it, and until when: on whoever reads falls to see whether that
   day has passed. And the cluster they manage. */
DROP VIEW acquaintance;
CREATE VIEW acquaintance AS
SELECT i.id AS individual_id, COALESCE(NULLIF(a.name, ''), p.name, '') AS name,
    COALESCE(p.role, '') AS role, COALESCE(p.organisation_id, 0) AS organisation_id,
    COALESCE(p.until, '') AS until,
    COALESCE((SELECT MIN(r.cluster_id) FROM role AS r
              WHERE r.account_id = i.account_id AND r.kind = 'manager'), 0) AS cluster_id
FROM individual AS i
LEFT JOIN account AS a ON a.id = i.account_id
LEFT JOIN person AS p ON p.id = (SELECT q.id FROM person AS q WHERE q.individual_id = i.id
                                 ORDER BY CASE WHEN q.until = '' THEN 0 ELSE 1 END,
                                     q.until DESC, q.id DESC LIMIT 1);
