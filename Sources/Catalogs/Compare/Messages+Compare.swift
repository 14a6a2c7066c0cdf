import ControlText

// What is said of a comparison.

extension ChangeTopic {
  /// A count in words, such as `3 labels renamed`.
  func phrase(_ count: Int) -> String {
    let number = GroupedNumber.text(count)
    let label = count == 1 ? "label" : "labels"
    return switch self {
    case .labelsRenamed: "\(number) \(label) renamed"
    case .labelsMoved: "\(number) \(label) moved to another tree"
    case .labelPayloads: "\(number) \(label) with another payload"
    case .labelsAdded: "\(number) \(label) first used"
    case .labelsDropped: "\(number) \(label) no longer used"
    case .peopleRenamed: "\(number) \(count == 1 ? "person" : "people") probably renamed"
    case .clusters: "\(number) \(count == 1 ? "cluster" : "clusters") with another original"
    default: "\(number) \(words)"
    }
  }
}

extension ComparisonSummary.Export {
  /// The export as the summary names it, with its newest day: `spring (2025-03-31)`.
  package var words: String {
    let address = catalog.map { "\($0):\(name)" } ?? name
    return address + " (" + (newestDate.map { String($0.prefix(10)) } ?? "no date") + ")"
  }
}

extension ComparisonSummary {
  /// The warnings, as the end of the summary's line.
  var warningWords: String {
    warnings.isEmpty ? "" : "; warning: " + warnings.map { $0.words(old, new) }.joined(separator: ", ")
  }
}

extension ComparisonWarning {
  fileprivate func words(_ old: ComparisonSummary.Export, _ new: ComparisonSummary.Export) -> String {
    switch self {
    case .oldIsNewer: "the old export, \(old.name), is the newer one"
    case .oldIsEmpty: "the old export, \(old.name), is empty (0 records)"
    case .newIsEmpty: "the new export, \(new.name), is empty (0 records)"
    case .sameExport: "both are the same export"
    }
  }
}
