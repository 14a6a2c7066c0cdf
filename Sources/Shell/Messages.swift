// The English of this target.

public import Catalog
import DisplayWidth

/// Errors as a person reads them.
public enum Messages {
  /// An error's text: what happened, where in the statement, and what may help. No line end.
  ///
  /// ```
  /// no such column: statsu
  ///   SELECT statsu FROM files
  ///          ^
  /// did you mean status?
  /// ```
  public static func text(of error: any Error) -> String {
    switch error {
    // The label chooses the function; without it this one would call itself.
    case let failure as SQLFailure: text(of: failure, parameterHint: "--param")
    case let error as SavedQueryError: text(of: error)
    case let failure as OutputFailure: text(of: failure)
    case let error as DiffGateError: text(of: error)
    default: "\(error)"
    }
  }

  /// - Parameter parameterHint: how a parameter is given its value, here.
  static func text(of failure: SQLFailure, parameterHint: String) -> String {
    var lines: [String] = []
    switch failure.reason {
    case .interrupted: return "interrupted"
    case .readOnly: lines.append("the catalog is open for reading only; nothing was changed")
    case .missingParameters(let names):
      lines.append("no value for \(list(names.map { ":\($0)" }))")
    case .other, .nulInText, .unknownName: lines.append(ControlText.visible(failure.message))
    }
    if let offset = failure.offset { lines.append(Caret.text(failure.sql, offset: offset)) }
    switch failure.reason {
    case .unknownName(_, _, let nearest) where !nearest.isEmpty: lines.append(didYouMean(nearest))
    case .unknownName(.column, _, _) where failure.pointsAt("\""):
      lines.append("text goes in single quotes, names in double quotes")
    case .missingParameters(let names):
      lines.append(
        "give it: \(parameterHint) \(names.map { "\($0)=…" }.joined(separator: " \(parameterHint == "--param" ? "--param " : "")"))"
      )
    default: break
    }
    return lines.joined(separator: "\n")
  }

  static func text(of error: SavedQueryError) -> String {
    switch error {
    case .noQuery(let name, let nearest):
      nearest.isEmpty
        ? "there is no saved query \(name); \"queries\" lists them"
        : "there is no saved query \(name); \(didYouMean(nearest))"
    case .unknownParameter(let name, let query, let nearest):
      if query.parameters.isEmpty {
        "\(query.name) has no parameters, so \(name) can't be given"
      } else {
        "\(query.name) has no parameter \(name); "
          + (nearest.isEmpty ? "it has \(list(query.parameters.map(\.name)))" : didYouMean(nearest))
      }
    case .missingParameters(let parameters, let query):
      (["\(query.name) needs \(list(parameters.map { "\($0.name)=…" }))"]
        + parameters.filter { !$0.description.isEmpty }.map { "  \($0.name)   \($0.description)" })
        .joined(separator: "\n")
    }
  }

  static func text(of failure: OutputFailure) -> String {
    switch failure {
    case .closed: "nobody reads the output"
    case .interrupted: "interrupted"
    case .system(path: "standard input", errno: SystemError.badDescriptor): "standard input is closed"
    case .system(path: nil, errno: SystemError.badDescriptor): "standard output is closed"
    case .system(let path, let number): (path.map { "\($0): " } ?? "writing: ") + SystemError.text(number)
    case .inUse(let path, let database): "\(path) is a file of the open database \(database); nothing was written"
    }
  }

  /// What a saved query is, for reading: title, description, parameters, SQL.
  public static func page(of query: SavedQuery) -> String {
    var text = "\(query.name): \(query.title)\n"
    if !query.description.isEmpty { text += "\n\(query.description)\n" }
    if !query.parameters.isEmpty { text += "\n" }
    let names = query.parameters.map { ":\($0.name)" + ($0.defaultValue.map { " = \($0)" } ?? "") }
    let width = names.map { DisplayWidth.of($0) }.max() ?? 0
    for (name, parameter) in zip(names, query.parameters) {
      text +=
        "  \(name)" + String(repeating: " ", count: width - DisplayWidth.of(name)) + "   \(parameter.description)\n"
    }
    let body = query.sql.drop { $0.isNewline }
    return text + "\n\(body)\(query.sql.hasSuffix("\n") ? "" : "\n")"
  }

  /// A table of a dump that one of the databases can't take.
  public static func nulInDump(_ table: String) -> String {
    "warning: a text in \(table) has a NUL character; neither PostgreSQL nor SQLite's shell can load this dump"
  }

  /// A format that nobody knows.
  public static func unknownFormat(_ name: String) -> String {
    let names = OutputFormat.all.map(\.name)
    let nearest = NearestNames.find(name, among: names)
    return "there is no format \(name); \(nearest.isEmpty ? "there are \(list(names))" : didYouMean(nearest))"
  }

  static func nearest(_ name: String, _ names: [String]) -> [String] { NearestNames.find(name, among: names) }

  static func didYouMean(_ names: [String]) -> String { "did you mean \(list(names, "or"))?" }

  /// `a`, `a and b`, `a, b and c`.
  static func list(_ names: [String], _ last: String = "and") -> String {
    guard names.count > 1, let final = names.last else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " \(last) " + final
  }
}

extension SQLFailure {
  /// Whether the fault begins with a character.
  fileprivate func pointsAt(_ character: Unicode.Scalar) -> Bool {
    guard let offset, offset < sql.utf8.count else { return false }
    return sql.utf8[sql.utf8.index(sql.utf8.startIndex, offsetBy: offset)] == UInt8(ascii: character)
  }
}

// Comparisons
extension Messages {
  /// Says that a list is not whole.
  static func cut(shown: Int, of total: Int) -> String {
    "… and \(DiffSummary.grouped(total - shown)) more of \(DiffSummary.grouped(total)): --limit \(total) shows all"
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

    static func title(_ summary: DiffSummary) -> String { "\(summary.old.name) → \(summary.new.name)" }

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
        ? "1 accepted file was declined (a→d)" : "\(DiffSummary.grouped(files)) accepted files were declined (a→d)"
    }

    static func arithmetic(_ summary: DiffSummary) -> String {
      let files = summary.files
      let number = DiffSummary.grouped
      var terms = "\(number(files.old)) + \(number(files.added)) added"
      terms +=
        summary.partial
        ? " − \(number(files.absent)) that a partial export does not show"
        : " − \(number(files.removed)) gone from the export"
      let rest =
        "\(number(files.changed)) changed, \(number(files.touched)) touched without change, "
        + "\(number(files.unchanged)) as they were"
      return files.addsUp
        ? "\(terms) = \(number(files.new)) files; \(rest)"
        : "\(terms) is not \(number(files.new)): the catalog was changed by other hands, import the exports again"
    }

    static func projects(_ summary: DiffSummary) -> String {
      let old = summary.old.project.map(String.init) ?? "?"
      let new = summary.new.project.map(String.init) ?? "?"
      return "the exports are of two projects, \(old) and \(new): keys are compared as they stand"
    }

    static func keys(_ summary: DiffSummary) -> String {
      let keys = summary.keys
      let number = DiffSummary.grouped
      var text = "storage keys: \(number(keys.changed)) changed; \(number(keys.fetch)) to fetch"
      if !summary.partial { text += ", \(number(keys.drop)) no longer referred to" }
      if !keys.known { text += " (the project's number is not known: pressmark set-project)" }
      return text
    }

    static func noise(_ summary: DiffSummary) -> String {
      let noise = summary.noise
      let parts = [
        (noise.updateDates, "update dates"), (noise.validators, "validators"),
        (noise.relatedDuplicates, "counts of duplicates"), (noise.groupUIDs, "group ids"),
      ]
      let listed = parts.filter { $0.0 > 0 }.map { "\(DiffSummary.grouped($0.0)) \($0.1)" }.joined(separator: ", ")
      return "noise: \(listed); \(DiffSummary.grouped(summary.files.touched)) files changed in nothing else"
    }
  }

  /// How a condition stands, for stderr.
  public static func gate(_ gate: DiffGate, in summary: DiffSummary) -> String {
    "\(gate.matches(summary) ? "failed" : "passed"): \(gate.text) (it is \(gate.count(in: summary)))"
  }

  static func text(of error: DiffGateError) -> String {
    switch error {
    case .noNumber(let text): "the condition \(quoted(text)) does not end in a number, as in \"removed > 10\""
    case .noComparison(let text): "the condition \(quoted(text)) has no comparison, as in \"removed > 10\""
    case .unknownMetric(let name, let known):
      "nothing is counted as \(quoted(name)); there are \(known.joined(separator: ", ")), "
        + "and changes of status such as a->d"
    }
  }

  private static func quoted(_ text: String) -> String { "\"\(ControlText.visible(text))\"" }
}
