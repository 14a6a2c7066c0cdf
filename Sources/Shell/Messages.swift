// The English of this target.

public import Catalogs
import ControlText
import DisplayWidth
import LineEditor
import SQLText
import SQLite

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
    case let error as ComparisonGateError: text(of: error)
    case let fault as ConditionFault: text(of: fault)
    case let error as LineEditorError: text(of: error)
    default: SystemError.text(of: error) ?? ownWords(of: error) ?? "something failed that was not foreseen"
    }
  }

  /// What an error of ours says of itself, or one of the argument parser's.
  private static func ownWords(of error: any Error) -> String? {
    type(of: error) is any CustomStringConvertible.Type ? "\(error)" : nil
  }

  private static func text(of error: LineEditorError) -> String {
    switch error {
    case .notATerminal: "the input is no terminal"
    case .system(_, let code): "the terminal can't be used: \(SystemError.text(code))"
    }
  }

  /// - Parameter parameterHint: how a parameter is given its value, here.
  static func text(of failure: SQLFailure, parameterHint: String) -> String {
    var lines: [String] = []
    switch failure.reason {
    case .interrupted: return "interrupted"
    case .readOnly: lines.append("the catalog is open for reading only; nothing was changed")
    case .refused(let refusal): lines.append(text(of: refusal))
    case .missingParameters(let names):
      lines.append("no value for \(list(names.map { ":\(visible: $0)" }))")
    case .other, .nulInText, .unknownName: lines.append(ControlText.visible(failure.message))
    }
    if let offset = failure.offset { lines.append(Caret.text(failure.sql, offset: offset)) }
    switch failure.reason {
    case .unknownName(_, _, let nearest) where !nearest.isEmpty: lines.append(didYouMean(nearest))
    case .unknownName(.column, _, _) where failure.pointsAt("\""):
      lines.append("text goes in single quotes, names in double quotes")
    case .missingParameters(let names):
      lines.append(
        "give it: \(parameterHint) \(names.map { "\(visible: $0)=…" }.joined(separator: " \(parameterHint == "--param" ? "--param " : "")"))"
      )
    default: break
    }
    return lines.joined(separator: "\n")
  }

  private static func text(of refusal: SQLFailure.StatementRefusal) -> String {
    switch refusal {
    case .vacuumInto: "the catalog is open for reading only: VACUUM INTO would write a file; nothing was written"
    case .pragma(let name): "PRAGMA \(name) is not allowed: it changes more than the catalog"
    case .function(let name): "the function \(name) is not allowed: it reaches beyond the catalog"
    case .attachWhileWritable: "\(ShellError.attachWhileWritable)"
    case .computedPath: "ATTACH takes a file's name as a text here, or use .attach FILE AS NAME in the shell"
    case .file(let error): text(of: error)
    }
  }

  static func text(of fault: ConditionFault) -> String {
    "\(fault)" + (fault.offset.map { "\n" + Caret.text(fault.condition, offset: $0) } ?? "")
  }

  static func text(of error: SavedQueryError) -> String {
    switch error {
    case .noQuery(let name, let nearest):
      nearest.isEmpty
        ? "there is no saved query \(visible: name); \"queries\" lists them"
        : "there is no saved query \(visible: name); \(didYouMean(nearest))"
    case .unreadable(let fault):
      "the saved query \(visible: fault.name) can't be read: \(visible: fault.path) \(words(of: fault.reason))"
    case .unknownParameter(let name, let query, let nearest):
      if query.parameters.isEmpty {
        "\(visible: query.name) has no parameters, so \(visible: name) can't be given"
      } else {
        "\(visible: query.name) has no parameter \(visible: name); "
          + (nearest.isEmpty ? "it has \(list(query.parameters.map(\.name)))" : didYouMean(nearest))
      }
    case .missingParameters(let parameters, let query):
      (["\(visible: query.name) needs \(list(parameters.map { "\($0.name)=…" }))"]
        + parameters.filter { !$0.description.isEmpty }.map { parameter in
          "  \(visible: parameter.name)\(parameter.type.map { " : \($0)" } ?? "")   \(visible: parameter.description)"
        })
        .joined(separator: "\n")
    }
  }

  /// What is wrong with a file of the folder of saved queries, after its path.
  private static func words(of reason: QueryFileFault.Reason) -> String {
    switch reason {
    case .folder: "is a folder"
    case .notAFile: "is no file, but a pipe, a socket or a device"
    case .danglingLink: "is a link to nothing"
    case .notUTF8(let offset): "is not text in UTF-8, from byte \(offset) on"
    case .tooLarge(let limit): "is larger than \(limit >> 20) MiB"
    case .system(let errno): "can't be opened: \(SystemError.text(errno))"
    }
  }

  /// A file of the folder of saved queries that is left out.
  public static func warning(of fault: QueryFileFault) -> String {
    "\(visible: fault.path) \(words(of: fault.reason))"
  }

  static func text(of failure: OutputFailure) -> String {
    switch failure {
    case .closed: "nobody reads the output"
    case .interrupted: "interrupted"
    case .system(path: "standard input", errno: SystemError.badDescriptor): "standard input is closed"
    case .system(path: nil, errno: SystemError.badDescriptor): "standard output is closed"
    case .system(let path, let number): (path.map { "\(visible: $0): " } ?? "writing: ") + SystemError.text(number)
    case .inUse(let path, let database):
      "\(visible: path) is a file of the open database \(visible: database); nothing was written"
    }
  }

  /// What a saved query is, for reading: title, description, parameters, SQL.
  public static func page(of query: SavedQuery) -> String {
    var text = "\(query.name): \(query.title)\n"
    if !query.description.isEmpty { text += "\n\(query.description)\n" }
    if !query.parameters.isEmpty { text += "\n" }
    let names = query.parameters.map(\.declaration)
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
    return "there is no format \(visible: name); \(nearest.isEmpty ? "there are \(list(names))" : didYouMean(nearest))"
  }

  static func nearest(_ name: String, _ names: [String]) -> [String] { NearestNames.find(name, among: names) }

  static func didYouMean(_ names: [String]) -> String { "did you mean \(list(names, "or"))?" }

  /// `a`, `a and b`, `a, b and c`.
  static func list(_ names: [String], _ last: String = "and") -> String {
    let names = names.map { "\(visible: $0)" }
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
  public static func cut(shown: Int, of total: Int) -> String {
    "… and \(ComparisonSummary.grouped(total - shown)) more of \(ComparisonSummary.grouped(total)): --limit \(total) shows all"
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
        ? "1 accepted file was declined (a→d)"
        : "\(ComparisonSummary.grouped(files)) accepted files were declined (a→d)"
    }

    static func arithmetic(_ summary: ComparisonSummary) -> String {
      let files = summary.files
      let number = ComparisonSummary.grouped
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

    static func projects(_ summary: ComparisonSummary) -> String {
      let old = summary.old.project.map(String.init) ?? "?"
      let new = summary.new.project.map(String.init) ?? "?"
      return "the exports are of two projects, \(old) and \(new): keys are compared as they stand"
    }

    static func keys(_ summary: ComparisonSummary) -> String {
      let keys = summary.keys
      let number = ComparisonSummary.grouped
      var text = "storage keys: \(number(keys.changed)) changed; \(number(keys.fetch)) to fetch"
      if !summary.partial { text += ", \(number(keys.drop)) no longer referred to" }
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
        "\(ComparisonSummary.grouped(count)) \(count == 1 ? one : many)"
      }.joined(separator: ", ")
      let touched = summary.files.touched
      return
        "noise: \(listed); \(ComparisonSummary.grouped(touched)) \(touched == 1 ? "file" : "files") changed in nothing else"
    }
  }

  /// How a condition stands, for stderr.
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
