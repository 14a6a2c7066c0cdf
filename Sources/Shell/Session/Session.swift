import ByteText
import Catalogs
import SQLite
import TableImport

/// What is open, and what was set for statements: the catalog, parameters, the chosen export, the last statement.
final class Session {
  /// The catalog's file.
  private(set) var path: String
  /// Whether statements may write.
  let isWritable: Bool
  /// A folder of saved queries that was named; nil for none.
  let queriesFolder: String?
  /// The folder of the person's own saved queries; nil where there's no home.
  let ownQueriesFolder: String?
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
  private(set) var chosenExport: String?
  private var chosenExportID: Int64?
  /// Whether the views of the chosen export were made in a transaction, which a ROLLBACK can undo.
  private var viewsAreDoubtful = false
  /// The statement that `.plan`, `.edit` and `.save` work on.
  var lastStatement: String?
  /// The tables that `.import` has made on the open catalog's connection.
  var importedTables = ImportedTables()
  /// Values of columns that completion has asked for.
  var knownValues: [String: [String]] = [:]
  /// Labels that completion has asked for.
  var knownLabels: [LabelName]?

  init(path: String, isWritable: Bool, queriesFolder: String?, ownQueriesFolder: String? = nil) {
    self.path = path
    self.isWritable = isWritable
    self.queriesFolder = queriesFolder
    self.ownQueriesFolder = ownQueriesFolder
  }

  /// Opens another catalog; where that fails, the one before stays open.
  ///
  /// - Parameters:
  ///   - path: its file.
  ///   - upgrading: is told how far bringing an older one up to date is.
  /// - Returns: the catalog.
  @discardableResult
  func open(_ path: String, upgrading: (UpgradeProgress) -> Void = { _ in }) throws -> Catalog {
    let catalog = try Catalog(path: path, access: isWritable ? .readWrite : .readOnly, upgrading: upgrading)
    comparison = nil
    self.catalog = catalog
    self.path = path
    chosenExport = nil
    knownValues = [:]
    importedTables = ImportedTables()
    knownLabels = nil
    // Without these views, all else works.
    _ = try? withConnection { try makeCurrentViews(on: $0) }
    return catalog
  }

  /// Takes an export for the latest from now on, also in the views `current_files` and its like.
  ///
  /// - Parameter name: its name; nil or `latest` for the newest again.
  /// - Returns: the names of views that stand for something else in this catalog.
  func choose(_ name: String?) throws -> [String] {
    try withConnection { connection in
      let export = try name.map { try connection.export(named: $0) }
      chosenExport = name.flatMap(ExportWord.init(rawValue:)) == .latest ? nil : export?.name
      return try makeCurrentViews(on: connection)
    }
  }

  @discardableResult
  private func makeCurrentViews(on connection: Connection) throws -> [String] {
    viewsAreDoubtful = connection.isInTransaction
    let exportID = try chosenExport.map { try connection.export(named: $0).exportID }
    chosenExportID = exportID
    return try CurrentViews(connection: connection).make(exportID: exportID)
  }

  /// The chosen export's name, if it still stands for that export. Where it does not, the newest counts again.
  ///
  /// - Throws: ``ShellError/chosenExportIsGone(_:)``.
  func currentExport(on connection: Connection) throws -> String? {
    guard let name = chosenExport, (try? connection.export(named: name).exportID) != chosenExportID else {
      return chosenExport
    }
    chosenExport = nil
    _ = try? makeCurrentViews(on: connection)
    throw ShellError.chosenExportIsGone(name)
  }

  /// Makes the views of the chosen export again where a ROLLBACK may have undone that.
  func settleCurrentViews(on connection: Connection) {
    if viewsAreDoubtful { _ = try? makeCurrentViews(on: connection) }
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
  func savedQueries() throws -> SavedQueries {
    try SavedQueries(folders: OwnQueries.folders(own: ownQueriesFolder, named: queriesFolder))
  }

  /// The parameters with their exports' names, for statements.
  func values(on connection: Connection) throws -> [String: QueryValue] {
    try parameters.resolvingExports(on: connection, chosen: try currentExport(on: connection))
  }

  /// Binds values to a statement. `:export`, `:old` and `:new` have a meaning without being set.
  func bind(_ values: [String: QueryValue], to statement: borrowing Statement, on connection: Connection) throws {
    try statement.bind(values.addingExports(for: statement.parameterNames, on: connection, chosen: chosenExport))
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
