import SQLite

/// Compares the names, trees and payloads of the labels: each label once, however many files have it.
struct DefinitionComparison {
  let connection: Connection
  /// Absence from NEW says nothing.
  let isPartial: Bool

  private struct Definition: Hashable {
    let level: QueryValue
    let name: QueryValue
    /// The payload as JSON.
    let payload: QueryValue
    let canonical: QueryValue

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

  /// The definitions of one label, each once, in the order read.
  private struct Definitions {
    var list: [Definition] = []
    var known: Set<Definition> = []

    mutating func add(_ definition: Definition) {
      if known.insert(definition).inserted { list.append(definition) }
    }
  }

  private struct Report {
    let kind: ChangeKind
    let id: Int64
    let field: String
    let old: QueryValue
    let new: QueryValue
  }

  func run() throws {
    let old = try definitions(in: "old")
    let new = try definitions(in: "new")
    let reports = Set(old.keys).union(new.keys).sorted().flatMap { id in
      compare(id, old[id] ?? Definitions(), new[id] ?? Definitions())
    }
    try write(reports)
  }

  /// The definitions of the labels that are not spelled alike in both exports.
  private func definitions(in side: String) throws -> [Int64: Definitions] {
    var found: [Int64: Definitions] = [:]
    try connection.withStatement(SQLTemplate.filled(SQLTexts.definitions, ["side": side])) { statement in
      try statement.forEachRow { row in
        guard case .integer(let id) = row[0] else {
          throw CatalogError.badValue(
            StoredFault(
              table: "attributes", column: "attribute_id", row: "attribute_key \(row[5].copy)",
              problem: .notInteger(found: row[0].copy)))
        }
        found[id, default: Definitions()].add(
          Definition(level: row[1].copy, name: row[2].copy, payload: row[3].copy, canonical: row[4].copy))
      }
    }
    return found
  }

  /// An export that was paged while someone changed a label defines it twice. Definitions that both sides have are no
  /// change; the rest is paired in order, and with the first of the other side where that has no more.
  private func compare(_ id: Int64, _ old: Definitions, _ new: Definitions) -> [Report] {
    guard let firstOld = old.list.first else {
      guard let firstNew = new.list.first else { return [] }
      return [Report(kind: .labelDefined, id: id, field: "name", old: .null, new: firstNew.name)]
    }
    guard let firstNew = new.list.first else {
      if isPartial { return [] }
      return [Report(kind: .labelDropped, id: id, field: "name", old: firstOld.name, new: .null)]
    }
    let oldRest = old.list.filter { !new.known.contains($0) }
    let newRest = new.list.filter { !old.known.contains($0) }
    var reports: [Report] = []
    for index in 0..<max(oldRest.count, newRest.count) {
      let before = index < oldRest.count ? oldRest[index] : oldRest.first ?? firstOld
      let after = index < newRest.count ? newRest[index] : newRest.first ?? firstNew
      func report(_ kind: ChangeKind, _ field: String, _ value: (Definition) -> QueryValue) {
        reports.append(Report(kind: kind, id: id, field: field, old: value(before), new: value(after)))
      }
      if before.name != after.name { report(.labelRenamed, "name", \.name) }
      if before.level != after.level { report(.labelMoved, "level_order", \.level) }
      if before.canonical != after.canonical { report(.labelPayload, "payload", \.payload) }
    }
    return reports
  }

  /// Reports come label by label, so that the files of each are counted once.
  private func write(_ reports: [Report]) throws {
    let insertion = """
      INSERT INTO temp.changes (kind, attribute_id, field, old_value, new_value, files)
      VALUES (:kind, :id, :field, :old, :new, :files)
      """
    // A label that NEW lacks is counted in OLD.
    try connection.withStatement(Self.files(in: "old")) { oldFiles in
      try connection.withStatement(Self.files(in: "new")) { newFiles in
        try connection.withStatement(insertion) { statement in
          var counted: (id: Int64, files: QueryValue)?
          for report in reports {
            if counted?.id != report.id {
              let files =
                report.kind == .labelDropped ? try oldFiles.number(for: report.id) : try newFiles.number(for: report.id)
              counted = (report.id, files)
            }
            try statement.bind([
              "kind": .text(report.kind.rawValue), "id": .integer(report.id), "field": .text(report.field),
              "old": report.old, "new": report.new, "files": counted?.files ?? .null,
            ])
            try statement.forEachRow { _ in }
          }
        }
      }
    }
  }

  private static func files(in side: String) -> String { SQLTemplate.filled(SQLTexts.labelFiles, ["side": side]) }
}

extension Statement {
  /// The one number that a statement gives for an id.
  fileprivate borrowing func number(for id: Int64) throws -> QueryValue {
    var number = QueryValue.null
    try bind(["id": .integer(id)])
    try forEachRow { row in number = row[0].copy }
    return number
  }
}
