/// Why `compare` gives no rows.
enum CompareFault: Error, Sendable {
  /// Too few arguments.
  case usage
  /// An argument is NULL: the name of the database, or of an export.
  case noName(isDatabase: Bool)
  /// There is no export of the name; those that there are.
  case noExport(name: String, known: [String])
  /// A word for an export is also the name of one.
  case wordIsName(String)
  /// The database has no tables as a catalog has them.
  case noCatalog(database: String)
  /// A value that no import stores.
  case badValue(column: String, fileID: String?)
  /// A file is twice in one export.
  case repeatedFile(id: String)
  /// More files than are counted.
  case tooManyFiles
  /// The tables of the catalog ask for a comparison themselves.
  case withinItself
  /// The catalog was changed while the rows were read.
  case changed
  case outOfMemory
  /// SQLite's result code, for which SQLite has words.
  case sqlite(Int32)

  /// SQLite's result code for it.
  var code: Int32 {
    switch self {
    case .outOfMemory: 7
    case .changed: 4
    case .tooManyFiles: 18
    case .badValue, .repeatedFile: 20
    case .sqlite(let code): code
    default: 1
    }
  }
}
