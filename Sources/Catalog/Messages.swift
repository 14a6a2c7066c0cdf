import ControlText
import Foundation

// The English of this target.

extension CatalogError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noCatalog(let path): "there is no catalog at \(visible: path)"
    case .notACatalog(let path, let found):
      switch found {
      case .folder: "\(visible: path) is a folder, not a catalog"
      case .emptyFile: "\(visible: path) is empty; import an export into it first"
      case .otherDatabase: "\(visible: path) is an SQLite database, but not a catalog"
      case .otherFile: "\(visible: path) is not a catalog"
      }
    case .lostMark(let path, let version):
      """
      \(visible: path) has the tables of a catalog but not its marks, as a database that .dump was loaded into; give it them:
        sqlite3 \(path.quotedForShell) 'PRAGMA application_id = \(Schema.applicationID); PRAGMA user_version = \(version)'
      """
    case .newerCatalog(let path, let version, let supported):
      "\(visible: path) is of version \(version), this Pressmark knows versions up to \(supported); use a newer one"
    case .held(let holder, let isWriting):
      "\(holder?.english ?? "another process") is \(isWriting ? "writing to" : "reading") the catalog; nothing was changed; "
        + "try again when it is done"
    case .notWritten(let path, let errno):
      "\(visible: path) can't be written, nothing was changed: \(String(cString: strerror(errno)))"
    case .notRead(let path, let errno): "\(visible: path) can't be read: \(String(cString: strerror(errno)))"
    case .damaged(let paths):
      "\(paths.map { "\(visible: $0)" }.joined(separator: " or ")) is damaged: what is in it is not what was written; "
        + "use a copy of it, or import the exports into a new catalog"
    case .noTemporaryFile(let errno):
      "the statement needs temporary files, which can't be written (TMPDIR says where): \(String(cString: strerror(errno)))"
    case .nameNotUTF8(let path): "\(visible: path): this SQLite opens no file whose name is not UTF-8"
    case .nameTaken(let name, let free):
      "there is an export named \(visible: name) with other content; \(visible: free) is free: --as \(visible: free)"
    case .removed(let path): "\(visible: path) was removed or replaced by another process; nothing was changed"
    case .noFileName(let path):
      path.isEmpty
        ? "the catalog's path is empty: name a file"
        : "\(visible: path) is no file but a database in memory, which keeps nothing: name a file"
    case .notARegularFile(let path): "\(visible: path) is not a regular file"
    case .needsRollback(let path):
      "a program was killed while it wrote to \(visible: path); undoing that takes the right to write there: open it once as "
        + "somebody who may, or copy it and its -journal into a folder of yours"
    case .needsWAL(let path):
      "\(visible: path) is in WAL mode, and reading that takes the right to write beside it: have somebody who may run "
        + "sqlite3 \(path.quotedForShell) 'PRAGMA journal_mode = DELETE', or copy it, and its -wal if there is one, "
        + "into a folder of yours"
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

extension LockHolder {
  fileprivate var english: String { "process \(process)" + (program.isEmpty ? "" : " (\(visible: program))") }
}

extension DumpError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .folderNotEmpty(let path): "\(visible: path) is not empty; name a folder that is, or that does not exist yet"
    case .file(let path, let errno): "\(visible: path): \(String(cString: strerror(errno)))"
    }
  }
}

extension String {
  /// The text as one word of a shell's command.
  package var quotedForShell: String {
    let isPlain = !isEmpty && utf8.allSatisfy { SQLToken.isWord($0) && $0 != 0x24 || "./-+:@,".utf8.contains($0) }
    guard !isPlain || hasPrefix("-") else { return self }
    // Byte by byte: a quote and an accent behind it are one Character.
    return "'" + String(decoding: utf8.flatMap { $0 == 0x27 ? Array("'\\''".utf8) : [$0] }, as: UTF8.self) + "'"
  }
}
