import SQLite

/// One comparison on a connection, from the first join to the filled table `changes`.
///
/// The statements are in the `.sql` files beside this one; each fills temporary tables from those before it. Nothing
/// compares every file with every other: the first statement joins the two exports on their unique index and keeps what
/// differs, the rest looks at that alone.
///
/// Everything goes through ``Connection``, which takes text by its length: an id can hold a NUL.
struct ComparisonRun {
  let sides: ComparisonSides
  let connection: Connection
  /// What is compared value by value.
  var fields = ComparedField.all

  /// Fills `changes` and the tables beside it, in one snapshot of the catalog.
  func run() throws {
    try run(SQLTexts.clearResult + SQLTexts.clear)
    try run(SQLTexts.result, ["old_name": sides.old.quotedName, "new_name": sides.new.quotedName])
    for side in Side.allCases { try run(SQLTexts.side, try views(of: side)) }
    try run(SQLTexts.pairs, fields.pairs)
    if try addedCount() > 0 { try run(SQLTexts.added) }
    try people()
    try run(SQLTexts.presence)
    for field in fields { try compare(field) }
    try run(SQLTexts.links)
    try ClusterComparison(connection: connection).run()
    if try hasRow("SELECT 1 FROM diff_pairs WHERE closer") {
      try run(SQLTexts.unknownFields, ComparedField.keptInExtra)
      try groups()
    }
    try run(SQLTexts.noise, fields.movedBySaves)
    try DefinitionComparison(connection: connection, isPartial: sides.isPartial).run()
    try run(SQLTexts.objects, ["side": "new", "other": "old", "fate": "fetch"])
    if !sides.isPartial { try run(SQLTexts.objects, ["side": "old", "other": "new", "fate": "drop"]) }
    try run(SQLTexts.clear)
  }

  /// How many files NEW has that OLD lacks, from the counts alone.
  private func addedCount() throws -> Int {
    let removed = try connection.rows("SELECT count(*) FROM diff_pairs WHERE new_key IS NULL").first?.first?.integer
    return sides.new.fileCount - (sides.old.fileCount - Int(removed ?? 0))
  }

  private func people() throws {
    try run(SQLTexts.names)
    guard try hasRow("SELECT 1 FROM diff_names") else { return }
    try run(SQLTexts.people)
    if try hasRow("SELECT 1 FROM diff_people") { try run(SQLTexts.renamedPeople) }
  }

  private func compare(_ field: ComparedField) throws {
    try run(
      SQLTexts.field, ["field": field.column],
      parameters: [
        "kind": .text(field.kind.rawValue), "is_person": .integer(field.isPerson ? 1 : 0),
        "noise": .integer(field.isNoise ? 1 : 0),
      ])
  }

  /// Pairs the attribute groups: those that are the same, then those of one uid, then those of one content.
  private func groups() throws {
    try run(SQLTexts.groups)
    try match(byUID: 1, byLabels: 1)
    try run(SQLTexts.takeMatches)
    try match(byUID: 1, byLabels: 0)
    try run(SQLTexts.takeMatches + SQLTexts.labels)
    try match(byUID: 0, byLabels: 1)
    try run(SQLTexts.groupUids + SQLTexts.takeMatches)
    try run(SQLTexts.unmatchedGroups + SQLTexts.labels)
  }

  private func match(byUID: Int64, byLabels: Int64) throws {
    try run(SQLTexts.matchGroups, parameters: ["by_uid": .integer(byUID), "by_labels": .integer(byLabels)])
  }

  private func hasRow(_ query: String) throws -> Bool { try !connection.rows(query + " LIMIT 1").isEmpty }

  private func run(_ text: String, _ places: [String: String] = [:], parameters: [String: QueryValue] = [:]) throws {
    let common: [String: QueryValue] = [
      "partial": .integer(sides.isPartial ? 1 : 0), "projects_differ": .integer(sides.projectsDiffer ? 1 : 0),
    ]
    let values = common.merging(parameters) { $1 }
    try connection.forEachStatement(in: SQLTemplate.filled(text, places)) { statement in
      try statement.bind(values)
      try statement.forEachRow { _ in }
    }
  }
}

extension ComparisonRun {
  private enum Side: String, CaseIterable {
    case old, new
  }

  /// What `side.sql` has for one side.
  private func views(of side: Side) throws -> [String: String] {
    let (this, other) = side == .old ? (sides.old, sides.new) : (sides.new, sides.old)
    let project = this.projectID ?? other.projectID ?? 0
    return [
      "side": side.rawValue, "catalog": this.schema, "export": String(this.exportID), "keys": try keys(of: this),
      "project": project == 0 ? "'?'" : String(project), "absent": try absentColumns(in: this.schema),
    ]
  }

  /// The condition that every `file_key` of an export meets, and those of other exports as a rule don't.
  private func keys(of side: ComparisonSide) throws -> String {
    let range = try connection.rows(
      "SELECT min(file_key), max(file_key) FROM \(side.schema).files WHERE export_id = \(side.exportID)")
    guard case .integer(let first) = range[0][0], case .integer(let last) = range[0][1] else { return "IS NULL" }
    return "BETWEEN \(first) AND \(last)"
  }

  /// The columns of `files` that an older catalog lacks, with the values that it has in `extra`.
  private func absentColumns(in schema: String) throws -> String {
    let columns = try connection.rows(
      "SELECT name FROM pragma_table_info('files', :schema)", parameters: ["schema": .text(schema)]
    ).compactMap { $0[0].text?.lowercased() }
    return fields.filter { !columns.contains($0.column) }.map {
      ", \(LaterField.value(of: $0.column, in: "files")) AS \($0.column)"
    }.joined()
  }
}
