/// A field of the record that is compared value by value.
struct ComparedField {
  /// The column of `files` that has it.
  var column: String
  var kind: ChangeKind
  /// Whether a change says nothing unless something else of the file changed, because a save moves it.
  var isMovedBySaves = false
  /// Whether it holds a person's name.
  var isPerson = false
  /// Whether the digest of a file has it; otherwise it is compared for all files.
  var isInDigest = true

  /// All of them, in the order in which their changes are listed for a file.
  static let all = [
    ComparedField(column: "status", kind: .status),
    ComparedField(column: "author_name", kind: .author, isPerson: true),
    ComparedField(column: "validator_name", kind: .validator, isMovedBySaves: true, isPerson: true, isInDigest: false),
    ComparedField(column: "file_name", kind: .fileName),
    ComparedField(column: "file_type", kind: .fileType),
    ComparedField(column: "upload_date", kind: .uploadDate),
    ComparedField(column: "update_date", kind: .updateDate, isInDigest: false),
    ComparedField(column: "related_duplicates", kind: .relatedDuplicates, isInDigest: false),
  ]
}

/// The parts of the statements that are made from the fields.
extension ComparedField {
  /// Whether a change is noise at first.
  var isNoise: Bool { isMovedBySaves || kind.scope == .noise }

  /// The column of `diff_pairs` that says whether the field differs.
  private var differs: String { "\(column)_differs" }

  /// What `pairs.sql` has for each field.
  static let pairs = [
    "columns": all.map { "\($0.differs) INTEGER NOT NULL DEFAULT 0" }.joined(separator: ",\n  "),
    "differences": all.map { "n.file_key IS NOT NULL AND o.\($0.column) IS NOT n.\($0.column)" }
      .joined(separator: ",\n  "),
    "undigested": all.filter { !$0.isInDigest }.map { "o.\($0.column) IS NOT n.\($0.column)" }
      .joined(separator: " OR "),
  ]

  /// What `noise.sql` has.
  static let movedBySaves = [
    "kinds": all.filter(\.isMovedBySaves).map { "'\($0.kind.rawValue)'" }.joined(separator: ", ")
  ]
}
