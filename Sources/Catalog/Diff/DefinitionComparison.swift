import GRDB

/// Compares what the labels are called, where their trees stand and what they carry: each label once, however many
/// files have it.
struct DefinitionComparison {
  let db: Database
  let sql: DiffSQL

  private struct Definition: Hashable {
    var level: Int64
    var name: String
    /// The payload as JSON.
    var payload: String
    var canonical: String

    // Spelling aside: two spellings of one payload are one definition.
    static func == (left: Self, right: Self) -> Bool {
      left.level == right.level && left.name == right.name && left.canonical == right.canonical
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(level)
      hasher.combine(name)
      hasher.combine(canonical)
    }
  }

  func run() throws {
    let old = try definitions(of: sql.old, other: sql.new)
    let new = try definitions(of: sql.new, other: sql.old)
    for id in Set(old.keys).union(new.keys).sorted() {
      try compare(id, old[id] ?? [], new[id] ?? [])
    }
  }

  /// The definitions of the labels that are not spelled alike in both exports.
  private func definitions(of side: DiffSide, other: DiffSide) throws -> [Int64: [Definition]] {
    let columns = "attribute_id, level_order, name, payload, payload_type"
    func all(_ side: DiffSide) -> String {
      "SELECT \(columns) FROM \(side.schema).attributes WHERE export_id = \(side.exportID)"
    }
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT DISTINCT \(columns), CASE payload_type
            WHEN 'text' THEN json_quote(payload) WHEN 'null' THEN 'null' WHEN 'true' THEN 'true'
            WHEN 'false' THEN 'false' ELSE payload END
        FROM \(side.schema).attributes
        WHERE export_id = \(side.exportID) AND attribute_id IN (
          SELECT attribute_id FROM (\(all(side)) EXCEPT \(all(other)))
          UNION
          SELECT attribute_id FROM (\(all(other)) EXCEPT \(all(side))))
        ORDER BY attribute_id, attribute_key
        """)
    var found: [Int64: [Definition]] = [:]
    while let row = try rows.next() {
      let definition = Definition(
        level: row[1], name: row[2], payload: row[5], canonical: CanonicalJSON.text(of: row[3], type: row[4]))
      if found[row[0], default: []].contains(definition) { continue }
      found[row[0], default: []].append(definition)
    }
    return found
  }

  /// An export that was paged while someone changed a label defines it twice. What both have goes first; what is left
  /// is paired in order, and with the first of the other side where that has nothing left.
  private func compare(_ id: Int64, _ old: [Definition], _ new: [Definition]) throws {
    guard let firstOld = old.first else {
      guard let firstNew = new.first else { return }
      return try report(.labelDefined, id, field: "name", nil, firstNew.name)
    }
    guard let firstNew = new.first else {
      if !sql.isPartial { try report(.labelDropped, id, field: "name", firstOld.name, nil) }
      return
    }
    let shared = Set(old).intersection(new)
    let oldRest = old.filter { !shared.contains($0) }
    let newRest = new.filter { !shared.contains($0) }
    for index in 0..<max(oldRest.count, newRest.count) {
      let before = index < oldRest.count ? oldRest[index] : oldRest.first ?? firstOld
      let after = index < newRest.count ? newRest[index] : newRest.first ?? firstNew
      if before.name != after.name { try report(.labelRenamed, id, field: "name", before.name, after.name) }
      if before.level != after.level {
        try report(.labelMoved, id, field: "level_order", before.level, after.level)
      }
      if before.canonical != after.canonical {
        try report(.labelPayload, id, field: "payload", before.payload, after.payload)
      }
    }
  }

  private func report(
    _ kind: ChangeKind, _ id: Int64, field: String,
    _ old: (any DatabaseValueConvertible)?, _ new: (any DatabaseValueConvertible)?
  ) throws {
    let side = kind == .labelDropped ? sql.old : sql.new
    try db.execute(
      sql: """
        INSERT INTO changes (kind, attribute_id, field, old_value, new_value, files)
        VALUES (?1, ?2, ?3, ?4, ?5, (
          SELECT count(DISTINCT ga.file_key)
          FROM \(side.schema).attributes a
          JOIN \(side.schema).group_attributes ga ON ga.attribute_key = a.attribute_key
          WHERE a.export_id = \(side.exportID) AND a.attribute_id = ?2))
        """,
      arguments: [kind.rawValue, id, field, old, new])
  }
}
