import ArgumentParser
import Catalog

/// Which catalog a command works on.
struct CatalogOptions: ParsableArguments {
  @Option(
    name: [.customLong("catalog"), .customShort("c")],
    help: ArgumentHelp(
      "The catalog's file; else $PRESSMARK_CATALOG, else catalog.db in the current folder.", valueName: "path"))
  var catalog: String?

  /// The file that the options name.
  var path: String {
    if let catalog { return catalog }
    return Arguments.path(inVariable: "PRESSMARK_CATALOG") ?? "catalog.db"
  }

  /// Opens the catalog.
  func open(_ access: Catalog.Access = .readOnly) throws -> Catalog { try Catalog(path: path, access: access) }
}
