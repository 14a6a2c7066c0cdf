import ByteText

/// An export of a database, as a comparison finds it by its name.
struct ComparedExport {
  let id: Int64
  /// How many records were read, as the import counted them; a hint only, since others can have changed the files.
  let recordCount: Int64

  /// Finds an export by its name, or by `latest` or `previous`.
  ///
  /// - Throws: ``CompareFault``.
  init(
    named name: String, in database: String, on state: UnsafePointer<CompareState>
  ) throws(CompareFault) {
    let schema = "\"\(database.doubling("\""))\""
    func find(_ sql: String, name: String?) throws(CompareFault) -> (id: Int64, recordCount: Int64)? {
      let statement = try InnerStatement(sql, on: state, database: database)
      defer { statement.finalize() }
      if let name { try statement.bind(name, 1) }
      guard try statement.step() else { return nil }
      guard case .integer(let id) = statement.value(0) else { return nil }
      guard case .integer(let count) = statement.value(1) else { return (id, 0) }
      return (id, count)
    }

    let named = try find("SELECT export_id, record_count FROM \(schema).exports WHERE name = ?1", name: name)
    guard let place = Self.words.firstIndex(where: { $0.hasSameBytes(as: name) }) else {
      guard let named else { throw try Self.unknown(name, in: database, schema, on: state) }
      (id, recordCount) = named
      return
    }
    guard named == nil else { throw .wordIsName(name) }
    guard let found = try find(Self.newest(place, in: schema), name: nil) else {
      throw try Self.unknown(name, in: database, schema, on: state)
    }
    (id, recordCount) = found
  }

  private static let words = ["latest", "previous"]

  private static func unknown(
    _ name: String, in database: String, _ schema: String, on state: UnsafePointer<CompareState>
  ) throws(CompareFault) -> CompareFault {
    let statement = try InnerStatement(
      "SELECT name FROM \(schema).exports ORDER BY name", on: state, database: database)
    defer { statement.finalize() }
    var known: [String] = []
    while try statement.step() { if case .text(let name) = statement.value(0) { known.append(name) } }
    return .noExport(name: name, known: known)
  }

  /// The nth newest export, from 0: the rule of the views of the latest export in schema.sql.
  private static func newest(_ number: Int, in schema: String) -> String {
    // In a catalog of version 1, exports have no newest_date, and the name means the NULL of the outermost query.
    """
    SELECT export_id, record_count FROM \(schema).exports WHERE export_id = (SELECT (SELECT export_id FROM (SELECT \
    e.export_id, coalesce(newest_date, (SELECT max(max(f.upload_date, coalesce(f.update_date, ''))) FROM \
    \(schema).files f WHERE f.export_id = e.export_id)) AS newest FROM \(schema).exports e) \
    ORDER BY newest DESC, export_id DESC LIMIT 1 OFFSET \(number)) FROM (SELECT NULL AS newest_date))
    """
  }
}
