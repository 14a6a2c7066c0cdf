import Catalogs
import Output
import SQLite

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

// Commands about the catalog: what is in it, and which one it is.
extension Interpreter {
  /// Opens the catalog that the session starts with, and greets.
  ///
  /// - Returns: false where a script has none.
  func openAtStart() -> Bool {
    do {
      let catalog = try open(session.path)
      guard isInteractive else { return true }
      let exports = try catalog.result(of: Self.exportsSQL)
      let version = try catalog.storedVersion()
      presenter.greet(
        Greeting(width: presenter.formatOptions().width).text(
          path: session.path, exports: exports, queries: countQueries(), isWritable: session.isWritable,
          olderVersion: version < Catalog.schemaVersion ? version : nil))
    } catch {
      guard isInteractive else {
        presenter.say(error)
        return false
      }
      presenter.say(error)
      presenter.note(ShellMessages.hint(after: error, path: session.path))
    }
    return true
  }

  /// Counts the saved queries, and says which of them can't be read.
  private func countQueries() -> Int {
    do {
      let queries = try session.savedQueries()
      for fault in queries.faults { presenter.note("warning: \(OutputMessages.warning(of: fault))") }
      return queries.all.count
    } catch {
      presenter.say(error)
      return 0
    }
  }

  /// What the greeting says of the exports.
  private static let exportsSQL = """
    SELECT name, project_id AS project, record_count - repeated_count - rejected_count AS files, imported_at AS imported
    FROM exports ORDER BY \(ExportOrder.newestFirst)
    """

  func exports() throws {
    try presenter.show(try session.openCatalog().exportListing())
  }

  func use(_ input: DotCommand.Input) throws {
    let taken = try session.choose(input[0])
    if !taken.isEmpty { presenter.note(ShellMessages.viewsTaken(taken)) }
  }

  func tables(_ input: DotCommand.Input) throws {
    let part = (input[0] ?? "").lowercased()
    let names = try session.withConnection { try SchemaNames(on: $0) }
    let tables = names.tables.filter { part.isEmpty || $0.name.lowercased().contains(part) }
    try presenter.show(
      QueryResult(
        columns: ["name", "kind", "columns"],
        rows: tables.map { table in
          let name = table.database == "main" ? table.name : "\(table.database).\(table.name)"
          let columns = table.columns.map(\.name).joined(separator: " ")
          return [.text(name), .text(table.isView ? "view" : "table"), .text(columns)]
        }))
  }

  func schema(_ input: DotCommand.Input) throws {
    let result = try session.withConnection { connection in
      if let name = input[0] { _ = try session.table(name, on: connection) }
      return try connection.result(
        of: """
          SELECT sql FROM (
            SELECT 0 AS place, rowid AS no, * FROM sqlite_master WHERE :name IS NULL OR tbl_name = :name COLLATE NOCASE
            UNION ALL
            SELECT 1, rowid, * FROM sqlite_temp_master WHERE tbl_name = :name COLLATE NOCASE)
          WHERE sql IS NOT NULL
          ORDER BY place, no
          """, parameters: ["name": input[0].map(QueryValue.text) ?? .null])
    }
    let text = result.rows.map { "\($0[0]);\n" }.joined()
    try presenter.show(text)
  }

  func columns(_ input: DotCommand.Input) throws {
    let name = input[0] ?? ""
    try presenter.show(
      try session.withConnection { connection in
        let table = try session.table(name, on: connection)
        return try connection.result(
          of: """
            SELECT name, type, CASE WHEN "notnull" THEN 'not null' ELSE '' END AS "null", dflt_value AS "default",
              CASE WHEN pk THEN pk ELSE '' END AS "primary key"
            FROM pragma_table_xinfo(:table, :database)
            """, parameters: ["table": .text(table.name), "database": .text(table.database)])
      })
  }

  func open(_ input: DotCommand.Input) throws {
    let path = input[0] ?? ""
    sayOpenTransaction()
    let exports = try open(path).result(of: Self.exportsSQL)
    guard isInteractive else { return }
    let files = exports.rows.compactMap(\.[2].integer).reduce(0) { $0 &+ $1 }
    presenter.note(ShellMessages.opened(path, exports: exports.rows.count, files: Int(files)))
  }

  private func open(_ path: String) throws -> Catalog {
    let line = ProgressLine(on: isInteractive ? presenter.errors : nil)
    defer { line.clear() }
    let catalog = try session.open(path) { line.show($0, of: path) }
    line.clear()
    if let upgrade = catalog.upgrade { presenter.note(OutputMessages.upgraded(path, upgrade)) }
    return catalog
  }

  func attach(_ input: DotCommand.Input) throws {
    guard let path = input[0], let word = input[1], let name = input[2], word.lowercased() == "as" else {
      throw ShellError.wrongArguments(usage: ".attach FILE AS NAME")
    }
    guard FileText.exists(path) else { throw ShellError.file(path: path, errno: ENOENT) }
    // Opened as the main one is; a writable session must not write there.
    guard !session.isWritable else { throw ShellError.attachWhileWritable }
    do {
      try session.withConnection { try $0.attach(path, as: name) }
    } catch DatabaseFault.notADatabase(_, found: .otherFile) {
      throw ShellError.notADatabase(path: path)
    }
  }
}
