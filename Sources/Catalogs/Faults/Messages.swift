import ControlText
import Foundation
import SQLText

// The English of this target.

extension CatalogError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notACatalog(let path, let found):
      switch found {
      case .emptyFile: "\(visible: path) is empty; import an export into it first"
      case .otherDatabase: "\(visible: path) is an SQLite database, but not a catalog"
      }
    case .lostMark(let path, let version):
      """
      \(visible: path) has the tables of a catalog but not its marks, as a database that .dump was loaded into; give it them:
        sqlite3 \(path.quotedForShell) 'PRAGMA application_id = \(Schema.applicationID); PRAGMA user_version = \(version)'
      """
    case .newerCatalog(let path, let version, let supported):
      "\(visible: path) is of version \(version), this Pressmark knows versions up to \(supported); use a newer one"
    case .nameTaken(let name, let free):
      "there is an export named \(visible: name) with other content; \(visible: free) is free: --as \(visible: free)"
    case .nameInUse(let name): "there is an export named \(visible: name) already"
    case .emptyName: "an export's name can't be empty"
    case .reservedName(let name):
      "an export can't be named \(visible: name): latest and previous stand for the newest export and the one before it"
    case .wordIsName(let name):
      "\(visible: name) stands for \(name.lowercased() == "latest" ? "the newest export" : "the export before the newest"), but "
        + "there is an export of that name; rename it first: pressmark rename \(visible: name) NEW"
    case .noExport(let name, let known):
      known.isEmpty
        ? "there is no export \(visible: name): the catalog is empty"
        : "there is no export \(visible: name); there are \(known.map { "\(visible: $0)" }.joined(separator: ", "))"
          + Self.meant(name, known)
    case .noExports: "there are no exports in the catalog: import one first"
    case .noQueriesFolder(let path, let errno):
      "the folder of saved queries \(visible: path) can't be read: \(String(cString: strerror(errno)))"
    case .noFile(let id): "no export has a file \(visible: id)"
    case .changed(let path, let fault): "\(visible: path) was changed: \(visible: fault.english)"
    case .refused(let table, let record, let id, let refusal):
      "\(visible: refusal.english(table: table, record: record, id: id))"
    case .badValue(let fault): "the catalog holds a value that no import stores: \(visible: "\(fault)")"
    case .noThread(let errno): "the system refuses a thread: \(String(cString: strerror(errno)))"
    }
  }
}

extension CatalogError {
  /// The nearest names, where there are some among many.
  private static func meant(_ name: String, _ known: [String]) -> String {
    let nearest = NearestNames.find(name, among: known)
    return nearest.isEmpty ? "" : "; did you mean \(nearest.map { "\(visible: $0)" }.joined(separator: " or "))?"
  }
}

extension ParameterFault: CustomStringConvertible {
  public var description: String {
    switch reason {
    case .unknownType(let type):
      ":\(visible: parameter) is declared as \(visible: type), which is no type; there are \(ParameterType.names.joined(separator: ", "))"
    case .notADate: "\(visible: parameter): expected a date as YYYY-MM-DD or YYYY-MM-DD HH:MM, found \(found)"
    case .noSuchDate: "\(visible: parameter): there is no such date or time as \(found)"
    case .notANumber: "\(visible: parameter): expected a number such as 2 or 0.5, found \(found)"
    case .notACount: "\(visible: parameter): expected a whole number, 0 or more, found \(found)"
    case .tooLarge: "\(visible: parameter): \(found) is too large a number"
    case .notAChoice(let words, let nearest):
      "\(visible: parameter): expected \(words.map { "\(visible: $0)" }.joined(separator: " or ")), found \(found)"
        + Self.meant(nearest)
    case .noLabel(let nearest): "\(visible: parameter): no export has a label \(found)" + Self.meant(nearest)
    case .noLabels: "\(visible: parameter): expected ids or names of labels, separated by commas, found \(found)"
    case .noPerson(let nearest): "\(visible: parameter): no export has a person \(found)" + Self.meant(nearest)
    case .noFile: "\(visible: parameter): no export has a file \(found)"
    }
  }

  private var found: String { "\"\(visible: value)\"" }

  private static func meant(_ nearest: [String]) -> String {
    nearest.isEmpty ? "" : "; did you mean \(nearest.map { "\(visible: $0)" }.joined(separator: " or "))?"
  }
}

extension ConditionFault: CustomStringConvertible {
  public var description: String {
    switch reason {
    case .empty: "the condition is empty"
    case .nul: "the condition holds a NUL character"
    case .unclosed(.string): "the condition has a string that does not end"
    case .unclosed(.quotedName): "the condition has a quoted name that does not end"
    case .unclosed: "the condition has a comment that does not end"
    case .closesTooMuch: "the condition closes a parenthesis that it did not open"
    case .unclosedParenthesis: "the condition has a parenthesis that is not closed"
    case .semicolon: "the condition is one expression, and a semicolon ends a statement"
    case .statement(let word): "the condition is one expression: \(word) needs parentheses around it"
    case .aggregate(let name): "the condition looks at one file at a time, and \(name)() looks at many"
    case .missingParameter(let name): "no value for :\(visible: name); give it: --param \(visible: name)=…"
    case .noParameter(let name, let known):
      known.isEmpty
        ? "the condition has no parameters, so \(visible: name) can't be given"
        : "the condition has no parameter :\(visible: name); it has \(known.map { ":\(visible: $0)" }.joined(separator: ", "))"
    case .incomplete: "the condition ends too early"
    }
  }
}

extension DumpError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .folderNotEmpty(let path): "\(visible: path) is not empty; name a folder that is, or that does not exist yet"
    case .file(let path, let errno): "\(visible: path): \(String(cString: strerror(errno)))"
    }
  }
}
