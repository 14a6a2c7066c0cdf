extension DiffSQL {
  /// Links to a better file, buckets and storage keys that differ.
  ///
  /// Everything is the platform's: null, 0 and "" count as absent, and the export's own project is no other bucket. A
  /// project that is not known is taken to be the other export's, or stays a question mark in both.
  var links: String {
    """
    CREATE TEMP TABLE diff_links AS
    SELECT *
    FROM (
      SELECT
        p.pair, p.file_id, nullif(od.original_id, '') AS old_original, nullif(nd.original_id, '') AS new_original,
        nullif(nullif(ot.storage_project_id, 0), \(oldProject)) AS old_storage,
        nullif(nullif(nt.storage_project_id, 0), \(newProject)) AS new_storage,
        \(key(project: oldProject, links: "od", transfers: "ot", file: "p")) AS old_object,
        \(key(project: newProject, links: "nd", transfers: "nt", file: "p")) AS new_object,
        \(object(links: "od", file: "p")) AS old_object_id, \(object(links: "nd", file: "p")) AS new_object_id,
        coalesce(nullif(ot.storage_project_id, 0), \(oldProject)) AS old_bucket,
        coalesce(nullif(nt.storage_project_id, 0), \(newProject)) AS new_bucket,
        n.author_name, n.validator_name
      FROM diff_pairs p
      JOIN \(new.schema).files n ON n.file_key = p.new_key
      LEFT JOIN \(old.schema).duplicates od ON od.file_key = p.old_key
      LEFT JOIN \(new.schema).duplicates nd ON nd.file_key = p.new_key
      LEFT JOIN \(old.schema).transfers ot ON ot.file_key = p.old_key
      LEFT JOIN \(new.schema).transfers nt ON nt.file_key = p.new_key
      WHERE p.old_key IS NOT NULL AND (p.closer OR \(projectsDiffer ? 1 : 0))
    )
    WHERE old_original IS NOT new_original OR old_storage IS NOT new_storage AND old_bucket IS NOT new_bucket
      OR old_object IS NOT new_object;

    INSERT INTO changes (kind, file_id, field, old_value, new_value, author, validator)
    SELECT 'duplicate', file_id, 'rebound', old_original, new_original, author_name, validator_name
    FROM diff_links WHERE old_original IS NOT new_original;

    INSERT INTO changes (kind, file_id, field, old_value, new_value, author, validator)
    SELECT 'transfer', file_id, 'rebound_project', old_storage, new_storage, author_name, validator_name
    FROM diff_links WHERE old_storage IS NOT new_storage AND old_bucket IS NOT new_bucket;

    INSERT INTO changes (kind, file_id, field, old_value, new_value, author, validator)
    SELECT 'key', file_id, 'storage_key', old_object, new_object, author_name, validator_name
    FROM diff_links WHERE old_object IS NOT new_object;
    """
  }

  /// Everything that hangs together with a link that changed, in either export: `UNION` keeps each id once, so the
  /// walk is linear whatever the shape of the chains.
  ///
  /// Files are looked up in subqueries of their own: joined, SQLite would first make a Bloom filter of all files, since
  /// it can't know that these are few.
  var touchedClusters: String {
    """
    CREATE TEMP TABLE diff_touched (id TEXT PRIMARY KEY) WITHOUT ROWID;
    INSERT INTO diff_touched
    WITH RECURSIVE touched (id) AS (
      SELECT file_id FROM diff_links WHERE old_original IS NOT new_original
      UNION
      SELECT p.file_id
      FROM diff_pairs p
      CROSS JOIN \(new.schema).duplicates d ON d.file_key = p.new_key
      WHERE p.old_key IS NULL AND EXISTS (
        SELECT 1 FROM \(old.schema).duplicates od CROSS JOIN \(old.schema).files f ON f.file_key = od.file_key
        WHERE od.original_id = p.file_id AND f.export_id = \(old.exportID))
      UNION
      SELECT \(original(old, of: "t.id")) FROM touched t
      UNION
      SELECT \(fileID(old)) FROM touched t CROSS JOIN \(old.schema).duplicates d ON d.original_id = t.id
      UNION
      SELECT \(original(new, of: "t.id")) FROM touched t
      UNION
      SELECT \(fileID(new)) FROM touched t CROSS JOIN \(new.schema).duplicates d ON d.original_id = t.id
    )
    SELECT id FROM touched WHERE id <> '';
    """
  }

  /// The links of the touched files: `file_id, old_original, new_original`. A file that NEW does not show keeps its link.
  var touchedLinks: String {
    """
    SELECT t.id, nullif(\(original(old, of: "t.id")), ''),
      nullif(
        iif(
          EXISTS (
            SELECT 1 FROM \(new.schema).files f WHERE f.export_id = \(new.exportID) AND f.file_id = t.id),
          \(original(new, of: "t.id")), \(original(old, of: "t.id"))), '')
    FROM diff_touched t
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
    CREATE TEMP TABLE diff_objects (storage_key TEXT NOT NULL, object_id TEXT NOT NULL);
    \(objects(dropped: false))
    \(isPartial ? "" : objects(dropped: true))
    """
  }

  /// Only files that were added (removed) or whose key changed can bring a key of their own. What the other side refers
  /// to is looked up once for each stored object, however many keys and links share it.
  private func objects(dropped: Bool) -> String {
    let here = dropped ? old : new
    let there = dropped ? new : old
    let (hereName, hereProject) = dropped ? ("old", oldProject) : ("new", newProject)
    let thereKey = key(project: dropped ? newProject : oldProject, links: "d", transfers: "t", file: "f")
    return """
      DELETE FROM diff_objects;
      INSERT INTO diff_objects
      SELECT \(hereName)_object, \(hereName)_object_id FROM diff_links WHERE old_object IS NOT new_object;
      INSERT INTO diff_objects
      SELECT \(key(project: hereProject, links: "d", transfers: "t", file: "p")), \(object(links: "d", file: "p"))
      FROM diff_pairs p
      LEFT JOIN \(here.schema).duplicates d ON d.file_key = p.\(hereName)_key
      LEFT JOIN \(here.schema).transfers t ON t.file_key = p.\(hereName)_key
      WHERE p.\(dropped ? "new_key" : "old_key") IS NULL;
      INSERT INTO changed_objects
      SELECT storage_key, '\(dropped ? "drop" : "fetch")'
      FROM (
        WITH ids AS MATERIALIZED (SELECT DISTINCT object_id FROM diff_objects)
        SELECT storage_key FROM diff_objects
        EXCEPT
        SELECT \(thereKey)
        FROM ids
        CROSS JOIN \(there.schema).files f ON f.export_id = \(there.exportID) AND f.file_id = ids.object_id
        LEFT JOIN \(there.schema).duplicates d ON d.file_key = f.file_key
        LEFT JOIN \(there.schema).transfers t ON t.file_key = f.file_key
        EXCEPT
        SELECT \(thereKey)
        FROM ids
        CROSS JOIN \(there.schema).duplicates d ON d.original_id = ids.object_id
        CROSS JOIN \(there.schema).files f ON f.file_key = d.file_key AND f.export_id = \(there.exportID)
        LEFT JOIN \(there.schema).transfers t ON t.file_key = f.file_key);
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
      + " || '/' || \(object(links: links, file: file))"
  }

  /// The id of the stored object: of the better file, where there is one.
  private func object(links: String, file: String) -> String {
    "coalesce(nullif(\(links).original_id, ''), \(file).file_id)"
  }

  /// The better file that a file links to.
  private func original(_ side: DiffSide, of id: String) -> String {
    "(SELECT d.original_id FROM \(side.schema).files f CROSS JOIN \(side.schema).duplicates d"
      + " ON d.file_key = f.file_key WHERE f.export_id = \(side.exportID) AND f.file_id = \(id))"
  }

  /// The file that holds the link `d`, NULL where it is of another export.
  private func fileID(_ side: DiffSide) -> String {
    "(SELECT f.file_id FROM \(side.schema).files f"
      + " WHERE f.file_key = d.file_key AND f.export_id = \(side.exportID))"
  }
}
