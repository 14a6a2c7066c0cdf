/// The fields of a record, in the order in which the platform writes them.
///
/// A field is declared here and nowhere else: it takes a case and a line in `declared`. The decoder, the encoder, the
/// digest, the import, the extract and the comparison follow the declaration. `schema.sql` has its column, at the end
/// of `files`, and a migration gives the column to catalogs that have the field in `files.extra`.
///
/// ```swift
/// RecordField.authorName.name  // author_name
/// ```
public enum RecordField: Int, CaseIterable, Sendable, BitwiseCopyable {
  /// The platform's id of the file.
  case id
  /// The platform's count of duplicates.
  case relatedDuplicates
  /// The attribute groups.
  case attributes
  /// Who uploaded the file.
  case authorName
  /// Who decided on the file.
  case validatorName
  /// The file's name as uploaded.
  case fileName
  /// `image` or `video`; in old rows also `file` or empty.
  case fileType
  /// The status, one letter.
  case status
  /// When the file was uploaded, `YYYY-MM-DD HH:MM`.
  case uploadDate
  /// When the file was last saved, `YYYY-MM-DD HH:MM`.
  case updateDate
  /// The project whose bucket holds the bytes.
  case reboundProject
  /// The id of the better file that this one is a duplicate of.
  case rebound

  private var declared: FieldDeclaration {
    switch self {
    case .id: FieldDeclaration("id", .filledText, column: "file_id", digest: .listed)
    case .relatedDuplicates: FieldDeclaration("related_duplicates", .integer, change: .noise("related_duplicates"))
    case .attributes: FieldDeclaration("attributes", .groups, column: nil, digest: .special)
    case .authorName:
      FieldDeclaration("author_name", .text, digest: .listed, change: .person("author", topic: "authors"))
    case .validatorName:
      FieldDeclaration(
        "validator_name", .text, isNullable: true,
        change: .person("validator", topic: "validators", isMovedBySaves: true))
    case .fileName:
      FieldDeclaration(
        "file_name", .text, digest: .listed, change: .change("file_name", topic: "names", words: "file name"))
    case .fileType:
      FieldDeclaration(
        "file_type", .text, digest: .listed, change: .change("file_type", topic: "types", words: "file type"))
    case .status:
      FieldDeclaration("status", .filledText, digest: .listed, change: .change("status", topic: "status"))
    case .uploadDate:
      FieldDeclaration(
        "upload_date", .date, digest: .listed,
        change: .change("upload_date", topic: "upload-dates", words: "upload date"))
    case .updateDate: FieldDeclaration("update_date", .date, isNullable: true, change: .noise("update_date"))
    case .reboundProject:
      FieldDeclaration("rebound_project", .integer, isNullable: true, column: nil, digest: .special)
    case .rebound: FieldDeclaration("rebound", .text, isNullable: true, column: nil, digest: .listed)
    }
  }

  private static let declarations = allCases.map(\.declared)

  /// All that is said of the field.
  package var declaration: FieldDeclaration { Self.declarations[rawValue] }

  /// The field's name in an export.
  public var name: String { declaration.name }
}

extension RecordField {
  /// How many fields there are.
  package static let count = allCases.count

  /// The fields that have a column in `files`.
  package static let stored = allCases.filter { $0.declaration.column != nil }

  /// The fields that the platform began to write after version 0.1.0.
  package static let later = allCases.filter(\.declaration.mayBeAbsent)

  /// The fields that are compared value by value, in the order in which their changes are listed for a file: the
  /// status, the others, and noise from the last to the first.
  package static let compared: [RecordField] =
    [.status]
    + allCases.filter { $0 != .status && $0.declaration.change?.isNoise == false }
    + allCases.reversed().filter { $0.declaration.change?.isNoise == true }

  /// The fields whose value can be in `files.extra` although they are known: links that count as absent, and a later
  /// field that is null, which its column can't tell from one that is absent.
  package static let keptInExtra = allCases.filter {
    $0 == .reboundProject || $0 == .rebound || $0.declaration.mayBeAbsent
  }
}
