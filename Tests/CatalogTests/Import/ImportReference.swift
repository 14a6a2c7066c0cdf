import Catalogs
import Foundation
import SQLite

/// What an import must store, worked out the slow way: by `JSONSerialization` and plain dictionaries.
struct ImportReference {
  private(set) var files: [[QueryValue]] = []
  private(set) var groups: [[QueryValue]] = []
  private(set) var labels: [[QueryValue]] = []
  private(set) var duplicates: [[QueryValue]] = []
  private(set) var transfers: [[QueryValue]] = []

  /// - Parameter exports: the files of the export: arrays or envelopes.
  init(_ exports: [Data]) throws {
    for export in exports {
      let document = try JSONSerialization.jsonObject(with: export)
      let records = document as? [[String: Any]] ?? (document as? [String: Any])?["data"] as? [[String: Any]] ?? []
      for record in records { add(record) }
    }
  }

  private mutating func add(_ record: [String: Any]) {
    let id = Self.value(record["id"])
    files.append(
      [
        "id", "file_name", "file_type", "status", "author_name", "validator_name", "upload_date", "update_date",
        "related_duplicates",
      ].map { Self.value(record[$0]) })
    if record["rebound"] is String { duplicates.append([id, Self.value(record["rebound"])]) }
    if record["rebound_project"] is NSNumber { transfers.append([id, Self.value(record["rebound_project"])]) }
    let groups = record["attributes"] as? [[String: Any]] ?? []
    for (number, group) in groups.enumerated() {
      self.groups.append([id, .integer(Int64(number)), Self.value(group["uid"])])
      for (position, label) in (group["attributes"] as? [[Any]] ?? []).enumerated() {
        let payload = label[3]
        labels.append(
          [id, .integer(Int64(number)), .integer(Int64(position))] + label.prefix(3).map { Self.value($0) }
            + [.text(Self.type(payload)), .text(Self.canonical(payload))])
      }
    }
  }

  /// A field's value; one that is missing can't be mistaken for null.
  private static func value(_ value: Any?) -> QueryValue {
    switch value {
    case is NSNull: .null
    case let text as String: .text(text)
    case let number as NSNumber: .integer(number.int64Value)
    default: .text("missing: \(String(describing: value))")
    }
  }

  private static func type(_ payload: Any) -> String {
    switch payload {
    case is NSNull: "null"
    case is String: "text"
    case let number as NSNumber:
      switch String(cString: number.objCType) {
      case "c": number.boolValue ? "true" : "false"
      // An integer past 64 bits comes as a decimal number.
      case "d": number is NSDecimalNumber && Decimal(string: number.stringValue)?.isWhole == true ? "integer" : "real"
      default: "integer"
      }
    case is [Any]: "array"
    default: "object"
    }
  }

  /// A JSON value in one spelling.
  static func canonical(_ value: Any) -> String {
    let data = try? JSONSerialization.data(withJSONObject: [value], options: [.sortedKeys, .withoutEscapingSlashes])
    return data.map { String(decoding: $0, as: UTF8.self) } ?? "unwritable"
  }
}

extension Decimal {
  fileprivate var isWhole: Bool {
    var (value, rounded) = (self, Decimal())
    NSDecimalRound(&rounded, &value, 0, .plain)
    return rounded == self
  }
}

extension Catalog {
  /// The tables of an export in the form of an ``ImportReference``.
  func content(of export: String) throws -> [String: [[QueryValue]]] {
    func rows(_ sql: String) throws -> [[QueryValue]] { try self.rows(sql, parameters: ["export": .text(export)]) }
    let files = "FROM exports e JOIN files f ON f.export_id = e.export_id"
    let labels = try rows(
      """
      SELECT f.file_id, g.group_no, ga.position, a.attribute_id, a.level_order, a.name, a.payload_type, a.payload
      \(files) JOIN attribute_groups g ON g.file_key = f.file_key
      JOIN group_attributes ga ON ga.file_key = g.file_key AND ga.group_no = g.group_no
      JOIN attributes a ON a.attribute_key = ga.attribute_key AND a.export_id = e.export_id
      WHERE e.name = :export ORDER BY f.file_key, g.group_no, ga.position
      """)
    return [
      "files": try rows(
        """
        SELECT file_id, file_name, file_type, status, author_name, validator_name, upload_date, update_date,
          related_duplicates
        \(files) WHERE e.name = :export ORDER BY file_key
        """),
      "groups": try rows(
        """
        SELECT f.file_id, g.group_no, g.uid \(files) JOIN attribute_groups g ON g.file_key = f.file_key
        WHERE e.name = :export ORDER BY f.file_key, g.group_no
        """),
      "labels": labels.map { $0.dropLast() + [.text(Self.canonicalPayload(type: $0[6], $0[7]))] },
      "duplicates": try rows(
        """
        SELECT f.file_id, d.original_id \(files) JOIN duplicates d ON d.file_key = f.file_key
        WHERE e.name = :export ORDER BY f.file_key
        """),
      "transfers": try rows(
        """
        SELECT f.file_id, t.storage_project_id \(files) JOIN transfers t ON t.file_key = f.file_key
        WHERE e.name = :export ORDER BY f.file_key
        """),
    ]
  }

  /// The JSON value that a stored payload stands for, in one spelling.
  private static func canonicalPayload(type: QueryValue, _ payload: QueryValue) -> String {
    guard case .text(let type) = type else { return "no type" }
    switch (type, payload) {
    case ("null", .null): return ImportReference.canonical(NSNull())
    case ("true", .text("1")): return ImportReference.canonical(true)
    case ("false", .text("0")): return ImportReference.canonical(false)
    case ("text", .text(let text)): return ImportReference.canonical(text)
    case ("integer", .text(let text)), ("real", .text(let text)), ("array", .text(let text)),
      ("object", .text(let text)):
      let value = try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
      return value.map(ImportReference.canonical) ?? "no JSON: \(text)"
    default: return "a payload \(payload) of type \(type)"
    }
  }

  /// The digest of each file of an export.
  func digests(of export: String) throws -> [String: QueryValue] {
    let rows = try self.rows(
      "SELECT file_id, digest FROM files JOIN exports USING (export_id) WHERE name = :export",
      parameters: ["export": .text(export)])
    return Dictionary(uniqueKeysWithValues: rows.map { (String(describing: $0[0]), $0[1]) })
  }

  /// What SQLite itself finds wrong with the file; nothing, as it should be.
  func faults() throws -> [[QueryValue]] {
    try rows("PRAGMA integrity_check").filter { $0 != [.text("ok")] } + rows("PRAGMA foreign_key_check")
  }
}

/// Records made up for the tests, in the platform's spelling.
enum MadeUp {
  static func record(
    _ id: String, status: String = "a", groups: String = "[]", update: String = "null", duplicates: Int = 0,
    validator: String = "null", fileName: String? = nil, extra: String = ""
  ) -> String {
    """
    {"id":"\(id)","related_duplicates":\(duplicates),"attributes":\(groups),"author_name":"Ann",\
    "validator_name":\(validator),"file_name":"\(fileName ?? "\(id).jpg")","file_type":"image","status":"\(status)",\
    "upload_date":"2025-06-10 21:41","update_date":\(update),"rebound_project":null,"rebound":null\(extra)}
    """
  }

  static func export(_ records: [String]) -> [UInt8] { Array(("[" + records.joined(separator: ",\n") + "]").utf8) }

  /// Enough records for several batches: about 1.1 MB.
  static let many: [String] = (0..<3500).map {
    record(
      "file-\($0)", groups: #"[{"uid":"u\#($0)","attributes":[[\#($0 % 50),0,"type",null],[1000,1,"kind",{"a":1}]]}]"#)
  }
}
