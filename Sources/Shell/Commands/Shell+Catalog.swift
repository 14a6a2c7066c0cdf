import Catalogs
import SQLText
import SQLite

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

// Commands about the catalog: what is in it, and which one it is.
extension Shell {
  /// Opens the catalog that the session starts with, and greets.
  func openAtStart() {
    do {
      let catalog = try Catalog(path: configuration.path, access: configuration.isWritable ? .readWrite : .readOnly)
      self.catalog = catalog
      guard configuration.isInteractive else { return }
      let exports = try catalog.result(of: Self.exportsSQL)
      errors.text(
        Messages.greeting(
          path: configuration.path, exports: exports, queries: countQueries(), isWritable: configuration.isWritable))
      errors.flush()
    } catch {
      guard configuration.isInteractive else {
        say(error)
        isDone = true
        return
      }
      note(Messages.openFailed(error, path: configuration.path))
    }
  }

  /// Counts the saved queries, and says which of them can't be read.
  private func countQueries() -> Int {
    do {
      let queries = try savedQueries()
      for fault in queries.faults { note(Messages.warning(of: fault)) }
      return queries.all.count
    } catch {
      say(error)
      return 0
    }
  }

  private static let exportsSQL = """
    SELECT name, project_id AS project, record_count - repeated_count - rejected_count AS files, imported_at AS imported,
      source
    FROM exports ORDER BY \(ExportOrder.newestFirst)
    """

  func exports() throws {
    try show(try withConnection { try $0.result(of: Self.exportsSQL) })
  }

  func use(_ input: DotCommand.Input) throws {
    guard let name = input[0] else {
      chosenExport = nil
      return
    }
    let chosen = try withConnection { try $0.export(named: name) }.name
    chosenExport = ExportWord(rawValue: name) == .latest ? nil : chosen
  }

  func tables(_ input: DotCommand.Input) throws {
    let part = (input[0] ?? "").lowercased()
    let names = try withConnection { try SchemaNames(on: $0) }
    let tables = names.tables.filter { part.isEmpty || $0.name.lowercased().contains(part) }
    try show(
      QueryResult(
        columns: ["name", "kind", "columns"],
        rows: tables.map { table in
          let name = table.database == "main" ? table.name : "\(table.database).\(table.name)"
          let columns = table.columns.map(\.name).joined(separator: " ")
          return [.text(name), .text(table.isView ? "view" : "table"), .text(columns)]
        }))
  }

  func schema(_ input: DotCommand.Input) throws {
    let result = try withConnection { connection in
      if let name = input[0] { _ = try table(name, on: connection) }
      return try connection.result(
        of: """
          SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND (:name IS NULL OR tbl_name = :name COLLATE NOCASE)
          ORDER BY rowid
          """, parameters: ["name": input[0].map(QueryValue.text) ?? .null])
    }
    let text = result.rows.map { "\($0[0]);\n" }.joined()
    try show(text)
  }

  func columns(_ input: DotCommand.Input) throws {
    let name = input[0] ?? ""
    try show(
      try withConnection { connection in
        let table = try table(name, on: connection)
        return try connection.result(
          of: """
            SELECT name, type, CASE WHEN "notnull" THEN 'not null' ELSE '' END AS "null", dflt_value AS "default",
              CASE WHEN pk THEN pk ELSE '' END AS "primary key"
            FROM pragma_table_xinfo(:table, :database)
            """, parameters: ["table": .text(table.name), "database": .text(table.database)])
      })
  }

  /// Finds a table or view, as `name` or `database.name`.
  func table(_ name: String, on connection: Connection) throws -> SchemaNames.Table {
    let names = try SchemaNames(on: connection)
    if let table = names.table(name) { return table }
    if let table = names.tables.first(where: { "\($0.database).\($0.name)".lowercased() == name.lowercased() }) {
      return table
    }
    throw ShellError.noTable(name, nearest: NearestNames.find(name, among: names.tables.map(\.name)))
  }

  func open(_ input: DotCommand.Input) throws {
    let path = input[0] ?? ""
    catalog = try Catalog(path: path, access: configuration.isWritable ? .readWrite : .readOnly)
    comparison = nil
    configuration.path = path
    chosenExport = nil
    cachedValues = [:]
  }

  func attach(_ input: DotCommand.Input) throws {
    guard let path = input[0], let word = input[1], let name = input[2], word.lowercased() == "as" else {
      throw ShellError.wrongArguments(usage: ".attach FILE AS NAME")
    }
    guard FileText.exists(path) else { throw ShellError.file(path: path, errno: ENOENT) }
    // Opened as the main one is; a writable session must not write there.
    guard !configuration.isWritable else { throw ShellError.attachWhileWritable }
    do {
      try withConnection { try $0.attach(path, as: name) }
    } catch DatabaseFault.notADatabase(_, found: .otherFile) {
      throw ShellError.notADatabase(path: path)
    }
  }
}
