/// The columns of `files` that are compared value by value.
enum DiffColumn: String, CaseIterable {
  case status
  case author = "author_name"
  case validator = "validator_name"
  case fileName = "file_name"
  case fileType = "file_type"
  case uploadDate = "upload_date"
  case updateDate = "update_date"
  case relatedDuplicates = "related_duplicates"

  /// The column's bit in `diff_pairs.differs`.
  var bit: Int {
    switch self {
    case .status: 1
    case .author: 2
    case .validator: 4
    case .fileName: 8
    case .fileType: 16
    case .uploadDate: 32
    case .updateDate: 64
    case .relatedDuplicates: 128
    }
  }

  var kind: ChangeKind {
    switch self {
    case .status: .status
    case .author: .author
    case .validator: .validator
    case .fileName: .fileName
    case .fileType: .fileType
    case .uploadDate: .uploadDate
    case .updateDate: .updateDate
    case .relatedDuplicates: .relatedDuplicates
    }
  }

  /// Whether it holds a person's name.
  var isPerson: Bool { self == .author || self == .validator }
}
