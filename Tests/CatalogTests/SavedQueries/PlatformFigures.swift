import Catalogs
import Foundation
import SQLite

/// The platform's own numbers beside an export.
struct PlatformFigures: Decodable {
  let fromAttribute: [Node]
  let fromUser: [Node]
  let fromDiff: [String: [Node]]
  let goalsAll: Goals
  let projectSchema: ProjectSchema

  init(of export: String) throws {
    self = try JSONDecoder.ofExports.decode(Self.self, from: SampleExports.data("\(export)/stats.json"))
  }

  struct Goals: Decodable { let data: [Goal] }

  struct Goal: Decodable {
    let id, onValidation, complete, progress, amount, imageMod, videoMod: Int
  }

  struct ProjectSchema: Decodable {
    struct Level: Decodable { let attributes: [Label] }
    struct Label: Decodable { let id: Int }
    let attributes: [Level]

    var labelIDs: Set<Int> { Set(attributes.flatMap(\.attributes).map(\.id)) }
  }

  /// A label or a person, with counts by status and file type.
  struct Node: Decodable {
    /// Nil for the row of files without a label.
    let id: Int?
    let name: String
    let cells: Cells
    let children: [Node]

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Key.self)
      id = try? container.decode(Int.self, forKey: Key("id"))
      name = try container.decode(String.self, forKey: Key("name"))
      children = try container.decodeIfPresent([Node].self, forKey: Key("children")) ?? []
      var cells = Cells()
      for key in container.allKeys where key.stringValue.utf8.count == 1 {
        for (type, count) in try container.decode([String: Int].self, forKey: key) {
          cells.add(count, status: key.stringValue, fileType: type)
        }
      }
      self.cells = cells
    }

    /// The node and all below it.
    var all: [Node] { [self] + children.flatMap(\.all) }
  }

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
  }
}

/// Counts by the columns of the statistics queries; zeros are not kept.
struct Cells: Equatable, CustomStringConvertible {
  private(set) var counts: [String: Int] = [:]

  static let statuses = ["v": "waiting", "a": "accepted", "d": "declined", "p": "processing", "u": "duplicated"]

  init() {}

  init(_ row: [String: QueryValue]) {
    for status in Self.statuses.values {
      for type in ["images", "videos", "other"] {
        let column = "\(status)_\(type)"
        // A column that is not there must not pass as zero.
        if let count = row.integer(column) { if count != 0 { counts[column] = count } } else { counts[column] = -1 }
      }
    }
  }

  mutating func add(_ count: Int, status: String, fileType: String) {
    guard count != 0 else { return }
    let type = ["image": "images", "video": "videos"][fileType] ?? "other"
    counts["\(Self.statuses[status] ?? status)_\(type)", default: 0] += count
  }

  mutating func remove(_ count: Int, status: String, fileType: String) {
    add(-count, status: status, fileType: fileType)
    counts = counts.filter { $0.value != 0 }
  }

  var total: Int { counts.values.reduce(0, +) }

  var description: String { counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ") }
}

/// Uses of the project's labels on files of other projects: the platform counts them, the export does not hold them.
struct LabelsElsewhere: Decodable {
  struct Row: Decodable {
    let label: Int
    let status: String
    let fileType: String
    let count: Int
  }
  let rows: [Row]

  /// None where there is no such file.
  static func of(_ export: String) throws -> [Row] {
    guard export == "summer" else { return [] }
    return try JSONDecoder.ofExports.decode(Self.self, from: SampleExports.data("summer/labels-elsewhere.json")).rows
  }
}
