extension DiffSQL {
  /// The attribute groups of the files to look at closely, each with its label ids as one sorted text.
  var groups: String {
    """
    CREATE TEMP TABLE diff_groups (
      pair     INTEGER NOT NULL,
      side     INTEGER NOT NULL,
      group_no INTEGER NOT NULL,
      uid      TEXT NOT NULL,
      labels   TEXT NOT NULL,
      extra    TEXT,
      PRIMARY KEY (pair, side, group_no)
    ) WITHOUT ROWID;
    CREATE TEMP TABLE diff_ranked (
      pair     INTEGER NOT NULL,
      side     INTEGER NOT NULL,
      uid      TEXT NOT NULL,
      labels   TEXT NOT NULL,
      copy     INTEGER NOT NULL,
      group_no INTEGER NOT NULL,
      PRIMARY KEY (pair, side, uid, labels, copy)
    ) WITHOUT ROWID;
    CREATE TEMP TABLE diff_matches (
      match  INTEGER PRIMARY KEY,
      pair   INTEGER NOT NULL,
      old_no INTEGER,
      new_no INTEGER,
      uid    TEXT NOT NULL
    );
    CREATE TEMP TABLE diff_labels (
      match        INTEGER NOT NULL,
      side         INTEGER NOT NULL,
      attribute_id INTEGER NOT NULL,
      copy         INTEGER NOT NULL,
      name         TEXT NOT NULL,
      PRIMARY KEY (match, side, attribute_id, copy)
    ) WITHOUT ROWID;
    \(groups(of: old, side: 0, key: "old_key"))
    \(groups(of: new, side: 1, key: "new_key"))
    """
  }

  /// Pairs groups one to one: those that are the same, then those of one uid, then those of one content. What is left
  /// was put on or taken off.
  var matchGroups: String {
    """
    \(match(uid: "uid", labels: "labels"))
    \(takeMatches)
    DELETE FROM diff_matches;
    \(match(uid: "uid", labels: "''"))
    \(takeMatches)
    \(labels)
    DELETE FROM diff_matches;
    \(match(uid: "''", labels: "labels"))
    INSERT INTO changes (kind, file_id, field, old_value, new_value, group_uid, author, validator, noise)
    SELECT 'group_uid', p.file_id, 'uid', o.uid, n.uid, n.uid, f.author_name, f.validator_name, 1
    FROM diff_matches m
    JOIN diff_pairs p ON p.pair = m.pair
    JOIN diff_groups o ON o.pair = m.pair AND o.side = 0 AND o.group_no = m.old_no
    JOIN diff_groups n ON n.pair = m.pair AND n.side = 1 AND n.group_no = m.new_no
    JOIN \(new.schema).files f ON f.file_key = p.new_key;
    \(takeMatches)
    DELETE FROM diff_matches;
    INSERT INTO diff_matches (pair, old_no, new_no, uid)
    SELECT pair, iif(side = 0, group_no, NULL), iif(side = 1, group_no, NULL), uid FROM diff_groups;
    INSERT INTO changes (kind, file_id, field, old_value, new_value, group_uid, author, validator)
    SELECT iif(g.side = 0, 'group_removed', 'group_added'), p.file_id, 'attributes',
      iif(g.side = 0, '[' || g.labels || ']', NULL), iif(g.side = 1, '[' || g.labels || ']', NULL),
      g.uid, f.author_name, f.validator_name
    FROM diff_groups g
    JOIN diff_pairs p ON p.pair = g.pair
    JOIN \(new.schema).files f ON f.file_key = p.new_key;
    \(labels)
    DROP TABLE temp.diff_groups;
    """
  }

  private func groups(of side: DiffSide, side number: Int, key: String) -> String {
    """
    INSERT INTO diff_groups
    SELECT p.pair, \(number), g.group_no, g.uid, coalesce((
      SELECT group_concat(attribute_id) FROM (
        SELECT a.attribute_id
        FROM \(side.schema).group_attributes ga
        JOIN \(side.schema).attributes a ON a.attribute_key = ga.attribute_key
        WHERE ga.file_key = g.file_key AND ga.group_no = g.group_no
        ORDER BY a.attribute_id)), ''), g.extra
    FROM diff_pairs p
    JOIN \(side.schema).attribute_groups g ON g.file_key = p.\(key)
    WHERE p.closer;
    """
  }

  /// Equals are numbered on both sides, and equal numbers are a pair.
  private func match(uid: String, labels: String) -> String {
    """
    DELETE FROM diff_ranked;
    INSERT INTO diff_ranked
    SELECT pair, side, \(uid), \(labels),
      row_number() OVER (PARTITION BY pair, side, \(uid), \(labels) ORDER BY labels, extra, uid, group_no), group_no
    FROM diff_groups;
    INSERT INTO diff_matches (pair, old_no, new_no, uid)
    SELECT o.pair, o.group_no, n.group_no, n.uid
    FROM diff_ranked o
    JOIN diff_ranked n
      ON n.pair = o.pair AND n.side = 1 AND n.uid = o.uid AND n.labels = o.labels AND n.copy = o.copy
    WHERE o.side = 0;
    """
  }

  /// Takes matched groups out, after a look at their unknown fields.
  private var takeMatches: String {
    """
    INSERT INTO changes (kind, file_id, field, old_value, new_value, group_uid, author, validator)
    SELECT 'extra', p.file_id, 'attributes.extra', o.extra, n.extra, n.uid, f.author_name, f.validator_name
    FROM diff_matches m
    JOIN diff_groups o ON o.pair = m.pair AND o.side = 0 AND o.group_no = m.old_no
    JOIN diff_groups n ON n.pair = m.pair AND n.side = 1 AND n.group_no = m.new_no
    JOIN diff_pairs p ON p.pair = m.pair
    JOIN \(new.schema).files f ON f.file_key = p.new_key
    WHERE o.extra IS NOT n.extra
      AND canonical_json(o.extra, 'object') IS NOT canonical_json(n.extra, 'object');
    DELETE FROM diff_groups WHERE (pair, side, group_no) IN (
      SELECT pair, 0, old_no FROM diff_matches UNION ALL SELECT pair, 1, new_no FROM diff_matches);
    """
  }

  /// The labels of matched groups that the other side lacks, each as often as it is missing there.
  private var labels: String {
    """
    DELETE FROM diff_labels;
    \(labels(of: old, side: 0, key: "old_key", group: "old_no"))
    \(labels(of: new, side: 1, key: "new_key", group: "new_no"))
    INSERT INTO changes (kind, file_id, field, old_value, new_value, group_uid, attribute_id, author, validator)
    SELECT iif(l.side = 0, 'label_removed', 'label_added'), p.file_id, 'attributes',
      iif(l.side = 0, l.name, NULL), iif(l.side = 1, l.name, NULL), m.uid, l.attribute_id,
      f.author_name, f.validator_name
    FROM diff_labels l
    JOIN diff_matches m ON m.match = l.match
    JOIN diff_pairs p ON p.pair = m.pair
    JOIN \(new.schema).files f ON f.file_key = p.new_key
    WHERE NOT EXISTS (
      SELECT 1 FROM diff_labels x
      WHERE x.match = l.match AND x.side = 1 - l.side AND x.attribute_id = l.attribute_id AND x.copy = l.copy);
    """
  }

  private func labels(of side: DiffSide, side number: Int, key: String, group: String) -> String {
    """
    INSERT INTO diff_labels
    SELECT m.match, \(number), a.attribute_id,
      row_number() OVER (PARTITION BY m.match, a.attribute_id ORDER BY ga.position), a.name
    FROM diff_matches m
    JOIN diff_pairs p ON p.pair = m.pair
    JOIN \(side.schema).group_attributes ga ON ga.file_key = p.\(key) AND ga.group_no = m.\(group)
    JOIN \(side.schema).attributes a ON a.attribute_key = ga.attribute_key;
    """
  }
}
