package import SQLite

/// Which export is the newest: the one place that says so.
///
/// `latest` is the export whose content is newest, whenever it was imported: the one with the greatest `newest_date`,
/// and of several with the same date, the one imported last. `previous` is the one before it. An export without files has
/// no date, and is older than all others. The order is over the whole catalog, across projects.
package enum ExportOrder {
  /// The terms of `ORDER BY` over exports, the newest first.
  package static let newestFirst = "newest_date DESC, export_id DESC"

  /// The expression for the newest date of an export, where it is not stored.
  ///
  /// - Parameters:
  ///   - exports: the name of the table of exports in the statement.
  ///   - schema: `main`, or the name that the catalog is attached as.
  static func computedDate(of exports: String, in schema: String) -> String {
    """
    (SELECT max(max(f.upload_date, coalesce(f.update_date, ''))) FROM \(SchemaNames.quoted(schema)).files f \
    WHERE f.export_id = \(exports).export_id)
    """
  }

  /// The expression for the name of the nth newest export, from 0, in any tool and a catalog of any version.
  static func name(_ number: Int) -> String {
    // In a catalog of version 1, exports have no newest_date, and the name means the NULL of the outermost query.
    """
    (SELECT (SELECT name FROM (SELECT e.name, e.export_id, coalesce(newest_date, (SELECT max(max(f.upload_date, \
    coalesce(f.update_date, ''))) FROM files f WHERE f.export_id = e.export_id)) AS newest FROM exports e) \
    ORDER BY newest DESC, export_id DESC LIMIT 1 OFFSET \(number)) FROM (SELECT NULL AS newest_date))
    """
  }
}

extension Connection {
  /// The exports of a catalog, the newest first.
  ///
  /// - Parameter schema: `main`, or the name that the catalog is attached as.
  func exports(in schema: String = "main") throws -> [ExportSummary] {
    try rows("\(try exportSelection(in: schema)) ORDER BY \(ExportOrder.newestFirst)").map(ExportSummary.init)
  }

  /// Finds an export by its name, or by `latest` or `previous`.
  ///
  /// Names are compared as bytes: two that look alike may differ.
  ///
  /// - Parameters:
  ///   - name: the export's, or an ``ExportWord``.
  ///   - schema: `main`, or the name that the catalog is attached as.
  ///   - chosen: the export to take for the latest; nil for the newest.
  /// - Throws: ``CatalogError`` where there is no such export, or where a word is also the name of one.
  package func export(named name: String, in schema: String = "main", chosen: String? = nil) throws -> ExportSummary {
    let literal = try literalExport(named: name, in: schema)
    guard let word = ExportWord(rawValue: name) else {
      if let literal { return literal }
      throw CatalogError.noExport(name: name, known: try exports(in: schema).map(\.name))
    }
    guard literal == nil else { throw CatalogError.wordIsName(name) }
    let exports = try exports(in: schema)
    let first = chosen.flatMap { chosen in exports.firstIndex { $0.name.utf8.elementsEqual(chosen.utf8) } } ?? 0
    let place = first + (word == .latest ? 0 : 1)
    guard place < exports.count else { throw CatalogError.noExport(name: name, known: exports.map(\.name)) }
    return exports[place]
  }

  /// The export of exactly this name.
  func literalExport(named name: String, in schema: String = "main") throws -> ExportSummary? {
    try rows("\(try exportSelection(in: schema)) WHERE e.name = :name", parameters: ["name": .text(name)]).first
      .map(ExportSummary.init)
  }

  private func exportSelection(in schema: String) throws -> String {
    let computed = ExportOrder.computedDate(of: "e", in: schema)
    let date = try hasNewestDate(in: schema) ? "coalesce(e.newest_date, \(computed))" : computed
    return """
      SELECT e.export_id, e.name, e.project_id, e.source, e.record_count, e.imported_at, \(date) AS newest_date
      FROM \(SchemaNames.quoted(schema)).exports e
      """
  }
}

extension ExportSummary {
  /// - Throws: ``CatalogError/badValue(_:)`` where its key or project is no number.
  fileprivate init(row: [QueryValue]) throws {
    self.init(
      exportID: try row[0].storedInteger("export_id", of: row), name: row[1].text ?? "",
      projectID: row[2] == .null ? nil : Int(try row[2].storedInteger("project_id", of: row)),
      source: row[3].text ?? "", recordCount: Int(row[4].integer ?? 0), importedAt: row[5].text ?? "",
      newestDate: row[6].text)
  }
}

extension QueryValue {
  /// An integer of an export, in a row that begins with the export's key.
  fileprivate func storedInteger(_ column: String, of row: [QueryValue]) throws -> Int64 {
    if let number = integer { return number }
    throw CatalogError.badValue(
      StoredFault(table: "exports", column: column, row: "export_id \(row[0])", problem: .notInteger(found: self)))
  }
}
