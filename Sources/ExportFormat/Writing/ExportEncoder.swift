/// A record to be written.
public struct EncodableRecord: Sendable {
  /// A label to be written; the payload in the convention of ``LabelDefinition``.
  public struct Label: Sendable {
    public var attributeID: Int64
    public var levelOrder: Int64
    public var name: String
    public var payload: String?
    public var payloadType: String

    public init(attributeID: Int64, levelOrder: Int64, name: String, payload: String?, payloadType: String) {
      self.attributeID = attributeID
      self.levelOrder = levelOrder
      self.name = name
      self.payload = payload
      self.payloadType = payloadType
    }
  }

  /// A group to be written.
  public struct Group: Sendable {
    public var uid: String
    public var labels: [Label] = []
    /// A JSON object of the fields that are not known.
    public var extra: String?

    public init(uid: String, extra: String?) {
      self.uid = uid
      self.extra = extra
    }
  }

  public var id = ""
  public var relatedDuplicates: Int64 = 0
  public var groups: [Group] = []
  public var authorName = ""
  public var validatorName: String?
  public var fileName = ""
  public var fileType = ""
  public var status = ""
  public var uploadDate = ""
  public var updateDate: String?
  public var reboundProject: Int64?
  public var rebound: String?
  /// A JSON object of the fields that are not known. A `rebound` or `rebound_project` in it is written in its own place,
  /// where the record has no other.
  public var extra: String?

  public init() {}
}

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

  public init() {}

  /// Hands over what was written.
  ///
  /// - Returns: the bytes since the last call.
  public mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  public mutating func append(_ record: EncodableRecord) {
    if hasRecords { bytes.append(0x2C) }
    hasRecords = true
    lineBreak(depth: 1)
    bytes.append(0x7B)
    var hasMembers = false
    let extra = ExtraFields(record.extra)
    for field in RecordField.allCases {
      key(field.name, &hasMembers, depth: 2)
      switch field {
      case .id: text(record.id)
      case .relatedDuplicates: raw(String(record.relatedDuplicates))
      case .attributes: groups(record.groups)
      case .authorName: text(record.authorName)
      case .validatorName: text(record.validatorName)
      case .fileName: text(record.fileName)
      case .fileType: text(record.fileType)
      case .status: text(record.status)
      case .uploadDate: text(record.uploadDate)
      case .updateDate: text(record.updateDate)
      case .reboundProject: raw(record.reboundProject.map { String($0) } ?? extra.value(of: field) ?? "null")
      case .rebound:
        if record.rebound == nil, let value = extra.value(of: field) { raw(value) } else { text(record.rebound) }
      }
    }
    self.extra(extra.withoutLinks, depth: 2)
    lineBreak(depth: 1)
    bytes.append(0x7D)
  }

  /// Ends the array.
  public mutating func finish() {
    if hasRecords { lineBreak(depth: 0) }
    bytes.append(0x5D)
  }

  // MARK: Groups

  private mutating func groups(_ groups: [EncodableRecord.Group]) {
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

  private mutating func label(_ label: EncodableRecord.Label) {
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

  private mutating func text(_ text: String?) {
    guard let text else { return raw("null") }
    JSONText.quote(text.utf8, into: &bytes)
  }

  /// Appends the members of a minified object behind others.
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
