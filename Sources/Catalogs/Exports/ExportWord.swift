public import SQLite

/// A word that stands for an export's name. See ``ExportOrder`` for which one.
public enum ExportWord: String, CaseIterable, Sendable {
  /// The newest export.
  case latest
  /// The export before it.
  case previous

  /// The parameters whose value is an export's name.
  public static let parameterNames: Set<String> = ["export", "old", "new"]

  init?(_ value: QueryValue) {
    guard case .text(let text) = value else { return nil }
    self.init(rawValue: text)
  }

  /// Whether a name can't be given to an export, because it is one of the words, in any case of letters.
  public static func isReserved(_ name: String) -> Bool {
    allCases.contains { $0.rawValue.utf8.elementsEqual(name.lowercased().utf8) }
  }

  /// The name of the export that the word stands for.
  ///
  /// - Parameters:
  ///   - connection: a catalog's connection.
  ///   - chosen: the export to take for the latest; nil for the newest.
  /// - Throws: ``CatalogError`` where there is no such export, or one is named like the word; ``SQLFailure``.
  public func name(on connection: Connection, chosen: String? = nil) throws -> String {
    try connection.export(named: rawValue, chosen: chosen).name
  }

  /// The names of all exports, the newest first.
  public static func known(on connection: Connection) throws -> [String] { try connection.exports().map(\.name) }
}
