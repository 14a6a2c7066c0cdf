import SQLite

extension Catalog {
  /// Gives an export another name.
  ///
  /// - Parameters:
  ///   - old: its name, or `latest` or `previous`. An export that an older program named so comes first, so that it can
  ///     be renamed.
  ///   - new: its name from now on.
  /// - Returns: the export as it was.
  /// - Throws: ``CatalogError`` where there is no such export, or where the new name is taken or can't be one;
  ///   ``SQLFailure``.
  @discardableResult
  public func rename(_ old: String, to new: String) throws -> ExportSummary {
    try ExportNames.check(new)
    return try withWriteTransaction { connection in
      let export = try connection.literalExport(named: old) ?? connection.export(named: old)
      if let other = try connection.literalExport(named: new), other.exportID != export.exportID {
        throw CatalogError.nameInUse(new)
      }
      let values: [String: QueryValue] = ["name": .text(new), "id": .integer(export.exportID)]
      _ = try connection.rows("UPDATE main.exports SET name = :name WHERE export_id = :id", parameters: values)
      try connection.confirm(.exports, where: "export_id = :id AND name = :name", parameters: values)
      return export
    }
  }
}
