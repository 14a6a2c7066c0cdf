import ArgumentParser
import Catalogs
import Output

/// A name that an export is to get.
enum ExportNameArgument {
  /// - Throws: what makes a wrong usage of a name that no export can have.
  static func check(_ name: String) throws {
    if name.isEmpty { throw ValidationError("\(CatalogError.emptyName)") }
    if ExportWord.isReserved(name) { throw ValidationError(OutputMessages.text(of: CatalogError.reservedName(name))) }
  }
}
