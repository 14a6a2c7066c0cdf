import Catalogs
import SQLite

/// What can be answered to the question for a parameter of a saved query.
enum ParameterAnswer {
  /// The part of a value that is being typed: of a list, what follows the last comma.
  static func last(of value: String, for parameter: SavedQuery.Parameter) -> String {
    let scalars = value.unicodeScalars
    guard parameter.type == .labels, let comma = scalars.lastIndex(of: ",") else { return value }
    return String(scalars[scalars.index(after: comma)...].drop { $0 == " " })
  }

  /// Whether a label's name can stand in a list: the list is cut at commas, and a blank at an end is hard to see.
  static func canBeListed(_ name: String) -> Bool {
    let scalars = name.unicodeScalars
    return !scalars.contains(",") && scalars.first != " " && scalars.last != " " && !scalars.isEmpty
  }

  /// Whether a text can be typed on a line.
  static func canBeTyped(_ text: String) -> Bool {
    !text.unicodeScalars.contains { $0.properties.generalCategory == .control }
  }
}

/// A label, as completion offers it.
struct LabelName: Equatable {
  let name: String
  let id: String
}

extension Session {
  /// Answers what Tab asks where a parameter's value is typed alone.
  func completion(of text: String, at cursor: Int, for parameter: SavedQuery.Parameter) -> Completion? {
    let bytes = Array(text.utf8)
    let cursor = min(max(cursor, 0), bytes.count)
    let typed = ParameterAnswer.last(of: String(decoding: bytes[..<cursor], as: UTF8.self), for: parameter)
    guard let catalog, let names = try? catalog.withConnection({ try SchemaNames(on: $0) }) else { return nil }
    let candidates = values(of: parameter, beginningWith: typed, names: names)
    return Completion(range: cursor - typed.utf8.count..<cursor, candidates: Completion.ranked(typed, [candidates]))
  }

  /// What a parameter takes, as far as it can be listed: values of the catalog, and words of the header.
  ///
  /// - Parameter beginning: what is typed of it; many ids are listed by their beginning only.
  func values(
    of parameter: SavedQuery.Parameter, beginningWith beginning: String, names: SchemaNames
  ) -> [Completion.Candidate] {
    var found: [Completion.Candidate] = []
    if parameter.namesAnExport {
      let exports = (try? withConnection { try ExportWord.known(on: $0) }) ?? []
      found = (ExportWord.allCases.map(\.rawValue) + exports).map { .init(text: $0) }
    } else {
      switch parameter.type {
      case .choice(let words): found = words.map { .init(text: $0) }
      case .label: found = labels(isList: false, beginningWith: beginning)
      case .labels: found = labels(isList: true, beginningWith: beginning)
      case .person: found = people.map { .init(text: $0) }
      case .id: found = ids(beginningWith: beginning).map { .init(text: $0) }
      case .date: found = days.map { .init(text: $0) }
      case nil, .text:
        found = values(of: SavedQuery.Parameter.column(forName: parameter.name), in: nil, names: names).map {
          .init(text: $0)
        }
      case .number, .count, .days, .export, .unknown: break
      }
    }
    if let value = parameter.defaultValue, value != .null {
      found.append(.init(text: value.description, note: "default"))
    }
    return found.filter { ParameterAnswer.canBeTyped($0.text) }
  }

  // MARK: Labels

  /// The names of all labels, the most used first, and their ids.
  private func labels(isList: Bool, beginningWith beginning: String) -> [Completion.Candidate] {
    let all = knownLabels ?? readLabels()
    knownLabels = all
    let names = all.filter { !isList || ParameterAnswer.canBeListed($0.name) }
      .map { Completion.Candidate(text: $0.name, note: "label \($0.id)") }
    let ids = all.map { Completion.Candidate(text: $0.id, note: $0.name) }
    return beginning.first?.isNumber == true ? ids + names : names + ids
  }

  private func readLabels() -> [LabelName] {
    let counted = """
      SELECT a.name, a.attribute_id FROM attributes a LEFT JOIN label_counts c ON c.attribute_key = a.attribute_key
      GROUP BY a.name, a.attribute_id ORDER BY total(c.uses) DESC, a.name
      """
    let plain = "SELECT DISTINCT name, attribute_id FROM attributes ORDER BY name"
    let rows = (try? withConnection { try $0.rows(counted) }) ?? (try? withConnection { try $0.rows(plain) }) ?? []
    return rows.map { LabelName(name: $0[0].description, id: $0[1].description) }
  }

  // MARK: People, days and ids

  /// Authors and validators in a sample of the files.
  private var people: [String] { sample(["author_name", "validator_name"], order: "count(*) DESC, value") }

  /// Days on which files were uploaded or changed, in a sample of them, the latest first.
  private var days: [String] {
    sample(["substr(upload_date, 1, 10)", "substr(update_date, 1, 10)"], order: "value DESC")
  }

  /// Distinct values of expressions in a sample of the files: 40 runs of files from all over the catalog, which takes
  /// milliseconds whatever its size.
  private func sample(_ expressions: [String], order: String) -> [String] {
    let key = "sample of \(expressions)"
    if let values = knownValues[key] { return values }
    let names = expressions.indices.map { "value_\($0)" }
    // Each end by itself is found in the index; both together would be looked for in all rows.
    let sql = """
      WITH RECURSIVE
        ends (low, high) AS MATERIALIZED (
          SELECT (SELECT min(file_key) FROM files), (SELECT max(file_key) FROM files)),
        starts (no, file_key) AS (
          SELECT 0, low FROM ends
          UNION ALL
          SELECT no + 1, low + (high - low) / 40 * (no + 1) FROM starts, ends WHERE no < 39),
        picked (\(names.joined(separator: ", "))) AS MATERIALIZED (
          SELECT \(expressions.joined(separator: ", "))
          FROM starts s CROSS JOIN files f ON f.file_key >= s.file_key AND f.file_key < s.file_key + 250),
        found AS (\(names.map { "SELECT \($0) AS value FROM picked" }.joined(separator: " UNION ALL ")))
      SELECT value FROM found WHERE value <> '' GROUP BY value ORDER BY \(order) LIMIT 1000
      """
    let values = ((try? withConnection { try $0.rows(sql) }) ?? []).map(\.[0].description)
    knownValues[key] = values
    return values
  }

  /// Ids of files that begin so; each export has an index of them.
  private func ids(beginningWith beginning: String) -> [String] {
    let sql = """
      SELECT DISTINCT f.file_id FROM exports e
      JOIN files f ON f.export_id = e.export_id AND f.file_id >= :from AND f.file_id < :to
      LIMIT \(Completion.limit)
      """
    let values: [String: QueryValue] = ["from": .text(beginning), "to": .text(beginning + "\u{10FFFF}")]
    return ((try? withConnection { try $0.rows(sql, parameters: values) }) ?? []).map(\.[0].description)
  }
}
