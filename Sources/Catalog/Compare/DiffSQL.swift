/// The statements of a comparison, in the order they run: each fills temporary tables from those before it.
///
/// Nothing here compares every file with every other. The first statement joins the two exports on their unique index
/// and keeps what differs; the rest looks at that alone.
///
///     diff_pairs     files that are in one export only, or that differ somewhere
///     diff_links     of these: links, buckets and storage keys that differ
///     diff_people    names that changed on all of a person's files
///     diff_ranked    attribute groups not matched yet, numbered among their equals
///     diff_matches   which group of OLD is which group of NEW
///     diff_labels    the labels of the groups that differ
///     changes        the result: one row per change
///     changed_clusters, changed_objects    files of clusters with another original; keys to fetch or to drop
struct DiffSQL {
  /// The schema and the id of the older export; the schema is one of ours, never a user's text.
  let old: DiffSide
  /// The same of the newer one.
  let new: DiffSide
  /// Absence from NEW says nothing.
  let isPartial: Bool

  /// The temporary tables that only the comparison itself needs.
  static let scratch = [
    "diff_pairs", "diff_links", "diff_people", "diff_names", "diff_ranked", "diff_matches", "diff_labels",
    "diff_groups", "diff_touched", "diff_objects",
  ]

  /// Removes what an earlier comparison on this connection left.
  var clear: String {
    (Self.scratch + ["changes", "changed_clusters", "changed_objects"]).map { "DROP TABLE IF EXISTS temp.\($0);" }
      .joined(separator: "\n")
  }

  /// Removes what only the comparison needed.
  var clearScratch: String {
    Self.scratch.map { "DROP TABLE IF EXISTS temp.\($0);" }.joined(separator: "\n")
  }

  /// The result. `old` and `new` are the same in all rows, so they are defaults.
  var createChanges: String {
    """
    CREATE TEMP TABLE changes (
      change_no    INTEGER PRIMARY KEY,
      old          TEXT NOT NULL DEFAULT \(old.quotedName),
      new          TEXT NOT NULL DEFAULT \(new.quotedName),
      file_id      TEXT,
      kind         TEXT NOT NULL,
      field        TEXT,
      old_value,
      new_value,
      group_uid    TEXT,
      attribute_id INTEGER,
      author       TEXT,
      validator    TEXT,
      noise        INTEGER NOT NULL DEFAULT 0,
      files        INTEGER
    );
    CREATE TEMP TABLE changed_clusters (
      old_original TEXT NOT NULL,
      new_original TEXT NOT NULL,
      file_id      TEXT NOT NULL
    );
    """
  }

  /// Files of OLD that are not in NEW or differ there. `differs` has a bit per column, see ``DiffColumn``; links, groups
  /// and unknown fields are looked at where `closer` says that the digests differ.
  ///
  /// Where the exports are of different projects, every file's key may have changed, so all pairs are kept.
  var pairs: String {
    """
    CREATE TEMP TABLE diff_pairs (
      pair    INTEGER PRIMARY KEY,
      file_id TEXT NOT NULL,
      old_key INTEGER,
      new_key INTEGER,
      closer  INTEGER NOT NULL,
      differs INTEGER NOT NULL
    );
    INSERT INTO diff_pairs (file_id, old_key, new_key, closer, differs)
    SELECT
      o.file_id, o.file_key, n.file_key, n.file_key IS NOT NULL AND o.digest <> n.digest,
      CASE WHEN n.file_key IS NOT NULL THEN
        \(DiffColumn.allCases.map { "((o.\($0.rawValue) IS NOT n.\($0.rawValue)) * \($0.bit))" }.joined(separator: " | "))
      ELSE 0 END
    FROM \(old.schema).files o
    LEFT JOIN \(new.schema).files n ON n.export_id = \(new.exportID) AND n.file_id = o.file_id
    WHERE o.export_id = \(old.exportID)
      AND (n.file_key IS NULL OR o.digest <> n.digest OR o.validator_name IS NOT n.validator_name
        OR o.update_date IS NOT n.update_date OR o.related_duplicates IS NOT n.related_duplicates
        OR \(projectsDiffer ? 1 : 0));
    """
  }

  /// Files that are in NEW only. Not run where the counts say that there are none.
  var added: String {
    """
    INSERT INTO diff_pairs (file_id, old_key, new_key, closer, differs)
    SELECT n.file_id, NULL, n.file_key, 0, 0
    FROM \(new.schema).files n
    WHERE n.export_id = \(new.exportID)
      AND NOT EXISTS (
        SELECT 1 FROM \(old.schema).files o WHERE o.export_id = \(old.exportID) AND o.file_id = n.file_id);
    """
  }

  /// Added and removed files, with the status they have or had. People whom the comparison takes for renamed have their
  /// new name on removed files too, so that all their rows are found by one name.
  var filesOnOneSide: String {
    """
    INSERT INTO changes (kind, file_id, field, new_value, author, validator)
    SELECT 'added', p.file_id, 'status', n.status, n.author_name, n.validator_name
    FROM diff_pairs p JOIN \(new.schema).files n ON n.file_key = p.new_key
    WHERE p.old_key IS NULL;
    """
      + (isPartial
        ? ""
        : """

        INSERT INTO changes (kind, file_id, field, old_value, author, validator)
        SELECT 'removed', p.file_id, 'status', o.status, coalesce(a.new_name, o.author_name),
          coalesce(v.new_name, o.validator_name)
        FROM diff_pairs p
        JOIN \(old.schema).files o ON o.file_key = p.old_key
        LEFT JOIN diff_people a ON a.old_name = o.author_name
        LEFT JOIN diff_people v ON v.old_name = o.validator_name
        WHERE p.new_key IS NULL;
        """)
  }

  /// One row per plain column that differs.
  var columns: String {
    DiffColumn.allCases.map { column in
      let explained =
        column.isPerson
        ? "AND NOT EXISTS (SELECT 1 FROM diff_people x WHERE x.old_name = o.\(column.rawValue)"
          + " AND x.new_name = n.\(column.rawValue))"
        : ""
      return """
        INSERT INTO changes (kind, file_id, field, old_value, new_value, author, validator, noise)
        SELECT '\(column.kind.rawValue)', p.file_id, '\(column.rawValue)', o.\(column.rawValue), n.\(column.rawValue),
          n.author_name, n.validator_name, \(column.kind.isNoiseAlone ? 1 : 0)
        FROM diff_pairs p
        JOIN \(old.schema).files o ON o.file_key = p.old_key
        JOIN \(new.schema).files n ON n.file_key = p.new_key
        WHERE p.differs & \(column.bit) \(explained);
        """
    }.joined(separator: "\n")
  }

  /// Fields that this version does not know, compared as JSON values. Links that count as absent are none of them.
  var unknownFields: String {
    """
    INSERT INTO changes (kind, file_id, field, old_value, new_value, author, validator)
    SELECT 'extra', file_id, 'extra', old_extra, new_extra, author_name, validator_name
    FROM (
      SELECT
        p.file_id, \(unknownFields(of: "o")) AS old_extra, \(unknownFields(of: "n")) AS new_extra, n.author_name,
        n.validator_name
      FROM diff_pairs p
      JOIN \(old.schema).files o ON o.file_key = p.old_key
      JOIN \(new.schema).files n ON n.file_key = p.new_key
      WHERE p.closer AND o.extra IS NOT n.extra)
    WHERE canonical_json(old_extra, 'object') IS NOT canonical_json(new_extra, 'object');
    """
  }

  private func unknownFields(of file: String) -> String {
    "CASE WHEN json_valid(\(file).extra) THEN nullif(json_remove(\(file).extra, '$.rebound', '$.rebound_project'), '{}')"
      + " ELSE \(file).extra END"
  }

  /// A save without change moves the validator too: only beside a real change is that one as well.
  var settleNoise: String {
    """
    UPDATE changes SET noise = 0
    WHERE kind = 'validator' AND file_id IN (SELECT file_id FROM changes WHERE noise = 0 AND file_id IS NOT NULL);
    """
  }

  var projectsDiffer: Bool {
    guard let old = old.projectID, let new = new.projectID else { return false }
    return old != new
  }
}
