package import Catalogs
import ControlText

// The English of comparisons.
extension OutputMessages {
  /// Says that a list is not whole.
  package static func cut(shown: Int, of total: Int) -> String {
    "… and \(grouped: total - shown) more of \(grouped: total): --limit \(total) shows all"
  }

  enum Diff {
    static let changes = "Changes"
    static let statuses = "Status"
    static let labels = "Label definitions"
    static let clusters = "Clusters of duplicates with another original"
    static let people = "People who were probably renamed"
    static let authors = "Authors"
    static let validators = "Validators"
    static let details = "Details"

    static func title(_ summary: ComparisonSummary) -> String {
      "\(visible: summary.old.name) → \(visible: summary.new.name)"
    }

    /// What happened to a label's definition.
    static func definition(_ kind: ChangeKind) -> String {
      switch kind {
      case .labelRenamed: "renamed"
      case .labelMoved: "moved to another tree"
      case .labelPayload: "payload"
      case .labelDefined: "first used"
      case .labelDropped: "no longer used"
      default: kind.rawValue
      }
    }

    static func declined(_ files: Int) -> String {
      files == 1
        ? "1 accepted file was declined (a→d)" : "\(grouped: files) accepted files were declined (a→d)"
    }

    static func arithmetic(_ summary: ComparisonSummary) -> String {
      let files = summary.files
      var terms = "\(grouped: files.old) + \(grouped: files.added) added"
      terms +=
        summary.partial
        ? " − \(grouped: files.absent) that a partial export does not show"
        : " − \(grouped: files.removed) gone from the export"
      let rest =
        "\(grouped: files.changed) changed, \(grouped: files.touched) touched without change, "
        + "\(grouped: files.unchanged) as they were"
      return files.addsUp
        ? "\(terms) = \(grouped: files.new) files; \(rest)"
        : "\(terms) is not \(grouped: files.new): the catalog was changed by other hands, import the exports again"
    }

    static func projects(_ summary: ComparisonSummary) -> String {
      let old = summary.old.project.map(String.init) ?? "?"
      let new = summary.new.project.map(String.init) ?? "?"
      return "the exports are of two projects, \(old) and \(new): keys are compared as they stand"
    }

    static func keys(_ summary: ComparisonSummary) -> String {
      let keys = summary.keys
      var text = "storage keys: \(grouped: keys.changed) changed; \(grouped: keys.fetch) to fetch"
      if !summary.partial { text += ", \(grouped: keys.drop) no longer referred to" }
      if !keys.known { text += " (the project's number is not known: pressmark set-project)" }
      return text
    }

    static func noise(_ summary: ComparisonSummary) -> String {
      let noise = summary.noise
      let parts = [
        (noise.updateDates, "update date", "update dates"), (noise.validators, "validator", "validators"),
        (noise.relatedDuplicates, "count of duplicates", "counts of duplicates"),
        (noise.groupUIDs, "group id", "group ids"),
      ]
      let listed = parts.filter { $0.0 > 0 }.map { count, one, many in
        "\(grouped: count) \(count == 1 ? one : many)"
      }.joined(separator: ", ")
      let touched = summary.files.touched
      return
        "noise: \(listed); \(grouped: touched) \(touched == 1 ? "file" : "files") changed in nothing else"
    }
  }

  /// Whether a condition holds, for stderr.
  package static func gate(_ gate: ComparisonGate, in summary: ComparisonSummary) -> String {
    "\(gate.matches(summary) ? "failed" : "passed"): \(ControlText.visible(gate.text)) (it is \(gate.count(in: summary)))"
  }

  static func text(of error: ComparisonGateError) -> String {
    switch error {
    case .noNumber(let text): "the condition \(quoted(text)) does not end in a number, as in \"removed > 10\""
    case .noComparison(let text): "the condition \(quoted(text)) has no comparison, as in \"removed > 10\""
    case .unknownComparison(let sign, let text):
      "the condition \(quoted(text)) compares with \(quoted(sign)); there are "
        + list(ComparisonGate.Operator.allCases.map(\.rawValue))
    case .badNumber(let number, let text):
      "the condition \(quoted(text)) compares with \(quoted(number)), which is no whole number from 0 to \(Int.max)"
    case .trailingText(let rest, let text):
      "the condition \(quoted(text)) goes on with \(quoted(rest)) behind its number"
    case .badTransition(let text):
      "the condition \(quoted(text)) does not name a change of status by two letters, as in \"a->d > 0\""
    case .unknownMetric(let name, let known):
      if nearest(name, known).isEmpty {
        "nothing is counted as \(quoted(name)); there are \(known.joined(separator: ", ")), "
          + "and changes of status such as a->d"
      } else {
        "nothing is counted as \(quoted(name)); \(didYouMean(nearest(name, known)))"
      }
    }
  }

  private static func quoted(_ text: String) -> String { "\"\(ControlText.visible(text))\"" }
}
