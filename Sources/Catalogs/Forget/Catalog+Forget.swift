import SQLite

extension Catalog {
  /// Removes an export and all that belongs to it.
  ///
  /// The next import uses the freed pages; `VACUUM` gives them back to the file system.
  ///
  /// - Parameter name: the export's, or `latest` or `previous`.
  /// - Returns: the export that was removed.
  /// - Throws: ``CatalogError`` where there is no such export, ``SQLFailure``.
  @discardableResult
  public func forget(_ name: String) throws -> ExportSummary {
    let export = try export(named: name)
    try withConnection { try ExportRemoval(connection: $0, exportID: export.exportID).run() }
    return export
  }
}
