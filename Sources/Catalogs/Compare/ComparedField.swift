import ExportFormat

/// A field of the record that is compared value by value.
struct ComparedField {
  /// The column of `files` that has it.
  let column: String
  let kind: ChangeKind
  /// Whether a change says nothing unless something else of the file changed, because a save moves it.
  let isMovedBySaves: Bool
  /// Whether it holds a person's name.
  let isPerson: Bool
  /// Whether the digest of a file has it; otherwise it is compared for all files.
  let isInDigest: Bool

  init(column: String, change: FieldChange, isInDigest: Bool) {
    self.column = column
    kind = ChangeKind(change)
    isMovedBySaves = change.isMovedBySaves
    isPerson = change.isPerson
    self.isInDigest = isInDigest
  }

  /// - Returns: nil for a field that statements of their own compare.
  private init?(_ field: RecordField) {
    guard let column = field.declaration.column, let change = field.declaration.change else { return nil }
    self.init(column: column, change: change, isInDigest: field.declaration.isInDigest)
  }

  /// All of them, in the order in which their changes are listed for a file.
  static let all = RecordField.compared.compactMap { ComparedField($0) }

  /// Whether a change is noise at first.
  var isNoise: Bool { isMovedBySaves || kind.scope == .noise }
}

extension ComparedField {
  /// What `unknown-fields.sql` has: fields that are known, but can be in `files.extra`.
  static let keptInExtra = [
    "known": RecordField.keptInExtra.map { "'$.\($0.name)'" }.joined(separator: ", ")
  ]
}

/// The parts of the statements that are made from the fields.
extension [ComparedField] {
  /// What `pairs.sql` has for each.
  var pairs: [String: String] {
    [
      "columns": map { "\($0.column)_differs INTEGER NOT NULL DEFAULT 0" }.joined(separator: ",\n  "),
      "differences": map { "n.file_key IS NOT NULL AND \($0.difference)" }.joined(separator: ",\n  "),
      "undigested": filter { !$0.isInDigest }.map(\.difference).joined(separator: " OR "),
    ]
  }

  /// What `noise.sql` has.
  var movedBySaves: [String: String] {
    ["kinds": filter(\.isMovedBySaves).map { "'\($0.kind.rawValue)'" }.joined(separator: ", ")]
  }
}

extension ComparedField {
  fileprivate var difference: String { "o.\(column) IS NOT n.\(column)" }
}
