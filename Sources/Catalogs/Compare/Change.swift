public import ByteText
public import SQLite

/// One change between two exports: a row of `changes`.
public struct Change: Equatable, Sendable {
  /// The file, or nil where the change is reported once for many.
  @ComparedAsBytes public var fileID: String?
  /// What kind of change it is.
  public var kind: ChangeKind
  /// The field of the record, or of the label's definition.
  public var field: String?
  /// The value in OLD; null where there was none.
  public var oldValue: QueryValue
  /// The value in NEW; null where there is none.
  public var newValue: QueryValue
  /// The group of the label, or the group itself.
  @ComparedAsBytes public var groupUID: String?
  /// The label.
  public var attributeID: Int64?
  /// NEW's author of the file, or OLD's where it is gone.
  @ComparedAsBytes public var author: String?
  /// NEW's validator of the file, or OLD's where it is gone.
  @ComparedAsBytes public var validator: String?
  /// Whether it says nothing by itself.
  public var isNoise: Bool
  /// How many files it touches, where it is reported once for many.
  public var files: Int64?
}
