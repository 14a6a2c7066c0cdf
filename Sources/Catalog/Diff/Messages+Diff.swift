extension DiffTopic {
  /// The topic as the summary counts it.
  public var words: String {
    switch self {
    case .duplicates: "duplicate"
    case .transfers: "transfer"
    case .authors: "author"
    case .validators: "validator"
    case .names: "file name"
    case .types: "file type"
    case .uploadDates: "upload date"
    case .otherFields: "other fields"
    case .labelsRenamed: "labels renamed"
    case .labelsMoved: "labels moved to another tree"
    case .labelPayloads: "label payloads"
    case .labelsAdded: "labels new"
    case .labelsDropped: "labels gone"
    case .peopleRenamed: "people probably renamed"
    case .clusters: "clusters with another original"
    case .added, .removed, .status, .labels, .key, .noise: rawValue
    }
  }

  /// A count in words, such as `3 labels renamed`.
  func phrase(_ count: Int, _ number: String) -> String {
    let label = count == 1 ? "label" : "labels"
    return switch self {
    case .labelsRenamed: "\(number) \(label) renamed"
    case .labelsMoved: "\(number) \(label) moved to another tree"
    case .labelPayloads: "\(number) \(label) with another payload"
    case .labelsAdded: "\(number) new \(label)"
    case .labelsDropped: "\(number) \(label) gone"
    case .peopleRenamed: "\(number) \(count == 1 ? "person" : "people") probably renamed"
    case .clusters: "\(number) \(count == 1 ? "cluster" : "clusters") with another original"
    default: "\(number) \(words)"
    }
  }
}
