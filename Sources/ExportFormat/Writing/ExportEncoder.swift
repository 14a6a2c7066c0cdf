/// Writes an export as the platform's web page saves it: four spaces a level, UTF-8, its order of keys.
///
/// ```swift
/// var encoder = ExportEncoder()
/// encoder.append(record)
/// encoder.finish()
/// print(String(decoding: encoder.bytes, as: UTF8.self))
/// ```
public struct ExportEncoder {
  /// What was written and not yet taken.
  public private(set) var bytes: [UInt8] = [0x5B]
  private var hasRecords = false

  /// Makes an encoder that has written the start of the array.
  public init() {}

  /// Hands over what was written.
  ///
  /// - Returns: the bytes since the last call.
  public mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  /// Writes one more record.
  public mutating func append(_ record: ExportRecord) {
    if hasRecords { bytes.append(0x2C) }
    hasRecords = true
    lineBreak(depth: 1)
    bytes.append(0x7B)
    var hasMembers = false
    let extra = ExtraFields(record.extra)
    for field in Self.fields { append(field, of: record, extra, &hasMembers) }
    self.extra(extra.unknown, depth: 2)
    lineBreak(depth: 1)
    bytes.append(0x7D)
  }

  /// What the encoder looks up for each field.
  private struct Field {
    let field: RecordField
    /// The key with its quotes and what stands between it and the value.
    let key: [UInt8]
    let isKeptInExtra: Bool
    let mayBeAbsent: Bool
    /// What is written where there is no value.
    let none: [UInt8]

    init(_ field: RecordField) {
      let declaration = field.declaration
      self.field = field
      key = Array("\"\(field.name)\": ".utf8)
      isKeptInExtra = RecordField.keptInExtra.contains(field)
      mayBeAbsent = declaration.mayBeAbsent
      none = Array((declaration.isNullable ? "null" : "\"\"").utf8)
    }
  }

  private static let fields = RecordField.allCases.map { Field($0) }

  private mutating func append(
    _ field: Field, of record: ExportRecord, _ extra: ExtraFields, _ hasMembers: inout Bool
  ) {
    let number: Int64? =
      switch field.field {
      case .relatedDuplicates: record.relatedDuplicates
      case .reboundProject: record.reboundProject
      default: nil
      }
    let text = record[field.field]
    let kept = field.isKeptInExtra && number == nil && text == nil ? extra.value(of: field.field) : nil
    if field.mayBeAbsent, text == nil, kept == nil { return }
    separate(&hasMembers, depth: 2)
    bytes += field.key
    if field.field == .attributes {
      groups(record.groups)
    } else if let number {
      raw(String(number))
    } else if let text {
      self.text(text)
    } else if let kept {
      raw(kept)
    } else {
      bytes += field.none
    }
  }

  /// Ends the array.
  public mutating func finish() {
    if hasRecords { lineBreak(depth: 0) }
    bytes.append(0x5D)
  }

  // MARK: Groups

  private mutating func groups(_ groups: [ExportRecord.Group]) {
    list(groups, depth: 2) { encoder, group in
      encoder.bytes.append(0x7B)
      var hasMembers = false
      encoder.key("uid", &hasMembers, depth: 4)
      encoder.text(group.uid)
      encoder.key("attributes", &hasMembers, depth: 4)
      encoder.list(group.labels, depth: 4) { encoder, label in encoder.label(label) }
      encoder.extra(group.extra, depth: 4)
      encoder.lineBreak(depth: 3)
      encoder.bytes.append(0x7D)
    }
  }

  private mutating func label(_ label: ExportRecord.Label) {
    var hasElements = false
    bytes.append(0x5B)
    separate(&hasElements, depth: 6)
    raw(String(label.attributeID))
    separate(&hasElements, depth: 6)
    raw(String(label.levelOrder))
    separate(&hasElements, depth: 6)
    text(label.name)
    separate(&hasElements, depth: 6)
    switch label.payloadType {
    case "text": text(label.payload ?? "")
    case "array", "object": indent(Array((label.payload ?? "null").utf8)[...], depth: 6)
    case "integer", "real": raw(label.payload ?? "null")
    default: raw(label.payloadType)
    }
    lineBreak(depth: 5)
    bytes.append(0x5D)
  }

  private mutating func list<Element>(
    _ elements: [Element], depth: Int, _ body: (inout ExportEncoder, Element) -> Void
  ) {
    bytes.append(0x5B)
    var hasElements = false
    for element in elements {
      separate(&hasElements, depth: depth + 1)
      body(&self, element)
    }
    if hasElements { lineBreak(depth: depth) }
    bytes.append(0x5D)
  }

  // MARK: Pieces

  private mutating func lineBreak(depth: Int) {
    bytes.append(0x0A)
    bytes.append(contentsOf: repeatElement(0x20, count: depth * 4))
  }

  private mutating func separate(_ hasElements: inout Bool, depth: Int) {
    if hasElements { bytes.append(0x2C) }
    hasElements = true
    lineBreak(depth: depth)
  }

  private mutating func key(_ name: String, _ hasMembers: inout Bool, depth: Int) {
    separate(&hasMembers, depth: depth)
    bytes.append(0x22)
    raw(name)
    bytes.append(contentsOf: [0x22, 0x3A, 0x20])
  }

  private mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func text(_ text: String) { JSONText.quote(text.utf8, into: &bytes) }

  /// Appends the members of a minified object to others.
  private mutating func extra(_ object: String?, depth: Int) {
    guard let object, object.utf8.count > 2 else { return }
    bytes.append(0x2C)
    lineBreak(depth: depth)
    indent(Array(object.utf8)[...].dropFirst().dropLast(), depth: depth)
  }

  /// Appends minified JSON, which has no white space but in strings, with line breaks.
  private mutating func indent(_ json: ArraySlice<UInt8>, depth start: Int) {
    var depth = start
    var index = json.startIndex
    while index < json.endIndex {
      let byte = json[index]
      switch byte {
      case 0x22:
        let end = JSONText.endOfString(json, from: index)
        bytes.append(contentsOf: json[index..<end])
        index = end
        continue
      case 0x5B, 0x7B:
        bytes.append(byte)
        if index + 1 < json.endIndex, json[index + 1] == byte + 2 {
          bytes.append(byte + 2)
          index += 1
        } else {
          depth += 1
          lineBreak(depth: depth)
        }
      case 0x5D, 0x7D:
        depth -= 1
        lineBreak(depth: depth)
        bytes.append(byte)
      case 0x2C:
        bytes.append(byte)
        lineBreak(depth: depth)
      case 0x3A: bytes.append(contentsOf: [byte, 0x20])
      default: bytes.append(byte)
      }
      index += 1
    }
  }
}
