extension Catalog {
  /// Hands over the changes that the last comparison found, without holding them all.
  ///
  /// - Parameters:
  ///   - filter: which of them.
  ///   - body: receives each; it must not use the catalog.
  /// - Returns: how many there are, whatever the filter's limit.
  /// - Throws: ``SQLFailure`` where there was no comparison on this catalog, and what `body` throws.
  @discardableResult
  public func forEachChange(_ filter: ChangeFilter = ChangeFilter(), _ body: (Change) throws -> Void) throws -> Int {
    try withConnection { connection in
      try connection.withStatement(filter.sql) { statement in
        try statement.forEachRow { row in
          if let change = Change(row) { try body(change) }
        }
      }
      return try filter.count(on: connection)
    }
  }

  /// The keys in the object storage that the last comparison found, in order.
  ///
  /// - Parameters:
  ///   - dropped: those that nothing refers to any more, instead of those to fetch.
  ///   - limit: the most keys to hand over; nil for all.
  ///   - body: receives each; it must not use the catalog.
  /// - Returns: how many there are, whatever the limit.
  @discardableResult
  public func changedObjects(dropped: Bool, limit: Int? = nil, _ body: (String) throws -> Void) throws -> Int {
    let fate: [String: QueryValue] = ["fate": dropped ? "drop" : "fetch"]
    return try withConnection { connection in
      let keys = "FROM temp.changed_objects WHERE fate = :fate"
      try connection.withStatement("SELECT storage_key \(keys) ORDER BY 1 LIMIT \(limit.map { max($0, 0) } ?? -1)") {
        try $0.bind(fate)
        try $0.forEachRow { row in try body(row[0].copy.description) }
      }
      return Int(try connection.rows("SELECT count(*) \(keys)", parameters: fate).first?.first?.integer ?? 0)
    }
  }
}

/// Which changes to read.
public struct ChangeFilter: Equatable, Sendable {
  /// Kinds, whether their changes are noise or not.
  public var kinds: Set<ChangeKind>
  /// Topics, each with what the summary counts as it.
  public var topics: Set<DiffTopic>
  /// The most changes to hand over; nil for all.
  public var limit: Int?

  /// Chooses changes: of any of the kinds and topics, or all that are not noise where none is given.
  public init(kinds: Set<ChangeKind> = [], topics: Set<DiffTopic> = [], limit: Int? = nil) {
    self.kinds = kinds
    self.topics = topics
    self.limit = limit
  }

  /// The columns of `changes`, in order.
  public static let columns = [
    "old", "new", "file_id", "kind", "field", "old_value", "new_value", "group_uid", "attribute_id", "author",
    "validator", "noise", "files",
  ]

  /// The statement that reads them: kind by kind, in the order of the files.
  public var sql: String {
    let order = ChangeKind.allCases.enumerated().map { "WHEN '\($1.rawValue)' THEN \($0)" }.joined(separator: " ")
    return "SELECT \(Self.columns.joined(separator: ", ")) FROM temp.changes \(condition)"
      + " ORDER BY CASE kind \(order) END, change_no" + (limit.map { " LIMIT \(max($0, 0))" } ?? "")
  }

  /// How many changes there are, whatever the limit.
  public func count(on connection: Connection) throws -> Int {
    guard case .integer(let count)? = try connection.rows("SELECT count(*) FROM temp.changes \(condition)").first?.first
    else { return 0 }
    return Int(count)
  }

  private var condition: String {
    var conditions = DiffTopic.allCases.filter(topics.contains).map { "(\($0.condition))" }
    let names = ChangeKind.allCases.filter(kinds.contains).map { "'\($0.rawValue)'" }
    if !names.isEmpty { conditions.append("kind IN (\(names.joined(separator: ", ")))") }
    return "WHERE " + (conditions.isEmpty ? "NOT noise" : conditions.joined(separator: " OR "))
  }
}

extension Change {
  /// Reads a row of ``ChangeFilter/sql``; nil where the kind is none of ours.
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
