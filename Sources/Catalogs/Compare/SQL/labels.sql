-- The labels of matched groups that the other side lacks, each as often as it is missing there.
DELETE FROM diff_labels;

INSERT INTO diff_labels
SELECT
  m.match, 0, a.attribute_id, row_number() OVER (PARTITION BY m.match, a.attribute_id ORDER BY ga.position), a.name
FROM diff_matches m
CROSS JOIN diff_pairs p ON p.pair = m.pair
CROSS JOIN diff_old_group_attributes ga ON ga.file_key = p.old_key AND ga.group_no = m.old_no
CROSS JOIN diff_old_attributes a ON a.attribute_key = ga.attribute_key;

INSERT INTO diff_labels
SELECT
  m.match, 1, a.attribute_id, row_number() OVER (PARTITION BY m.match, a.attribute_id ORDER BY ga.position), a.name
FROM diff_matches m
CROSS JOIN diff_pairs p ON p.pair = m.pair
CROSS JOIN diff_new_group_attributes ga ON ga.file_key = p.new_key AND ga.group_no = m.new_no
CROSS JOIN diff_new_attributes a ON a.attribute_key = ga.attribute_key;

INSERT INTO changes (kind, file_id, field, old_value, new_value, group_uid, attribute_id, author, validator)
SELECT
  iif(l.side = 0, 'label_removed', 'label_added'), p.file_id, 'attributes', iif(l.side = 0, l.name, NULL),
  iif(l.side = 1, l.name, NULL), m.uid, l.attribute_id, f.author_name, f.validator_name
FROM diff_labels l
JOIN diff_matches m ON m.match = l.match
JOIN diff_pairs p ON p.pair = m.pair
CROSS JOIN diff_new_files f ON f.file_key = p.new_key
WHERE NOT EXISTS (
  SELECT 1 FROM diff_labels x
  WHERE x.match = l.match AND x.side = 1 - l.side AND x.attribute_id = l.attribute_id AND x.copy = l.copy);
