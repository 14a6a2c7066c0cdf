-- Pairs groups one to one, by uid, by labels or by both: equals are numbered on both sides, and equal numbers are a
-- pair.
DELETE FROM diff_matches;
DELETE FROM diff_ranked;

INSERT INTO diff_ranked
SELECT
  pair, side, iif(:by_uid, uid, ''), iif(:by_labels, labels, ''),
  row_number() OVER (
    PARTITION BY pair, side, iif(:by_uid, uid, ''), iif(:by_labels, labels, '')
    ORDER BY labels, extra, uid, group_no),
  group_no
FROM diff_groups;

INSERT INTO diff_matches (pair, old_no, new_no, uid)
SELECT o.pair, o.group_no, n.group_no, n.uid
FROM diff_ranked o
JOIN diff_ranked n ON n.pair = o.pair AND n.side = 1 AND n.uid = o.uid AND n.labels = o.labels AND n.copy = o.copy
WHERE o.side = 0;
