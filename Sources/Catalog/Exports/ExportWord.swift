/// A word that stands for an export's name.
public enum ExportWord: String, CaseIterable, Sendable {
  /// The export that was imported last.
  case latest
  /// The export that was imported before it.
  case previous

  /// The parameters whose value is an export's name.
  public static let parameterNames: Set<String> = ["export", "old", "new"]

  init?(_ value: QueryValue) {
    guard case .text(let text) = value else { return nil }
    self.init(rawValue: text)
  }

  /// The name of the export that the word stands for.
  ///
  /// - Parameters:
  ///   - connection: a catalog's connection.
  ///   - chosen: the export to take for the latest; nil for the one imported last.
  /// - Throws: ``CatalogError`` where there is no such export, ``SQLFailure``.
  public func name(on connection: Connection, chosen: String? = nil) throws -> String {
    let before = "coalesce((SELECT export_id FROM exports WHERE name = :chosen), (SELECT max(export_id) FROM exports))"
    let sql = "SELECT name FROM exports WHERE export_id <= \(before) ORDER BY export_id DESC LIMIT 1 OFFSET :offset"
    let rows = try connection.rows(
      sql, parameters: ["chosen": chosen.map(QueryValue.text) ?? .null, "offset": self == .latest ? 0 : 1])
    guard case .text(let name)? = rows.first?.first else {
      throw CatalogError.noExport(name: rawValue, known: try Self.known(on: connection))
    }
    return name
  }

  /// The names of all exports, the latest first.
  public static func known(on connection: Connection) throws -> [String] {
    try connection.rows("SELECT name FROM exports ORDER BY export_id DESC").map { $0[0].description }
  }
}
