import ExportFormat
import SQLite

/// Moves links of an export that count as absent, where its project is set or its catalog is brought up to date.
///
/// `rebound_project` says in which project's bucket the bytes are. Where it is 0 or the export's own project, the file is
/// no transfer, and the value is kept in `files.extra` for an extract. The project can be set after the import, so rows
/// may have to move between `transfers` and `extra`. An empty `rebound` is kept in `extra` too; catalogs
/// of older versions have it in `duplicates`.
struct AbsentLinks {
  let connection: Connection
  let exportID: Int64
  /// The export's project from now on.
  let projectID: Int64?

  /// Moves the links, and computes the digests of their files again. The caller has a transaction open.
  func settle() throws {
    let moved = try Set(takeTransfers() + takeDuplicates() + giveBackTransfers())
    try renewDigests(of: moved.sorted())
  }

  /// Moves transfers from the own project, or from project 0, to `extra`.
  private func takeTransfers() throws -> [Int64] {
    let rows = try connection.rows(
      """
      SELECT f.file_key, f.extra, t.storage_project_id
      FROM transfers t JOIN files f ON f.file_key = t.file_key
      WHERE f.export_id = :export AND t.storage_project_id IN (0, :project)
      """, parameters: ["export": .integer(exportID), "project": projectID.map(QueryValue.integer) ?? .null])
    return try rows.compactMap { row in
      guard let key = row[0].integer, let storage = row[2].integer else { return nil }
      _ = try connection.rows("DELETE FROM transfers WHERE file_key = :key", parameters: ["key": .integer(key)])
      try setExtra(ExtraFields(row[1].text).with(.reboundProject, String(storage)), of: key)
      return key
    }
  }

  /// Moves duplicates of a file without an id to `extra`; older versions stored them.
  private func takeDuplicates() throws -> [Int64] {
    let rows = try connection.rows(
      """
      SELECT f.file_key, f.extra
      FROM duplicates d JOIN files f ON f.file_key = d.file_key
      WHERE d.original_id = '' AND f.export_id = :export
      """, parameters: ["export": .integer(exportID)])
    return try rows.compactMap { row in
      guard let key = row[0].integer else { return nil }
      _ = try connection.rows("DELETE FROM duplicates WHERE file_key = :key", parameters: ["key": .integer(key)])
      try setExtra(ExtraFields(row[1].text).with(.rebound, "\"\""), of: key)
      return key
    }
  }

  /// Moves links to a project that is not the own one, but was, from `extra` to `transfers`.
  private func giveBackTransfers() throws -> [Int64] {
    let rows = try connection.rows(
      """
      SELECT file_key, extra FROM files
      WHERE export_id = :export AND extra IS NOT NULL AND instr(extra, '"rebound_project":') > 0
        AND file_key NOT IN (SELECT file_key FROM transfers)
      """, parameters: ["export": .integer(exportID)])
    return try rows.compactMap { row in
      let extra = ExtraFields(row[1].text)
      guard let key = row[0].integer, let storage = extra.value(of: .reboundProject).flatMap({ Int64($0) }),
        storage != 0, storage != projectID
      else { return nil }
      _ = try connection.rows(
        "INSERT INTO transfers (file_key, storage_project_id) VALUES (:key, :storage)",
        parameters: ["key": .integer(key), "storage": .integer(storage)])
      try setExtra(extra.without(.reboundProject), of: key)
      return key
    }
  }

  private func setExtra(_ extra: String?, of key: Int64) throws {
    _ = try connection.rows(
      "UPDATE files SET extra = :extra WHERE file_key = :key",
      parameters: ["extra": extra.map(QueryValue.text) ?? .null, "key": .integer(key)])
  }

  /// Writes the records back as an export and reads them again: only one place knows what a digest is made of.
  private func renewDigests(of keys: [Int64]) throws {
    for start in stride(from: 0, to: keys.count, by: 500) {
      let some = keys[start..<min(start + 500, keys.count)]
      let list = some.map(String.init).joined(separator: ", ")
      var bytes: [UInt8] = []
      _ = try Extractor(
        connection: connection, exportID: exportID, condition: ExtractCondition("f.file_key IN (\(list))"),
        parameters: [:]
      ).run { bytes += $0 }
      let reader = ExportReader(sources: [MemorySource(bytes)], projectID: projectID.map { Int($0) })
      let batch = RecordBatch()
      var rest = some
      while try reader.fill(batch) {
        for index in 0..<batch.decoded.records.count {
          guard let key = rest.popFirst() else { return }
          _ = try connection.rows(
            "UPDATE files SET digest = :digest WHERE file_key = :key",
            parameters: [
              "digest": .integer(Int64(bitPattern: batch.decoded.records[index].digest)), "key": .integer(key),
            ])
        }
      }
    }
  }
}
