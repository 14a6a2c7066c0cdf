import Catalogs
import SQLText
import SQLite
import TableImport

/// What is open, and what was set for statements: the catalog, parameters, the chosen export, the last statement.
final class Session {
  /// The catalog's file.
  private(set) var path: String
  /// Whether statements may write.
  let isWritable: Bool
  /// The user's folder of saved queries.
  let queriesFolder: String?
  /// The last comparison, whose tables can be queried. It is before the catalog because it ends first.
  var comparison: Comparison?
  private(set) var catalog: Catalog?
  /// The catalog's connection while it is lent; it can't be lent twice at a time.
  private var connection: Connection?

  /// The parameters that `.param` has set.
  var parameters: [String: QueryValue] = [:]
  /// The last answers to questions for a parameter, by its name.
  var lastAnswers: [String: QueryValue] = [:]
  /// The export that `.use` has chosen; nil for the latest.
  var chosenExport: String?
  /// The statement that `.plan`, `.edit` and `.save` work on.
  var lastStatement: String?
  /// The tables that `.import` has made on the open catalog's connection.
  var importedTables = ImportedTables()
  /// Values of columns that completion has asked for.
  var knownValues: [String: [String]] = [:]

  init(path: String, isWritable: Bool, queriesFolder: String?) {
    self.path = path
    self.isWritable = isWritable
    self.queriesFolder = queriesFolder
  }

  /// Opens another catalog; where that fails, the one before stays open.
  ///
  /// - Returns: the catalog.
  @discardableResult
  func open(_ path: String) throws -> Catalog {
    let catalog = try Catalog(path: path, access: isWritable ? .readWrite : .readOnly)
    comparison = nil
    self.catalog = catalog
    self.path = path
    chosenExport = nil
    knownValues = [:]
    importedTables = ImportedTables()
    return catalog
  }

  /// The catalog that is open.
  ///
  /// - Throws: ``ShellError/noCatalog(path:)``.
  func openCatalog() throws(ShellError) -> Catalog {
    guard let catalog else { throw .noCatalog(path: path) }
    return catalog
  }

  /// Lends the catalog's connection. Calls must not be nested.
  func withConnection<Value>(_ body: (Connection) throws -> Value) throws -> Value {
    try openCatalog().withConnection { connection in
      self.connection = connection
      defer { self.connection = nil }
      return try body(connection)
    }
  }

  /// The files of the databases that are open, which no output may go to.
  func openFiles() throws -> [String] {
    try connection.map { try $0.databasePaths() } ?? catalog?.databasePaths() ?? []
  }

  /// The saved queries, read anew.
  func savedQueries() throws -> SavedQueries { try SavedQueries(folder: queriesFolder) }

  /// The parameters with their exports' names, for statements.
  func values(on connection: Connection) throws -> [String: QueryValue] {
    try parameters.resolvingExports(on: connection, chosen: chosenExport)
  }

  /// Binds values to a statement. `:export`, `:old` and `:new` have a meaning without being set.
  func bind(_ values: [String: QueryValue], to statement: borrowing Statement, on connection: Connection) throws {
    var values = values
    for name in statement.parameterNames where values[name] == nil && ExportWord.parameterNames.contains(name) {
      let word = name == "old" ? ExportWord.previous : .latest
      values[name] = .text(try word.name(on: connection, chosen: chosenExport))
    }
    try statement.bind(values)
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
}
