/// A record of an export as a plain value: read by ``ExportReader/forEachRecord(_:skipped:)``, written by
/// ``ExportEncoder``.
///
/// ```swift
/// var record = ExportRecord()
/// record[.id] = "66b0e5c8aa10f2d34b9c7e01"
/// record[.status] = "a"
/// ```
public struct ExportRecord: Sendable {
  /// A label that a group carries, and how the export defines it.
  public struct Label: Sendable {
    /// The platform's id of the label.
    public var attributeID: Int64
    /// The position of the label's tree among the project's trees.
    public var levelOrder: Int64
    /// The label's name.
    public var name: String
    /// The payload in the convention of SQLite's `json_each` (<https://sqlite.org/json1.html#jeach>): text without
    /// quotes, minified JSON, a number's digits as written, 1 or 0; nil for null.
    public var payload: String?
    /// The payload's type, as SQLite's `json_type` names it: `null`, `true`, `false`, `integer`, `real`, `text`, `array`
    /// or `object`.
    public var payloadType: String

    /// Makes a label; the parameters are its members.
    public init(attributeID: Int64, levelOrder: Int64, name: String, payload: String?, payloadType: String) {
      self.attributeID = attributeID
      self.levelOrder = levelOrder
      self.name = name
      self.payload = payload
      self.payloadType = payloadType
    }
  }

  /// An attribute group: one labelled object of the file.
  public struct Group: Sendable {
    /// The platform's UUID of the group.
    public var uid: String
    /// Its labels, in the order read.
    public var labels: [Label] = []
    /// A JSON object of the fields that are not known; nil where there are none.
    public var extra: String?

    /// Makes a group without labels.
    ///
    /// - Parameters:
    ///   - uid: the platform's UUID of the group.
    ///   - extra: a minified JSON object of the fields that are not known, or nil.
    public init(uid: String, extra: String? = nil) {
      self.uid = uid
      self.extra = extra
    }
  }

  private var texts = [String?](repeating: nil, count: RecordField.count)
  /// The platform's count of duplicates, which is unreliable.
  public var relatedDuplicates: Int64 = 0
  /// The attribute groups, in the order read.
  public var groups: [Group] = []
  /// The project whose bucket holds the bytes, where it is another project; nil otherwise.
  public var reboundProject: Int64?
  /// A minified JSON object of the fields that are not known, and of links that count as absent; nil where there are
  /// none. A known field in it is written in its own place, where the record has no other value for it.
  public var extra: String?

  /// Makes an empty record.
  public init() {}

  /// The text of a field; nil for null, and for fields that are not text, which have properties.
  public subscript(field: RecordField) -> String? {
    get { texts[field.rawValue] }
    set { texts[field.rawValue] = newValue }
  }
}
