import ExportFormat
import SQLite

/// Fields that are later than version 0.1.0, in catalogs that have no columns for them: see
/// ``FieldDeclaration/later(_:_:change:)``.
enum LaterField {
  /// The expression for a field's value where a catalog has no column for it: it is in `files.extra`.
  ///
  /// - Parameters:
  ///   - name: the field's name.
  ///   - table: the name of `files` in the statement.
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

  /// Adds the column of a later field and moves its values there from `files.extra`. Values that are not text stay, null
  /// included: see ``RecordField/keptInExtra``.
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
