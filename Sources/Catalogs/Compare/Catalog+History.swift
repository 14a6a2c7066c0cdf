public import SQLite

extension Catalog {
  /// One file in every export of the catalog, the oldest first.
  ///
  /// - Parameter file: the file's id.
  /// - Returns: a row per export: what the file is there, and in `changed` what differs from the export before
  ///   (`first seen`, `gone`, or the fields); an export without the file has nothing but that.
  /// - Throws: ``CatalogError/noFile(id:)`` where no export has it, ``SQLFailure``.
  public func history(of file: String) throws -> QueryResult {
    try withConnection { _ = try CatalogShape.checked(on: $0) }
    let result = try result(of: SQLTexts.history, parameters: ["file_id": .text(file)])
    guard result.rows.contains(where: { $0[1] != .null }) else { throw CatalogError.noFile(id: file) }
    return result
  }
}
