package import SQLite

/// Which changes to read.
public struct ChangeFilter: Equatable, Sendable {
  /// Kinds, whether their changes are noise or not.
  public var kinds: Set<ChangeKind>
  /// Topics, each with what the summary counts as it.
  public var topics: Set<ChangeTopic>
  /// The most changes to hand over; nil for all.
  public var limit: Int?

  /// Chooses changes: of any of the kinds and topics, or all that are not noise where none is given.
  ///
  /// - Parameters:
  ///   - kinds: kinds of change.
  ///   - topics: topics of the summary.
  ///   - limit: the most changes to hand over; nil for all.
  public init(kinds: Set<ChangeKind> = [], topics: Set<ChangeTopic> = [], limit: Int? = nil) {
    self.kinds = kinds
    self.topics = topics
    self.limit = limit
  }

  /// The columns of `changes`, in order.
  package static let columns = [
    "old", "new", "file_id", "kind", "field", "old_value", "new_value", "group_uid", "attribute_id", "author",
    "validator", "noise", "files",
  ]

  /// The statement that reads them: kind by kind, in the order of the files.
  package var sql: String {
    let order = ChangeKind.allCases.enumerated().map { "WHEN '\($1.rawValue)' THEN \($0)" }.joined(separator: " ")
    return "SELECT \(Self.columns.joined(separator: ", ")) FROM temp.changes \(condition)"
      + " ORDER BY CASE kind \(order) END, change_no" + (limit.map { " LIMIT \(max($0, 0))" } ?? "")
  }

  /// How many changes there are, whatever the limit.
  package func count(on connection: Connection) throws -> Int {
    guard case .integer(let count)? = try connection.rows("SELECT count(*) FROM temp.changes \(condition)").first?.first
    else { return 0 }
    return Int(count)
  }

  private var condition: String {
    var conditions = ChangeTopic.allCases.filter(topics.contains).map { "(\($0.condition))" }
    let names = ChangeKind.allCases.filter(kinds.contains).map { "'\($0.rawValue)'" }
    if !names.isEmpty { conditions.append("kind IN (\(names.joined(separator: ", ")))") }
    return "WHERE " + (conditions.isEmpty ? "NOT noise" : conditions.joined(separator: " OR "))
  }
}

extension Change {
  /// Reads a row of ``ChangeFilter/sql``; nil where the kind is not known.
  init?(_ row: ResultRow) {
    func text(_ index: Int) -> String? {
      if case .null = row[index] { return nil }
      return row[index].copy.description
    }
    func integer(_ index: Int) -> Int64? {
      if case .integer(let number) = row[index] { return number }
      return nil
    }
    guard let kind = text(3).flatMap(ChangeKind.init(rawValue:)) else { return nil }
    self.init(
      fileID: text(2), kind: kind, field: text(4), oldValue: row[5].copy, newValue: row[6].copy, groupUID: text(7),
      attributeID: integer(8), author: text(9), validator: text(10), isNoise: integer(11) == 1, files: integer(12))
  }
}
