import ExportFormat

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

  /// Whether a change is noise at first.
  var isNoise: Bool { isMovedBySaves || kind.scope == .noise }

  /// Those whose changes have a name of their own, in the order in which they are listed for a file.
  private static let named = [
    ComparedField(column: "status", kind: .status),
    ComparedField(column: "author_name", kind: .author, isPerson: true),
    ComparedField(column: "validator_name", kind: .validator, isMovedBySaves: true, isPerson: true, isInDigest: false),
    ComparedField(column: "file_name", kind: .fileName),
    ComparedField(column: "file_type", kind: .fileType),
    ComparedField(column: "upload_date", kind: .uploadDate),
    ComparedField(column: "update_date", kind: .updateDate, isInDigest: false),
    ComparedField(column: "related_duplicates", kind: .relatedDuplicates, isInDigest: false),
  ]

  /// All of them: any other field of the record has changes and a topic of its name. What pairs the files, and what
  /// lists and links are made of, is compared by statements of its own.
  static let all =
    named
    + RecordField.allCases.filter { field in
      ![.id, .attributes, .reboundProject, .rebound].contains(field) && !named.contains { $0.column == field.name }
    }.map { ComparedField(named: $0.name) }

  /// A field without a name for its changes, which are called as the field.
  init(named name: String) {
    let topic = name.replacing("_", with: "-")
    let words = name.replacing("_", with: " ")
    self.init(
      column: name, kind: ChangeKind(name, .file, ChangeTopic(topic, words: words)),
      // Looked at for all files, whether the digest has it or not.
      isInDigest: false)
  }

  init(
    column: String, kind: ChangeKind, isMovedBySaves: Bool = false, isPerson: Bool = false, isInDigest: Bool = true
  ) {
    self.column = column
    self.kind = kind
    self.isMovedBySaves = isMovedBySaves
    self.isPerson = isPerson
    self.isInDigest = isInDigest
  }
}

extension ComparedField {
  /// What `unknown-fields.sql` has: fields that are known, but stand in `files.extra` where they count as absent.
  static let keptInExtra = [
    "known": [RecordField.rebound, .reboundProject].map { "'$.\($0.name)'" }.joined(separator: ", ")
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
