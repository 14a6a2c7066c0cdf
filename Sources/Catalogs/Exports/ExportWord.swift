package import SQLite

/// A word that can be used instead of an export's name; ``ExportOrder`` says which export it means.
package enum ExportWord: String, CaseIterable, Sendable {
  /// The newest export.
  case latest
  /// The export before it.
  case previous

  /// The parameters whose value is an export's name.
  package static let parameterNames: Set<String> = ["export", "old", "new"]

  /// What a parameter of ad-hoc SQL stands for where it is given no value: `:export`, `:new` and `:latest` for the newest
  /// export, `:old` and `:previous` for the one before it. Nil for every other parameter.
  package init?(parameter name: String) {
    switch name {
    case "export", "new": self = .latest
    case "old": self = .previous
    default: self.init(rawValue: name)
    }
  }

  init?(_ value: QueryValue) {
    guard case .text(let text) = value else { return nil }
    self.init(rawValue: text)
  }

  /// Whether a name can't be given to an export, because it is one of the words, in any case of letters.
  package static func isReserved(_ name: String) -> Bool {
    allCases.contains { $0.rawValue.utf8.elementsEqual(name.lowercased().utf8) }
  }

  /// The name of the export that the word means.
  ///
  /// - Parameters:
  ///   - connection: a catalog's connection.
  ///   - chosen: the export to take for the latest; nil for the newest.
  /// - Throws: ``CatalogError`` where there is no such export, or one is named like the word; ``SQLFailure``.
  package func name(on connection: Connection, chosen: String? = nil) throws -> String {
    try connection.export(named: rawValue, chosen: chosen).name
  }

  /// The names of all exports, the newest first.
  package static func known(on connection: Connection) throws -> [String] { try connection.exports().map(\.name) }
}
