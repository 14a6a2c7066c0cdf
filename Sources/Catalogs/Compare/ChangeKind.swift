import ExportFormat

/// What kind of change a row of `changes` is.
///
/// A field of the record that is compared value by value has a kind of its own, see `ComparedField`.
public struct ChangeKind: RawRepresentable, Hashable, Codable, Sendable {
  /// Where a change is counted.
  public enum Scope: Sendable {
    /// The file is in one export only.
    case presence
    /// A file that is in both.
    case file
    /// Nothing, by itself.
    case noise
    /// A label, once for all files that carry it.
    case definition
    /// A person, once for all their files.
    case person
    /// A cluster of duplicates, once for all its files.
    case cluster
  }

  /// The kind as `changes` and JSON name it.
  public let rawValue: String
  /// Where it is counted.
  public let scope: Scope
  /// The kind as people name it in counts, conditions and `--kind`; several kinds can share one.
  public let topic: ChangeTopic

  init(_ name: String, _ scope: Scope, _ topic: ChangeTopic) {
    rawValue = name
    self.scope = scope
    self.topic = topic
  }

  /// The kind of a field's changes.
  init(_ change: FieldChange) {
    self.init(
      change.kind, change.isNoise ? .noise : .file,
      change.isNoise ? .noise : ChangeTopic(change.topic, words: change.words))
  }

  private init(of field: RecordField) {
    guard let change = field.declaration.change else { preconditionFailure("\(field.name) is compared") }
    self.init(change)
  }

  /// Finds a kind by its name; nil where there is none.
  public init?(rawValue: String) {
    guard let kind = Self.byName[rawValue] else { return nil }
    self = kind
  }

  private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })

  public static func == (left: Self, right: Self) -> Bool { left.rawValue.utf8.elementsEqual(right.rawValue.utf8) }

  public func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }
}

extension ChangeKind: CaseIterable {
  /// All kinds, in the order in which changes are listed.
  public static let allCases =
    [
      added, removed, status, labelAdded, labelRemoved, groupAdded, groupRemoved, key, duplicate, transfer,
    ] + fields(.file).filter { $0 != status } + [extra] + fields(.noise) + [
      groupUID, labelRenamed, labelMoved, labelPayload, labelDefined, labelDropped, personRenamed, cluster,
    ]

  private static func fields(_ scope: Scope) -> [ChangeKind] {
    ComparedField.all.map(\.kind).filter { $0.scope == scope }
  }
}

extension ChangeKind: CustomStringConvertible {
  public var description: String { rawValue }
}

// One file
extension ChangeKind {
  /// The file is in NEW only.
  public static let added = ChangeKind("added", .presence, .added)
  /// The file is gone from the export, which does not say that it was deleted.
  public static let removed = ChangeKind("removed", .presence, .removed)
  /// The status.
  public static let status = ChangeKind(of: .status)
  /// A label was put on a group.
  public static let labelAdded = ChangeKind("label_added", .file, .labels)
  /// A label was taken off a group.
  public static let labelRemoved = ChangeKind("label_removed", .file, .labels)
  /// A group was put on the file; its labels have changes of their own.
  public static let groupAdded = ChangeKind("group_added", .file, .labels)
  /// A group was taken off the file.
  public static let groupRemoved = ChangeKind("group_removed", .file, .labels)
  /// The key in the object storage: what must be fetched again.
  public static let key = ChangeKind("key", .file, .key)
  /// The link to a better file was made, changed or dropped.
  public static let duplicate = ChangeKind("duplicate", .file, .duplicates)
  /// The bucket that holds the bytes.
  public static let transfer = ChangeKind("transfer", .file, .transfers)
  /// Who uploaded the file.
  public static let author = ChangeKind(of: .authorName)
  /// Who decided; noise where nothing else of the file changed.
  public static let validator = ChangeKind(of: .validatorName)
  /// The file's name.
  public static let fileName = ChangeKind(of: .fileName)
  /// The file's type.
  public static let fileType = ChangeKind(of: .fileType)
  /// When the file was uploaded.
  public static let uploadDate = ChangeKind(of: .uploadDate)
  /// A field that this version does not know.
  public static let extra = ChangeKind("extra", .file, .otherFields)
}

// Noise of one file
extension ChangeKind {
  /// When the file was last saved.
  public static let updateDate = ChangeKind(of: .updateDate)
  /// The platform's count of duplicates.
  public static let relatedDuplicates = ChangeKind(of: .relatedDuplicates)
  /// The same labels under another group id.
  public static let groupUID = ChangeKind("group_uid", .noise, .noise)
}

// Reported once for all the files they touch
extension ChangeKind {
  /// A label has another name.
  public static let labelRenamed = ChangeKind("label_renamed", .definition, .labelsRenamed)
  /// The position of the label's tree among the project's trees.
  public static let labelMoved = ChangeKind("label_moved", .definition, .labelsMoved)
  /// A label has another payload.
  public static let labelPayload = ChangeKind("label_payload", .definition, .labelPayloads)
  /// A label that OLD does not use.
  public static let labelDefined = ChangeKind("label_defined", .definition, .labelsAdded)
  /// A label that NEW does not use.
  public static let labelDropped = ChangeKind("label_dropped", .definition, .labelsDropped)
  /// All files of a person carry another name: probably the person's.
  public static let personRenamed = ChangeKind("person_renamed", .person, .peopleRenamed)
  /// A cluster of duplicates has another original.
  public static let cluster = ChangeKind("cluster", .cluster, .clusters)
}
