import SQLite

extension Catalog {
  /// Removes an export and all that belongs to it.
  ///
  /// The freed pages are used by the next import; `VACUUM` gives them back to the file system.
  ///
  /// - Returns: the export that was removed.
  /// - Throws: ``CatalogError`` where there is no such export, ``SQLFailure``.
  @discardableResult
  public func forget(_ name: String) throws -> ExportSummary {
    let export = try export(named: name)
    try withConnection { try ExportRemoval(connection: $0, exportID: export.exportID).run() }
    return export
  }
}
