// The English of this target.

import ByteText
package import Catalogs
import ControlText
import DisplayWidth
import SQLText
package import SQLite

/// Errors as a person reads them.
package enum OutputMessages {
  /// An error's text: what happened, where in the statement, and what may help. No line end.
  ///
  /// ```
  /// no such column: statsu
  ///   SELECT statsu FROM files
  ///          ^
  /// did you mean status?
  /// ```
  package static func text(of error: any Error) -> String {
    switch error {
    // The label chooses the function; without it this one would call itself.
    case let failure as SQLFailure: text(of: failure, parameterHint: "--param")
    case let error as SavedQueryError: text(of: error)
    case let failure as OutputFailure: text(of: failure)
    case let error as ComparisonGateError: text(of: error)
    case let fault as ConditionFault: text(of: fault)
    case let error as OutputNameError: text(of: error)
    default: ownWords(of: error) ?? "something failed that was not foreseen"
    }
  }

  /// The description of an error that has one.
  private static func ownWords(of error: any Error) -> String? {
    type(of: error) is any CustomStringConvertible.Type ? "\(error)" : nil
  }

  /// - Parameter parameterHint: how a parameter is given its value, here.
  package static func text(of failure: SQLFailure, parameterHint: String) -> String {
    if failure.reason == .other, let habit = SQLHabit(failure.sql) {
      return text(of: habit, inShell: parameterHint != "--param")
    }
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
    case .unknownName(.table, _, _) where failure.namesFile:
      lines.append("a file becomes a table first: \(parameterHint == "--param" ? "--with FILE" : ".import FILE")")
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
    case .attachWhileWritable: attachWhileWritable
    case .computedPath: "ATTACH takes a file's name as a text here, or use .attach FILE AS NAME in the shell"
    case .file(let error): text(of: error)
    }
  }

  package static let attachWhileWritable = "a session with --write attaches nothing; start one without it"

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

  /// What is wrong with a file in the folder of saved queries, after its path.
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

  /// A file in the folder of saved queries that can't be used.
  package static func warning(of fault: QueryFileFault) -> String {
    "\(visible: fault.path) \(words(of: fault.reason))"
  }

  /// The same without its path.
  package static func reason(of fault: QueryFileFault) -> String { words(of: fault.reason) }

  static func text(of failure: OutputFailure) -> String {
    switch failure {
    case .closed(let reader): reader.map { "nobody reads \(visible: $0)" } ?? "nobody reads the output"
    case .interrupted: "interrupted"
    case .system(path: "standard input", errno: SystemError.badDescriptor): "standard input is closed"
    case .system(path: nil, errno: SystemError.badDescriptor): "standard output is closed"
    case .system(let path, let number): (path.map { "\(visible: $0): " } ?? "writing: ") + SystemError.text(number)
    case .inUse(let path, let database):
      "\(visible: path) is a file of the open database \(visible: database); nothing was written"
    }
  }

  /// A saved query as people read it: title, description, parameters, SQL.
  package static func page(of query: SavedQuery) -> String {
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
  package static func nulInDump(_ table: String) -> String {
    "a text in \(table) has a NUL character; neither PostgreSQL nor SQLite's shell can load this dump"
  }

  package static func nearest(_ name: String, _ names: [String]) -> [String] { NearestNames.find(name, among: names) }

  /// A parameter that has two values.
  package static func givenTwice(_ name: String) -> String {
    "\(visible: name) is given twice; the parts of a list are separated by commas"
  }

  package static func didYouMean(_ names: [String]) -> String { "did you mean \(list(names, "or"))?" }

  /// `a`, `a and b`, `a, b and c`.
  static func list(_ names: [String], _ last: String = "and") -> String {
    let names = names.map { name in
      // A blank at an end is not seen otherwise.
      name.isEmpty || name.first?.isWhitespace == true || name.last?.isWhitespace == true
        ? "\"\(visible: name)\"" : "\(visible: name)"
    }
    guard names.count > 1, let final = names.last else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " \(last) " + final
  }
}

extension SQLFailure {
  /// Whether the name that is not known is a file's, which other programs read in place of a table.
  fileprivate var namesFile: Bool {
    [".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson", ".gz", ".zst"].contains {
      message.lowercased().hasSuffix($0)
    }
  }

  /// Whether the fault begins with a character.
  fileprivate func pointsAt(_ character: Unicode.Scalar) -> Bool {
    guard let offset, offset < sql.utf8.count else { return false }
    return sql.utf8[sql.utf8.index(sql.utf8.startIndex, offsetBy: offset)] == UInt8(ascii: character)
  }
}
