extension DiffSQL {
  /// Links to a better file, buckets and storage keys that differ.
  ///
  /// The key is the platform's: null, 0 and "" count as absent. A project that is not known is taken to be the other
  /// export's, or stays a question mark in both.
  var links: String {
    """
    CREATE TEMP TABLE diff_links AS
    SELECT *
    FROM (
      SELECT
        p.pair, p.file_id, od.original_id AS old_original, nd.original_id AS new_original,
        ot.storage_project_id AS old_storage, nt.storage_project_id AS new_storage,
        \(key(project: oldProject, links: "od", transfers: "ot", file: "p")) AS old_object,
        \(key(project: newProject, links: "nd", transfers: "nt", file: "p")) AS new_object,
        n.author_name, n.validator_name
      FROM diff_pairs p
      JOIN \(new.schema).files n ON n.file_key = p.new_key
      LEFT JOIN \(old.schema).duplicates od ON od.file_key = p.old_key
      LEFT JOIN \(new.schema).duplicates nd ON nd.file_key = p.new_key
      LEFT JOIN \(old.schema).transfers ot ON ot.file_key = p.old_key
      LEFT JOIN \(new.schema).transfers nt ON nt.file_key = p.new_key
      WHERE p.old_key IS NOT NULL AND (p.closer OR \(projectsDiffer ? 1 : 0))
    )
    WHERE old_original IS NOT new_original OR old_storage IS NOT new_storage OR old_object IS NOT new_object;

    INSERT INTO changes (kind, file_id, field, old_value, new_value, author, validator)
    SELECT 'duplicate', file_id, 'rebound', old_original, new_original, author_name, validator_name
    FROM diff_links WHERE old_original IS NOT new_original;

    INSERT INTO changes (kind, file_id, field, old_value, new_value, author, validator)
    SELECT 'transfer', file_id, 'rebound_project', old_storage, new_storage, author_name, validator_name
    FROM diff_links WHERE old_storage IS NOT new_storage;

    INSERT INTO changes (kind, file_id, field, old_value, new_value, author, validator)
    SELECT 'key', file_id, 'storage_key', old_object, new_object, author_name, validator_name
    FROM diff_links WHERE old_object IS NOT new_object;
    """
  }

  /// Everything that hangs together with a link that changed, in either export: `UNION` keeps each id once, so the
  /// walk is linear whatever the shape of the chains.
  var touchedClusters: String {
    """
    CREATE TEMP TABLE diff_touched (id TEXT PRIMARY KEY) WITHOUT ROWID;
    INSERT INTO diff_touched
    WITH RECURSIVE touched (id) AS (
      SELECT file_id FROM diff_links WHERE old_original IS NOT new_original
      UNION
      SELECT p.file_id
      FROM diff_pairs p
      JOIN \(new.schema).duplicates d ON d.file_key = p.new_key
      WHERE p.old_key IS NULL AND EXISTS (
        SELECT 1 FROM \(old.schema).duplicates od JOIN \(old.schema).files f ON f.file_key = od.file_key
        WHERE od.original_id = p.file_id AND f.export_id = \(old.exportID))
      UNION
      SELECT d.original_id FROM touched t \(originalsJoin(old))
      UNION
      SELECT f.file_id FROM touched t \(copiesJoin(old))
      UNION
      SELECT d.original_id FROM touched t \(originalsJoin(new))
      UNION
      SELECT f.file_id FROM touched t \(copiesJoin(new))
    )
    SELECT id FROM touched WHERE id <> '';
    """
  }

  /// The links of the touched files: `file_id, old_original, new_original`. A file that NEW does not show keeps its link.
  var touchedLinks: String {
    """
    SELECT t.id, nullif(od.original_id, ''),
      nullif(CASE WHEN n.file_key IS NULL THEN od.original_id ELSE nd.original_id END, '')
    FROM diff_touched t
    LEFT JOIN \(old.schema).files o ON o.export_id = \(old.exportID) AND o.file_id = t.id
    LEFT JOIN \(old.schema).duplicates od ON od.file_key = o.file_key
    LEFT JOIN \(new.schema).files n ON n.export_id = \(new.exportID) AND n.file_id = t.id
    LEFT JOIN \(new.schema).duplicates nd ON nd.file_key = n.file_key
    """
  }

  /// One row per cluster whose original changed.
  var clusters: String {
    """
    INSERT INTO changes (kind, field, old_value, new_value, files)
    SELECT 'cluster', 'rebound', old_original, new_original, count(*)
    FROM changed_clusters GROUP BY old_original, new_original;
    """
  }

  /// The keys that only NEW refers to (`fetch`) and, unless NEW is partial, those that only OLD does (`drop`).
  var objects: String {
    """
    CREATE TEMP TABLE changed_objects (storage_key TEXT PRIMARY KEY, fate TEXT NOT NULL) WITHOUT ROWID;
    INSERT INTO changed_objects SELECT storage_key, 'fetch' FROM (\(objects(dropped: false)));
    """
      + (isPartial
        ? ""
        : """

        INSERT INTO changed_objects SELECT storage_key, 'drop' FROM (\(objects(dropped: true)));
        """)
  }

  /// Only files that were added (removed) or whose key changed can bring a key of their own.
  private func objects(dropped: Bool) -> String {
    let here = dropped ? old : new
    let there = dropped ? new : old
    let (kind, value) = dropped ? ("removed", "old_value") : ("added", "new_value")
    return """
      WITH candidates AS (
        SELECT \(value) AS storage_key FROM changes WHERE kind = 'key'
        UNION
        SELECT \(key(project: dropped ? oldProject : newProject, links: "d", transfers: "t", file: "f"))
        FROM changes c
        JOIN \(here.schema).files f ON f.export_id = \(here.exportID) AND f.file_id = c.file_id
        LEFT JOIN \(here.schema).duplicates d ON d.file_key = f.file_key
        LEFT JOIN \(here.schema).transfers t ON t.file_key = f.file_key
        WHERE c.kind = '\(kind)'
      ),
      parts AS (
        SELECT storage_key, substr(storage_key, instr(storage_key, '/') + 1) AS object_id FROM candidates
      ),
      users (storage_key, used_key) AS (
        SELECT p.storage_key, \(key(project: dropped ? newProject : oldProject, links: "d", transfers: "t", file: "f"))
        FROM parts p
        JOIN \(there.schema).files f ON f.export_id = \(there.exportID) AND f.file_id = p.object_id
        LEFT JOIN \(there.schema).duplicates d ON d.file_key = f.file_key
        LEFT JOIN \(there.schema).transfers t ON t.file_key = f.file_key
        UNION ALL
        SELECT p.storage_key, \(key(project: dropped ? newProject : oldProject, links: "d", transfers: "t", file: "f"))
        FROM parts p
        JOIN \(there.schema).duplicates d ON d.original_id = p.object_id
        JOIN \(there.schema).files f ON f.file_key = d.file_key AND f.export_id = \(there.exportID)
        LEFT JOIN \(there.schema).transfers t ON t.file_key = f.file_key
      )
      SELECT storage_key FROM parts
      EXCEPT
      SELECT storage_key FROM users WHERE used_key = storage_key
      """
  }

  private var oldProject: String { literal(old.projectID ?? new.projectID) }
  private var newProject: String { literal(new.projectID ?? old.projectID) }

  private func literal(_ project: Int64?) -> String {
    guard let project, project != 0 else { return "'?'" }
    return String(project)
  }

  private func key(project: String, links: String, transfers: String, file: String) -> String {
    "'project_' || coalesce(nullif(\(transfers).storage_project_id, 0), \(project))"
      + " || '/' || coalesce(nullif(\(links).original_id, ''), \(file).file_id)"
  }

  private func originalsJoin(_ side: DiffSide) -> String {
    "JOIN \(side.schema).files f ON f.export_id = \(side.exportID) AND f.file_id = t.id"
      + " JOIN \(side.schema).duplicates d ON d.file_key = f.file_key"
  }

  private func copiesJoin(_ side: DiffSide) -> String {
    "JOIN \(side.schema).duplicates d ON d.original_id = t.id"
      + " JOIN \(side.schema).files f ON f.file_key = d.file_key AND f.export_id = \(side.exportID)"
  }
}
