import ByteText
import SQLite

/// A value that can be typed, and what is said beside it.
package struct OfferedValue: Equatable, Sendable {
  package var text: String
  package var note: String

  package init(_ text: String, note: String = "") {
    self.text = text
    self.note = note
  }
}

extension SavedQuery.Parameter {
  /// The column whose values a parameter of any text takes, by its name.
  package static func column(forName name: String) -> String {
    switch name {
    case "author": "author_name"
    case "validator": "validator_name"
    case "label", "labels": "name"
    case "type": "file_type"
    default: name
    }
  }
}

extension Catalog {
  /// How many of the newest files are looked through for people, statuses and types, and how many values are offered.
  private static let offerLimits = (files: 30_000, values: 1000)

  /// The names of exports, the newest first, behind `latest` and `previous`.
  package func offeredExports() throws -> [OfferedValue] {
    let exports = try withConnection { try $0.exports() }
    let words = zip(ExportWord.allCases, exports).map { OfferedValue($0.rawValue, note: "stands for \($1.name)") }
    let names = exports.map { export in
      OfferedValue(export.name, note: "\(export.recordCount) records" + (export.newestDate.map { ", to \($0)" } ?? ""))
    }
    return words + names
  }

  /// Values that a parameter takes, as far as they can be listed: some where there are many.
  ///
  /// - Parameters:
  ///   - parameter: of a saved query.
  ///   - beginning: what was typed of the value.
  package func offeredValues(of parameter: SavedQuery.Parameter, beginning: String) throws -> [OfferedValue] {
    if parameter.namesAnExport { return try offeredExports() }
    switch parameter.type {
    case .choice(let words): return words.map { OfferedValue($0) }
    case .label, .labels: return try offeredLabels(beginning: beginning)
    case .person: return try offeredPeople()
    case .id: return try offeredFiles(beginning: beginning)
    case .text, nil: return try offeredTexts(parameter.name, beginning: beginning)
    case .number, .count, .days, .date, .export, .unknown: return []
    }
  }

  /// Files by their ids, those of the newest exports first.
  package func offeredFiles(beginning: String) throws -> [OfferedValue] {
    try withConnection { connection in
      var offered: [OfferedValue] = []
      var seen: Set<ByteString> = []
      for export in try connection.exports() where offered.count < 100 {
        // A range of the index, not LIKE, which takes no index for a text that differs by case.
        let sql = """
          SELECT file_id, file_name FROM files
          WHERE export_id = :export AND file_id >= :from AND file_id < :from || char(1114111)
          ORDER BY file_id LIMIT 100
          """
        let parameters: [String: QueryValue] = ["export": .integer(export.exportID), "from": .text(beginning)]
        for row in try connection.rows(sql, parameters: parameters) {
          guard let id = row[0].text, seen.insert(ByteString(id)).inserted else { continue }
          offered.append(OfferedValue(id, note: row[1].text ?? ""))
        }
      }
      return offered
    }
  }

  /// Labels by name; also by id where a number is being typed.
  private func offeredLabels(beginning: String) throws -> [OfferedValue] {
    let rows = try rows(
      """
      SELECT name, attribute_id FROM attributes WHERE typeof(name) = 'text'
      GROUP BY name, attribute_id ORDER BY name, attribute_id
      """)
    var ids: [(name: String, ids: [String])] = []
    for row in rows {
      let (name, id) = (row[0].description, row[1].description)
      if let last = ids.last, last.name.hasSameBytes(as: name) {
        ids[ids.count - 1].ids.append(id)
      } else {
        ids.append((name, [id]))
      }
    }
    let names = ids.map { OfferedValue($0.name, note: "label \($0.ids.joined(separator: ", "))") }
    guard beginning.utf8.first.map({ (0x30...0x39).contains($0) }) == true else { return names }
    return names + rows.map { OfferedValue($0[1].description, note: $0[0].description) }
  }

  private func offeredPeople() throws -> [OfferedValue] {
    var notes: [ByteString: Set<String>] = [:]
    var names: [String] = []
    for (column, note) in [("author_name", "author"), ("validator_name", "validator")] {
      for name in try texts(of: column) {
        if notes[ByteString(name)] == nil { names.append(name) }
        notes[ByteString(name), default: []].insert(note)
      }
    }
    return names.map { name in
      OfferedValue(name, note: notes[ByteString(name)].map { $0.sorted().joined(separator: ", ") } ?? "")
    }
  }

  /// Values for a parameter without a type, told by its name.
  private func offeredTexts(_ name: String, beginning: String) throws -> [OfferedValue] {
    if ["person", "who"].contains(name) { return try offeredPeople() }
    switch SavedQuery.Parameter.column(forName: name) {
    case "name" where name != "name": return try offeredLabels(beginning: beginning)
    case "file_id": return try offeredFiles(beginning: beginning)
    case let column where ["author_name", "validator_name", "file_type", "status"].contains(column):
      return try texts(of: column).map { OfferedValue($0) }
    default: return []
    }
  }

  /// The texts in a column of the newest files, the most frequent first.
  private func texts(of column: String) throws -> [String] {
    try rows(
      """
      SELECT \(column) FROM (SELECT \(column) FROM files ORDER BY file_key DESC LIMIT \(Self.offerLimits.files))
      WHERE typeof(\(column)) = 'text' AND \(column) <> ''
      GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT \(Self.offerLimits.values)
      """
    ).map(\.[0].description)
  }
}
