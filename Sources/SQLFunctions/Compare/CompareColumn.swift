/// A column of `compare`.
enum CompareColumn: Equatable {
  case change
  case fileID
  case ofOld(ComparedField)
  case ofNew(ComparedField)
  /// An argument, from 0.
  case argument(Int)

  /// Every column, in order.
  static let all: [CompareColumn] =
    [.change, .fileID] + ComparedField.allCases.flatMap { [.ofOld($0), .ofNew($0)] } + (0..<3).map(Self.argument)

  init?(_ number: Int32) {
    guard Self.all.indices.contains(Int(number)) else { return nil }
    self = Self.all[Int(number)]
  }

  /// As `CREATE TABLE` declares it.
  var declaration: String {
    switch self {
    case .change: "change TEXT"
    case .fileID: "file_id TEXT"
    case .ofOld(let field): "old_\(field.suffix) \(field.type)"
    case .ofNew(let field): "new_\(field.suffix) \(field.type)"
    case .argument(let number): "\(CompareTable.parameters[number]) HIDDEN"
    }
  }

  /// Whether rows can be given in the order of this column: it has few values.
  var hasFewValues: Bool {
    switch self {
    case .change: true
    case .ofOld(let field), .ofNew(let field): field.codePlace != nil
    default: false
    }
  }
}

/// A column of `files`, of both exports.
enum ComparedField: String, CaseIterable {
  case key = "file_key"
  case status
  case digest
  case fileType = "file_type"
  case author = "author_name"
  case validator = "validator_name"
  case fileName = "file_name"
  case uploadDate = "upload_date"
  case updateDate = "update_date"

  /// What comes after `old_` and `new_`.
  var suffix: String { self == .key ? "key" : rawValue }

  var type: String { self == .key || self == .digest ? "INTEGER" : "TEXT" }

  /// Its place among the fields of few values, which are read with the files; nil for others.
  var codePlace: Int? {
    switch self {
    case .status: 0
    case .fileType: 1
    case .author: 2
    case .validator: 3
    default: nil
    }
  }

  /// Its place among the fields that are looked up for the current row alone; nil for others.
  var lookupPlace: Int? {
    switch self {
    case .fileName: 0
    case .uploadDate: 1
    case .updateDate: 2
    default: nil
    }
  }

  static let coded = allCases.filter { $0.codePlace != nil }
  static let lookedUp = allCases.filter { $0.lookupPlace != nil }
}

/// What became of a file; the raw values are in the order of the words.
enum FileChange: UInt8, CaseIterable {
  case added
  case changed
  case gone
  case same

  var word: StaticString {
    switch self {
    case .added: "added"
    case .changed: "changed"
    case .gone: "gone"
    case .same: "same"
    }
  }
}

/// Some kinds of change.
struct FileChanges: OptionSet {
  let rawValue: UInt8

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ change: FileChange) { rawValue = 1 << change.rawValue }

  static let all = FileChanges(rawValue: 0b1111)

  /// Those of files that both exports have.
  static let ofBoth: FileChanges = [FileChanges(.changed), FileChanges(.same)]

  /// Whether the digests must be known to choose these.
  var dependsOnDigest: Bool { !isDisjoint(with: .ofBoth) && !isSuperset(of: .ofBoth) }
}
