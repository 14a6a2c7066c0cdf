/// The object in a file's `extra`: fields that are not known, and values of known ones that their columns can't hold, as
/// they were written; see ``RecordField/keptInExtra``.
///
/// ```swift
/// let extra = ExtraFields(#"{"new":1,"rebound":""}"#)
/// extra.value(of: .rebound)  // "\"\""
/// extra.unknown              // {"new":1}
/// ```
package struct ExtraFields: Sendable {
  private struct Member: Sendable {
    /// The key in its quotes.
    var key: [UInt8]
    var value: [UInt8]
  }

  private let object: String?
  /// Its members; empty where the object has no known field: they are not needed then.
  private var members: [Member] = []

  /// - Parameter object: a minified JSON object, or nil.
  package init(_ object: String?) {
    self.object = object
    guard let object, RecordField.keptInExtra.contains(where: { Self.mentions($0, object) }) else { return }
    members = Self.members(of: Array(object.utf8))
  }

  /// The raw JSON of a known field, or nil.
  package func value(of field: RecordField) -> String? {
    members.first { $0.key.elementsEqual(Self.quoted(field)) }.map { String(decoding: $0.value, as: UTF8.self) }
  }

  /// The object of the fields that are not known; nil where nothing is left.
  package var unknown: String? {
    if members.isEmpty { return object }
    return text { member in !RecordField.keptInExtra.contains { member.key.elementsEqual(Self.quoted($0)) } }
  }

  /// The object without one field; nil where nothing is left.
  package func without(_ field: RecordField) -> String? {
    if members.isEmpty { return object }
    return text { !$0.key.elementsEqual(Self.quoted(field)) }
  }

  /// The object with a field added after its other members.
  ///
  /// - Parameter value: raw JSON.
  package func with(_ field: RecordField, _ value: String) -> String {
    let others = (without(field)?.utf8).map { Array($0.dropFirst().dropLast()) } ?? []
    let member = Self.quoted(field) + [0x3A] + Array(value.utf8)
    return String(decoding: [0x7B] + others + (others.isEmpty ? [] : [0x2C]) + member + [0x7D], as: UTF8.self)
  }

  private func text(_ isKept: (Member) -> Bool) -> String? {
    let kept = members.filter(isKept).map { $0.key + [0x3A] + $0.value }
    return kept.isEmpty ? nil : String(decoding: [0x7B] + Array(kept.joined(separator: [0x2C])) + [0x7D], as: UTF8.self)
  }

  private static func quoted(_ field: RecordField) -> [UInt8] { Array("\"\(field.name)\"".utf8) }

  private static func mentions(_ field: RecordField, _ object: String) -> Bool {
    let wanted = quoted(field) + [0x3A]
    let bytes = object.utf8
    var start = bytes.startIndex
    while let quote = bytes[start...].firstIndex(of: 0x22) {
      if bytes[quote...].starts(with: wanted) { return true }
      start = bytes.index(after: quote)
    }
    return false
  }

  private static func members(of json: [UInt8]) -> [Member] {
    var members: [Member] = []
    var index = 1
    while index < json.count, json[index] == 0x22 {
      let keyEnd = JSONText.endOfString(json[...], from: index)
      guard keyEnd < json.count, json[keyEnd] == 0x3A else { return [] }
      var end = keyEnd + 1
      var depth = 0
      while end < json.count, depth > 0 || json[end] != 0x2C && json[end] != 0x7D {
        switch json[end] {
        case 0x22:
          end = JSONText.endOfString(json[...], from: end)
          continue
        case 0x5B, 0x7B: depth += 1
        case 0x5D, 0x7D: depth -= 1
        default: break
        }
        end += 1
      }
      members.append(Member(key: Array(json[index..<keyEnd]), value: Array(json[(keyEnd + 1)..<min(end, json.count)])))
      index = end + 1
    }
    return members
  }
}
