/// Joins over a key that also compare the export, where every table has its number: keys of several catalogs don't meet
/// then, and files of other exports are not read.
///
/// `d.file_key = f.file_key` becomes `(d.file_key = f.file_key AND d.export_id = f.export_id)`, and `USING (file_key)`
/// becomes `USING (export_id, file_key)`. Only between tables: a subquery need not have the number.
struct ExportJoins: Rewrite {
  /// The keys.
  let keys: Set<String>
  /// The tables and views that have the export's number and one of the keys.
  let tables: Set<String>

  init(over keys: Set<String>, of tables: Set<String>) { (self.keys, self.tables) = (keys, tables) }

  func apply(to text: inout TokenText) {
    let sources = TableSources(text)
    for position in text.positions {
      if let (left, right) = sides(ofEquality: position, in: text), hasExport(left, at: position, in: sources),
        hasExport(right, at: position, in: sources)
      {
        let (left, right) = (text.source(position), text.source(position + 4))
        text.insert("(", before: position)
        text.insert(" AND \(left).export_id = \(right).export_id)", after: position + 6)
      }
      if text.word(position) == "USING", text.isSign("(", position + 1), text.isSign(")", position + 3),
        text.name(position + 2).map(keys.contains) == true
      {
        // With a third source the number would not be unique on the left.
        let tables = sources.tables(before: position)
        if tables.count == 2, tables.allSatisfy({ $0.map(self.tables.contains) == true }) {
          text.insert("export_id, ", before: position + 2)
        }
      }
    }
  }

  /// The aliases in `a.key = b.key`, where that is a condition of its own.
  private func sides(ofEquality position: Int, in text: TokenText) -> (String, String)? {
    guard let left = text.name(position), text.isSign(".", position + 1), let key = text.name(position + 2),
      keys.contains(key), text.isSign("=", position + 3), let right = text.name(position + 4),
      text.isSign(".", position + 5), text.name(position + 6) == key, left != right,
      !text.isSign(among: ".+-*/%|", position - 1), !text.isSign(among: ".+-*/%|", position + 7)
    else { return nil }
    return (left, right)
  }

  private func hasExport(_ alias: String, at position: Int, in sources: TableSources) -> Bool {
    sources.table(alias, at: position).map(tables.contains) == true
  }
}
