import SQLite

/// Which names exports can have.
enum ExportNames {
  /// The name of an export that has no dates in it.
  static let empty = "empty"

  /// Makes sure that a name can be given to an export.
  ///
  /// - Throws: ``CatalogError/emptyName``, ``CatalogError/reservedName(_:)``.
  static func check(_ name: String) throws(CatalogError) {
    if name.isEmpty { throw .emptyName }
    if ExportWord.isReserved(name) { throw .reservedName(name) }
  }

  /// A name that is not taken: the wanted one, or that with `-2`, `-3`, ….
  static func free(_ wanted: String, on connection: Connection) throws -> String {
    var candidate = wanted
    var number = 1
    while try isTaken(candidate, on: connection) {
      number += 1
      candidate = "\(wanted)-\(number)"
    }
    return candidate
  }

  static func isTaken(_ name: String, on connection: Connection) throws -> Bool {
    try !connection.rows("SELECT 1 FROM exports WHERE name = :name", parameters: ["name": .text(name)]).isEmpty
  }
}
