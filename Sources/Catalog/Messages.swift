import Foundation

// The English of this target.

extension CatalogError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noCatalog(let path): "there is no catalog at \(path)"
    case .notACatalog(let path, let found):
      switch found {
      case .folder: "\(path) is a folder, not a catalog"
      case .emptyFile: "\(path) is empty; import an export into it first"
      case .otherDatabase: "\(path) is an SQLite database, but not a catalog"
      case .otherFile: "\(path) is not a catalog"
      }
    case .newerCatalog(let path, let version, let supported):
      "\(path) is of version \(version), this Pressmark knows versions up to \(supported); use a newer one"
    case .held(let holder, let isWriting):
      "\(holder?.english ?? "another process") is \(isWriting ? "writing to" : "reading") the catalog; nothing was changed; "
        + "try again when it is done"
    case .notWritten(let path, let errno):
      "\(path) can't be written, nothing was changed: \(String(cString: strerror(errno)))"
    case .removed(let path): "\(path) was removed by another process; nothing was changed"
    case .nameTaken(let name, let free):
      "there is an export named \(name) with other content; \(free) is free: --as \(free)"
    case .noExport(let name, let known):
      known.isEmpty
        ? "there is no export \(name): the catalog is empty"
        : "there is no export \(name); there are \(known.joined(separator: ", "))" + Self.meant(name, known)
    case .noExports: "there are no exports in the catalog: import one first"
    case .noFile(let id): "no export has a file \(id)"
    }
  }
}

extension CatalogError {
  /// The nearest names, where there are some among many.
  private static func meant(_ name: String, _ known: [String]) -> String {
    let nearest = NearestNames.find(name, among: known)
    return nearest.isEmpty ? "" : "; did you mean \(nearest.joined(separator: " or "))?"
  }
}

extension ParameterFault: CustomStringConvertible {
  public var description: String {
    switch reason {
    case .unknownType(let type):
      ":\(parameter) is declared as \(type), which is no type; there are \(ParameterType.names.joined(separator: ", "))"
    case .notADate: "\(parameter): expected a date as YYYY-MM-DD or YYYY-MM-DD HH:MM, found \(found)"
    case .noSuchDate: "\(parameter): there is no such date or time as \(found)"
    case .notANumber: "\(parameter): expected a number such as 2 or 0.5, found \(found)"
    case .notACount: "\(parameter): expected a whole number, 0 or more, found \(found)"
    case .tooLarge: "\(parameter): \(found) is too large a number"
    case .notAChoice(let words, let nearest):
      "\(parameter): expected \(words.joined(separator: " or ")), found \(found)" + Self.meant(nearest)
    case .noLabel(let nearest): "\(parameter): no export has a label \(found)" + Self.meant(nearest)
    case .noLabels: "\(parameter): expected ids or names of labels, separated by commas, found \(found)"
    case .noPerson(let nearest): "\(parameter): no export has a person \(found)" + Self.meant(nearest)
    case .noFile: "\(parameter): no export has a file \(found)"
    }
  }

  private var found: String { "\"\(value)\"" }

  private static func meant(_ nearest: [String]) -> String {
    nearest.isEmpty ? "" : "; did you mean \(nearest.joined(separator: " or "))?"
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
    case .missingParameter(let name): "no value for :\(name); give it: --param \(name)=…"
    case .noParameter(let name, let known):
      known.isEmpty
        ? "the condition has no parameters, so \(name) can't be given"
        : "the condition has no parameter :\(name); it has \(known.map { ":\($0)" }.joined(separator: ", "))"
    case .incomplete: "the condition ends too early"
    }
  }
}

extension LockHolder {
  fileprivate var english: String { "process \(process)" + (program.isEmpty ? "" : " (\(program))") }
}

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
    case .labelsAdded: "labels first used"
    case .labelsDropped: "labels no longer used"
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
    case .labelsAdded: "\(number) \(label) first used"
    case .labelsDropped: "\(number) \(label) no longer used"
    case .peopleRenamed: "\(number) \(count == 1 ? "person" : "people") probably renamed"
    case .clusters: "\(number) \(count == 1 ? "cluster" : "clusters") with another original"
    default: "\(number) \(words)"
    }
  }
}

extension DumpError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .folderNotEmpty(let path): "\(path) is not empty; name a folder that is, or that does not exist yet"
    }
  }
}
