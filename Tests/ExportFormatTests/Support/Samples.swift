import Foundation

/// A record as the platform writes it, to be changed field by field.
struct SampleRecord {
  var fields: [(name: String, value: String)] = [
    ("id", #""6848a6709aeaf5eb62cf01a8""#),
    ("related_duplicates", "0"),
    ("attributes", #"[{"uid":"u1","attributes":[[1,0,"type_1",null],[2,1,"type_2",{"a":[1,2.50]}]]}]"#),
    ("author_name", #""Ann""#),
    ("validator_name", "null"),
    ("file_name", #""photo.jpg""#),
    ("file_type", #""image""#),
    ("status", #""a""#),
    ("upload_date", #""2025-06-10 21:41""#),
    ("update_date", #""2025-06-11 08:00""#),
    ("rebound_project", "null"),
    ("rebound", "null"),
  ]

  func with(_ name: String, _ value: String) -> SampleRecord {
    var copy = self
    for index in copy.fields.indices where copy.fields[index].name == name { copy.fields[index].value = value }
    return copy
  }

  func without(_ name: String) -> SampleRecord {
    var copy = self
    copy.fields.removeAll { $0.name == name }
    return copy
  }

  func adding(_ name: String, _ value: String) -> SampleRecord {
    var copy = self
    copy.fields.append((name, value))
    return copy
  }

  /// With the value as the payload of its one label.
  func payload(_ value: String) -> SampleRecord {
    with("attributes", #"[{"uid":"u1","attributes":[[1,0,"type_1",\#(value)]]}]"#)
  }

  var text: String { "{" + fields.map { "\"\($0.name)\":\($0.value)" }.joined(separator: ",") + "}" }
  /// As the only record of an export.
  var export: String { "[" + text + "]" }
}

/// The real exports that the repository ships.
enum RealExports {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "CatalogTests/Exports")

  /// All files that hold records, by their path below the folder, in order.
  static let paths: [String] = {
    let all = FileManager.default.subpaths(atPath: folder.path(percentEncoded: false)) ?? []
    return all.filter { path in
      path.hasSuffix(".json")
        && (path.contains("annotation") || path.contains("pages/") || path.contains("filtered/"))
        && !path.hasSuffix("index.json")
    }.sorted()
  }()

  static func bytes(_ path: String) throws -> [UInt8] { try Array(Data(contentsOf: folder.appending(path: path))) }
}
