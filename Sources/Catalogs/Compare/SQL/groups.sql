-- The attribute groups of the files to look at closely, each with its label ids as one sorted text.
CREATE TEMP TABLE diff_groups (
  pair     INTEGER NOT NULL,
  side     INTEGER NOT NULL,              -- 0 in OLD, 1 in NEW
  group_no INTEGER NOT NULL,
  uid      TEXT NOT NULL,
  labels   TEXT NOT NULL,
  extra    TEXT,
  PRIMARY KEY (pair, side, group_no)
) WITHOUT ROWID;

-- Groups not matched yet, numbered among their equals.
CREATE TEMP TABLE diff_ranked (
  pair     INTEGER NOT NULL,
  side     INTEGER NOT NULL,
  uid      TEXT NOT NULL,
  labels   TEXT NOT NULL,
  copy     INTEGER NOT NULL,
  group_no INTEGER NOT NULL,
  PRIMARY KEY (pair, side, uid, labels, copy)
) WITHOUT ROWID;

-- Which group of OLD is which group of NEW.
CREATE TEMP TABLE diff_matches (
  match  INTEGER PRIMARY KEY,
  pair   INTEGER NOT NULL,
  old_no INTEGER,
  new_no INTEGER,
  uid    TEXT NOT NULL
);

-- The labels of matched groups.
CREATE TEMP TABLE diff_labels (
  match        INTEGER NOT NULL,
  side         INTEGER NOT NULL,
  attribute_id INTEGER NOT NULL,
  copy         INTEGER NOT NULL,
  name         TEXT NOT NULL,
  PRIMARY KEY (match, side, attribute_id, copy)
) WITHOUT ROWID;

INSERT INTO diff_groups
SELECT
  p.pair, 0, g.group_no, g.uid,
  coalesce((
    SELECT group_concat(attribute_id)
    FROM (
      SELECT a.attribute_id
      FROM diff_old_group_attributes ga
      CROSS JOIN diff_old_attributes a ON a.attribute_key = ga.attribute_key
      WHERE ga.file_key = g.file_key AND ga.group_no = g.group_no
      ORDER BY a.attribute_id)), ''),
  g.extra
FROM diff_pairs p
CROSS JOIN diff_old_attribute_groups g ON g.file_key = p.old_key
WHERE p.closer;

INSERT INTO diff_groups
SELECT
  p.pair, 1, g.group_no, g.uid,
  coalesce((
    SELECT group_concat(attribute_id)
    FROM (
      SELECT a.attribute_id
      FROM diff_new_group_attributes ga
      CROSS JOIN diff_new_attributes a ON a.attribute_key = ga.attribute_key
      WHERE ga.file_key = g.file_key AND ga.group_no = g.group_no
      ORDER BY a.attribute_id)), ''),
  g.extra
FROM diff_pairs p
CROSS JOIN diff_new_attribute_groups g ON g.file_key = p.new_key
WHERE p.closer;
