/// What kind of change a row of `changes` is.
public enum ChangeKind: String, CaseIterable, Codable, Sendable {
  // One file
  /// The file is in NEW only.
  case added
  /// The file is gone from the export, which does not say that it was deleted.
  case removed
  case status
  case labelAdded = "label_added"
  case labelRemoved = "label_removed"
  case groupAdded = "group_added"
  case groupRemoved = "group_removed"
  /// The key in the object storage: what must be fetched again.
  case key
  /// The link to a better file was made, changed or dropped.
  case duplicate
  /// The bucket where the bytes lie.
  case transfer
  case author
  case validator
  case fileName = "file_name"
  case fileType = "file_type"
  case uploadDate = "upload_date"
  /// A field that this version does not know.
  case extra

  // Noise of one file
  case updateDate = "update_date"
  case relatedDuplicates = "related_duplicates"
  /// The same labels under another group id.
  case groupUID = "group_uid"

  // Reported once for all the files they touch
  case labelRenamed = "label_renamed"
  /// The position of the label's tree among the project's trees.
  case labelMoved = "label_moved"
  case labelPayload = "label_payload"
  case labelDefined = "label_defined"
  case labelDropped = "label_dropped"
  /// All files of a person carry another name: probably the person's.
  case personRenamed = "person_renamed"
  /// A cluster of duplicates has another original.
  case cluster

  /// Where a change is counted.
  public enum Scope: Sendable {
    case presence, file, noise, definition, person, cluster
  }

  public var scope: Scope {
    switch self {
    case .added, .removed: .presence
    case .status, .labelAdded, .labelRemoved, .groupAdded, .groupRemoved, .key, .duplicate, .transfer, .author,
      .validator, .fileName, .fileType, .uploadDate, .extra:
      .file
    case .updateDate, .relatedDuplicates, .groupUID: .noise
    case .labelRenamed, .labelMoved, .labelPayload, .labelDefined, .labelDropped: .definition
    case .personRenamed: .person
    case .cluster: .cluster
    }
  }

  /// Whether it is noise unless something else of the file changed: a save without change moves the date and the
  /// validator. The comparison settles it in `changes.noise`; see ``DiffTopic/condition``.
  public var isNoiseAlone: Bool { scope == .noise || self == .validator }

  /// The kind as people name it in counts, gates and `--kind`; several kinds can share one.
  public var topic: DiffTopic {
    switch self {
    case .added: .added
    case .removed: .removed
    case .status: .status
    case .labelAdded, .labelRemoved, .groupAdded, .groupRemoved: .labels
    case .key: .key
    case .duplicate: .duplicates
    case .transfer: .transfers
    case .author: .authors
    case .validator: .validators
    case .fileName: .names
    case .fileType: .types
    case .uploadDate: .uploadDates
    case .extra: .otherFields
    case .updateDate, .relatedDuplicates, .groupUID: .noise
    case .labelRenamed: .labelsRenamed
    case .labelMoved: .labelsMoved
    case .labelPayload: .labelPayloads
    case .labelDefined: .labelsAdded
    case .labelDropped: .labelsDropped
    case .personRenamed: .peopleRenamed
    case .cluster: .clusters
    }
  }
}

/// What the summary counts: changed files, or definitions, people and clusters.
public enum DiffTopic: String, CaseIterable, Codable, Sendable {
  case added, removed, status, labels, key, duplicates, transfers, authors, validators, names, types
  case uploadDates = "upload-dates"
  case otherFields = "other-fields"
  case noise
  case labelsRenamed = "labels-renamed"
  case labelsMoved = "labels-moved"
  case labelPayloads = "label-payloads"
  case labelsAdded = "labels-added"
  case labelsDropped = "labels-dropped"
  case peopleRenamed = "people-renamed"
  case clusters

  /// The kinds of change it takes together, noise apart.
  public var kinds: [ChangeKind] { ChangeKind.allCases.filter { $0.topic == self } }

  /// Which rows of `changes` it takes, in SQL: the one meaning for counts, conditions, `--kind` and lists. A row is
  /// either noise or of the topic of its kind.
  public var condition: String {
    if self == .noise { return "noise" }
    return "NOT noise AND kind IN (" + kinds.map { "'\($0.rawValue)'" }.joined(separator: ", ") + ")"
  }
}
