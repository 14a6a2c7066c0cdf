import SQLite

/// Finds an export with the content that is being imported.
enum KnownExport {
  /// The export that was imported from the same bytes, with the same number of media entries: an archive has more to say
  /// than the annotation.json in it. Its name, its project and what happened to faulty records make no difference.
  ///
  /// - Returns: of several, the one with the wanted name, else with the wanted project, else the one imported first.
  static func find(
    digest: String, byteCount: Int, mediaCount: Int, options: ImportOptions, besides exportID: Int64,
    on connection: Connection
  ) throws -> ExportSummary? {
    let rows = try connection.rows(
      """
      SELECT name FROM exports e
      WHERE source_digest = :digest AND byte_count = :bytes AND export_id <> :id
        AND (SELECT count(*) FROM media m WHERE m.export_id = e.export_id) = :media
      ORDER BY name IS :name DESC, project_id IS :project DESC, export_id LIMIT 1
      """,
      parameters: [
        "digest": .text(digest), "bytes": .integer(Int64(byteCount)), "id": .integer(exportID),
        "media": .integer(Int64(mediaCount)), "name": options.name.map { .text($0) } ?? .null,
        "project": options.projectID.map { .integer(Int64($0)) } ?? .null,
      ])
    return try rows.first?.first?.text.flatMap { try connection.literalExport(named: $0) }
  }
}
