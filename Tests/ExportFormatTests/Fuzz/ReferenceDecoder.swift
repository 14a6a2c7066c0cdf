import Foundation

@testable import ExportFormat

/// Decodes an export the slow way, from what `JSONSerialization` reads, by the rules as they are written down.
struct ReferenceDecoder {
  struct Refusal: Error {}

  let records: [ReadRecord]

  init(_ document: Any) throws {
    guard let records = document as? [Any] else { throw Refusal() }
    self.records = try records.enumerated().map { try Self.record($1, number: $0 + 1) }
  }

  private static let fields = Set(RecordField.allCases.map(\.name))

  private static func record(_ value: Any, number: Int) throws -> ReadRecord {
    guard let record = value as? [String: Any] else { throw Refusal() }
    func field(_ name: String) throws -> Any {
      guard let value = record[name] else { throw Refusal() }
      return value
    }
    func text(_ name: String, mayBeEmpty: Bool = true) throws -> String {
      guard let text = try field(name) as? String, mayBeEmpty || !text.isEmpty else { throw Refusal() }
      return text
    }
    func optional<Value>(_ name: String, _ read: (String) throws -> Value) throws -> Value? {
      try field(name) is NSNull ? nil : try read(name)
    }
    func date(_ name: String) throws -> String {
      let text = try text(name)
      guard isDate(text) else { throw Refusal() }
      return text
    }
    guard let groups = try field("attributes") as? [Any] else { throw Refusal() }
    let project = try optional("rebound_project") { try integer(try field($0)) }
    let rebound = try optional("rebound") { try text($0) }
    var extra = record.filter { !fields.contains($0.key) }
    // The platform takes both for no link.
    if project == 0 { extra["rebound_project"] = record["rebound_project"] }
    if rebound == "" { extra["rebound"] = "" }
    return ReadRecord(
      number: number, id: try text("id", mayBeEmpty: false),
      relatedDuplicates: try integer(try field("related_duplicates")), authorName: try text("author_name"),
      validatorName: try optional("validator_name") { try text($0) }, fileName: try text("file_name"),
      fileType: try text("file_type"), status: try text("status", mayBeEmpty: false),
      uploadDate: try date("upload_date"), updateDate: try optional("update_date") { try date($0) },
      reboundProject: project == 0 ? nil : project, rebound: rebound == "" ? nil : rebound, extra: canonical(extra),
      groups: try groups.map(group), digest: 0)
  }

  private static func group(_ value: Any) throws -> ReadGroup {
    guard let group = value as? [String: Any], let uid = group["uid"] as? String,
      let labels = group["attributes"] as? [Any]
    else { throw Refusal() }
    return ReadGroup(
      uid: uid, extra: canonical(group.filter { !["uid", "attributes"].contains($0.key) }),
      labels: try labels.map(label))
  }

  private static func label(_ value: Any) throws -> LabelDefinition {
    guard let label = value as? [Any], label.count == 4, let name = label[2] as? String else { throw Refusal() }
    return LabelDefinition(
      attributeID: try integer(label[0]), levelOrder: try integer(label[1]), name: Array(name.utf8),
      payload: canonical(["": label[3]]).map { Array($0.utf8) }, payloadType: "")
  }

  private static func integer(_ value: Any) throws -> Int64 {
    guard let number = value as? NSNumber, ["i", "q", "Q", "s", "l"].contains(String(cString: number.objCType)),
      let integer = Int64(number.stringValue)
    else {
      // The smallest integer comes as a decimal number.
      if let number = value as? NSDecimalNumber, number.stringValue == "-9223372036854775808" { return .min }
      throw Refusal()
    }
    return integer
  }

  private static func isDate(_ text: String) -> Bool {
    guard text.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}/) != nil else { return false }
    let numbers = text.split { "- :".contains($0) }.compactMap { Int($0) }
    let lengths = [31, isLeap(numbers[0]) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...12).contains(numbers[1]) && (1...lengths[numbers[1] - 1]).contains(numbers[2]) && numbers[3] < 24
      && numbers[4] < 60
  }

  private static func isLeap(_ year: Int) -> Bool { year % 400 == 0 || (year % 4 == 0 && year % 100 != 0) }

  /// An object in one spelling; nil where it is empty.
  static func canonical(_ object: [String: Any]) -> String? {
    guard !object.isEmpty, let data = try? JSONSerialization.data(withJSONObject: object, options: .sortedKeys) else {
      return nil
    }
    return String(decoding: data, as: UTF8.self)
  }
}

extension ReadRecord {
  /// The record in the form of a ``ReferenceDecoder``: unknown fields and payloads in one spelling.
  var canonical: ReadRecord {
    func respelt(_ text: String?) -> String? {
      guard let text, let value = try? JSONSerialization.jsonObject(with: Data(text.utf8)) else { return text }
      return (value as? [String: Any]).flatMap(ReferenceDecoder.canonical)
    }
    var copy = self
    copy.digest = 0
    copy.extra = respelt(extra)
    copy.groups = groups.map { group in
      ReadGroup(uid: group.uid, extra: respelt(group.extra), labels: group.labels.map(\.canonical))
    }
    return copy
  }
}

extension LabelDefinition {
  fileprivate var canonical: LabelDefinition {
    var json: [UInt8] = []
    switch payloadType {
    case "null": json = Array("null".utf8)
    case "true": json = Array("true".utf8)
    case "false": json = Array("false".utf8)
    case "text": JSONText.quote(payload ?? [], into: &json)
    default: json = payload ?? []
    }
    let value = try? JSONSerialization.jsonObject(with: Data(json), options: .fragmentsAllowed)
    return LabelDefinition(
      attributeID: attributeID, levelOrder: levelOrder, name: name,
      payload: value.flatMap { ReferenceDecoder.canonical(["": $0]) }.map { Array($0.utf8) }, payloadType: "")
  }
}
