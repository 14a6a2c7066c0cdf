import ArgumentParser
import Catalogs
import Output
import SQLite

/// Which catalog a command works on.
struct CatalogOptions: ParsableArguments {
  @Option(
    name: [.customLong("catalog"), .customShort("c")],
    help: ArgumentHelp(
      "The catalog's file; else $PRESSMARK_CATALOG, else catalog.db in the current folder.", valueName: "path"),
    completion: .values(.catalog))
  var catalog: String?

  /// The file that the options name.
  var path: String {
    catalog ?? Self.defaultPath
  }

  /// The file where none is named.
  static var defaultPath: String { Arguments.path(inVariable: "PRESSMARK_CATALOG") ?? "catalog.db" }

  func validate() throws { try Self.check(path) }

  /// - Throws: what makes a wrong usage of a name that no catalog can have.
  static func check(_ path: String) throws {
    do {
      try Catalog.checkPath(path)
    } catch {
      throw ValidationError(OutputMessages.text(of: error))
    }
  }

  /// Opens the catalog.
  func open(_ access: Catalog.Access = .readOnly) throws -> Catalog { try Self.open(path, access) }

  /// Opens a catalog, and says that it was brought up to date, which shows how far it is.
  @discardableResult
  static func open(_ path: String, _ access: Catalog.Access) throws -> Catalog {
    let line = ProgressLine(on: Narration.terminal)
    defer { line.clear() }
    let catalog = try Catalog(path: path, access: access, upgrading: { line.show($0, of: path) })
    line.clear()
    if let upgrade = catalog.upgrade { Narration.sayUpgraded(path, upgrade) }
    return catalog
  }
}
