import Catalogs
import ExportFormat
import Foundation
import SQLite

/// A catalog in a folder of its own, gone when the value is.
final class DiffCatalog {
  let folder: URL
  let catalog: Catalog
  private var comparison: Comparison?
  var path: String { folder.appending(path: "catalog.db").path }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "pressmark-diff-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    catalog = try Catalog(path: folder.appending(path: "catalog.db").path, access: .create)
  }

  /// A catalog with two exports, `old` and `new`.
  convenience init(old: [SampleRecord], new: [SampleRecord], project: Int? = 7) throws {
    try self.init()
    try add("old", old, project: project)
    try add("new", new, project: project)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func add(_ name: String, _ records: [SampleRecord], project: Int? = 7, labels: [Int: SampleLabel] = [:]) throws {
    try add(name, json: "[" + records.map { $0.json(labels: labels) }.joined(separator: ",") + "]", project: project)
  }

  func add(_ name: String, json: String, project: Int? = 7) throws {
    _ = try catalog.importExport(
      [MemorySource(Array(json.utf8))], options: ImportOptions(name: name, projectID: project))
  }

  /// Compares two exports; the comparison stays open for the statements that follow.
  @discardableResult
  func compare(
    old: String = "old", new: String = "new", options: ComparisonOptions = ComparisonOptions()
  ) throws -> Comparison {
    let comparison = try catalog.comparison(old: old, new: new, options: options)
    self.comparison = comparison
    return comparison
  }

  /// The changes from `old` to `new`, each as one line: file, kind, values, group and label.
  func changes(_ options: ComparisonOptions = ComparisonOptions(), kinds: [ChangeKind] = ChangeKind.allCases) throws
    -> [String]
  {
    var lines: [String] = []
    try compare(options: options).forEachChange(ChangeFilter(kinds: Set(kinds))) { change in
      let subject = change.fileID ?? change.attributeID.map { "label \($0)" } ?? "-"
      var line = "\(subject) \(change.kind.rawValue) \(change.oldValue)>\(change.newValue)"
      if let uid = change.groupUID { line += " @\(uid)" }
      if change.fileID != nil, let label = change.attributeID { line += " #\(label)" }
      if change.isNoise { line += " noise" }
      lines.append(line)
    }
    return lines.sorted()
  }
}

/// A label's definition; the payload is JSON.
struct SampleLabel: Equatable {
  var level = 0
  var name: String
  var payload = "null"
}

/// A record to make exports of.
struct SampleRecord {
  struct Group {
    var uid: String
    var labels: [Int]
    var extra = ""
  }

  var id: String
  var related = 0
  var author = "ann"
  var validator: String?
  var fileName = "cat.jpg"
  var fileType = "image"
  var status = "v"
  var uploadDate = "2025-01-02 03:04"
  var updateDate: String? = "2025-01-03 03:04"
  var reboundProject: Int?
  var rebound: String?
  var groups: [Group] = []
  /// More members, such as `"stars": 5`.
  var extra: [String] = []

  init(_ id: String, _ change: (inout SampleRecord) -> Void = { _ in }) {
    self.id = id
    change(&self)
  }

  func with(_ change: (inout SampleRecord) -> Void) -> SampleRecord {
    var copy = self
    change(&copy)
    return copy
  }

  func json(labels: [Int: SampleLabel] = [:]) -> String {
    let groups = groups.map { group in
      let entries = group.labels.map { id in
        let label = labels[id] ?? SampleLabel(name: "label \(id)")
        return "[\(id),\(label.level),\(Self.quoted(label.name)),\(label.payload)]"
      }
      let extra = group.extra.isEmpty ? "" : "," + group.extra
      return "{\"uid\":\(Self.quoted(group.uid)),\"attributes\":[\(entries.joined(separator: ","))]\(extra)}"
    }
    let members = [
      "\"id\":\(Self.quoted(id))", "\"related_duplicates\":\(related)",
      "\"attributes\":[\(groups.joined(separator: ","))]", "\"author_name\":\(Self.quoted(author))",
      "\"validator_name\":\(Self.quoted(validator))", "\"file_name\":\(Self.quoted(fileName))",
      "\"file_type\":\(Self.quoted(fileType))", "\"status\":\(Self.quoted(status))",
      "\"upload_date\":\(Self.quoted(uploadDate))", "\"update_date\":\(Self.quoted(updateDate))",
      "\"rebound_project\":\(reboundProject.map(String.init) ?? "null")", "\"rebound\":\(Self.quoted(rebound))",
    ]
    return "{" + (members + extra).joined(separator: ",") + "}"
  }

  /// A string of JSON, or null.
  static func quoted(_ text: String?) -> String {
    guard let text else { return "null" }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\u{0}": result += "\\u0000"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return "\"\(result)\""
  }
}

/// A small generator of random numbers with a seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: Int) { state = UInt64(bitPattern: Int64(seed)) }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
