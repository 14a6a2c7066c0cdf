import Catalogs
import SQLite

extension Session {
  /// Answers what Tab asks; nil where there's nothing to offer.
  func completion(of text: String, at cursor: Int) -> Completion? {
    var source = Completion.Source()
    source.queries = (try? savedQueries().all) ?? []
    source.parameters = parameters.keys.sorted()
    source.files = FileText.completions
    if let catalog {
      source.names = (try? catalog.withConnection { try SchemaNames(on: $0) }) ?? SchemaNames()
      source.exports = (try? catalog.withConnection { try ExportWord.known(on: $0) }) ?? []
      source.answers = { [unowned self] parameter, beginning in
        values(of: parameter, beginningWith: beginning, names: source.names)
      }
      source.values = { [unowned self] table, column in values(of: column, in: table, names: source.names) }
    }
    return Completion.find(text, at: cursor, in: source)
  }

  /// Values that a column has, from its first 20,000 rows; remembered for the session.
  func values(of column: String, in table: String?, names: SchemaNames) -> [String] {
    let column = column.lowercased()
    if column == "export" { return (try? catalog?.withConnection { try ExportWord.known(on: $0) }) ?? [] }
    let hasColumn = { (table: SchemaNames.Table) in table.columns.contains { $0.name.lowercased() == column } }
    // A view's column has the values of the table's column with the same name.
    let stored = table.flatMap { names.table($0) }.flatMap { $0.isView ? nil : $0 }
    let labels = column == "name" && table != "exports" ? names.table("attributes") : nil
    guard
      let owner = stored.flatMap({ hasColumn($0) ? $0 : nil }) ?? labels
        ?? names.tables.first(where: {
          !$0.isView && hasColumn($0)
        })
    else { return [] }
    let key = "\(owner.database).\(owner.name).\(column)"
    if let values = knownValues[key] { return values }
    let name = SchemaNames.quoted(column)
    let place = "\(SchemaNames.quoted(owner.database)).\(SchemaNames.quoted(owner.name))"
    let sql = """
      SELECT \(name), count(*) FROM (SELECT \(name) FROM \(place) LIMIT 20000)
      WHERE typeof(\(name)) = 'text' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1000
      """
    let values = ((try? withConnection { try $0.rows(sql) }) ?? []).map(\.[0].description)
    knownValues[key] = values
    return values
  }
}
