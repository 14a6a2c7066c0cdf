import ExportFormat
import SQLite

/// Fields that the platform began to write after version 0.1.0, in catalogs that are older: see
/// ``FieldDeclaration/later(_:_:change:)``.
enum LaterField {
  /// The value of a field that a catalog has no column for: it was not known, and is in `files.extra`.
  ///
  /// - Parameters:
  ///   - name: the field's.
  ///   - table: what the statement calls `files`.
  static func value(of name: String, in table: String) -> String {
    let (extra, path) = ("\(table).extra", "'$.\"\(name)\"'")
    return """
      CASE WHEN json_valid(\(extra)) AND json_type(\(extra), \(path)) = 'text' THEN json_extract(\(extra), \(path)) END
      """
  }
}

extension Connection {
  /// The later fields that a catalog has no column for.
  func lackedFields(in schema: String = "main") throws -> [RecordField] {
    guard !RecordField.later.isEmpty else { return [] }
    let columns = Set(
      try rows("SELECT lower(name) FROM pragma_table_info('files', :schema)", parameters: ["schema": .text(schema)])
        .map { $0[0].description })
    return RecordField.later.filter { !columns.contains($0.name) }
  }

  /// Gives the catalog the column of a field that it has in `files.extra`, and moves the values. What is no text stays,
  /// as does a null: see ``RecordField/keptInExtra``.
  func addColumn(of field: FieldDeclaration) throws {
    let name = field.name
    let columns = try rows("SELECT 1 FROM pragma_table_info('files', 'main') WHERE name = '\(name)' COLLATE NOCASE")
    if columns.isEmpty { try run("ALTER TABLE main.files ADD COLUMN \(name) \(field.columnType)") }
    try run(
      """
      UPDATE main.files
      SET \(name) = \(LaterField.value(of: name, in: "files")), extra = nullif(json_remove(extra, '$."\(name)"'), '{}')
      WHERE \(LaterField.value(of: name, in: "files")) IS NOT NULL
      """)
  }
}
