import Catalogs
import ControlText
import Interruption
import Output
import SQLite
import TableImport
import TableInput

// The command that makes a temporary table of a file.
extension Interpreter {
  func importTable(_ input: DotCommand.Input) throws {
    let request = try ImportRequest(input.words)
    let progress = ProgressLine(on: isInteractive ? presenter.errors : nil)
    defer { progress.clear() }
    let report = try session.withConnection { connection in
      try TableImport(path: request.path, name: request.name, options: request.options).run(
        on: connection, imported: &session.importedTables
      ) { state in
        try Interruption.check()
        progress.tick { TableImportMessages.progress(state, of: request.path, seconds: $0) }
      }
    }
    progress.clear()
    session.knownValues = [:]
    for line in report.lines { presenter.note(line) }
  }
}

/// What `.import` was asked for.
struct ImportRequest: Equatable {
  var path: String
  /// The table's name; nil for one made of the file's.
  var name: String?
  var options = TableOptions()

  static let usage =
    ".import FILE [AS NAME] [--text] [--header|--no-header] [--separator C] [--csv|--tsv|--json] [--skip N]"

  /// Reads the words: also those of sqlite3's `.import --csv FILE TABLE`.
  init(_ words: [ShellWord]) throws(ShellError) {
    var options = TableOptions()
    var others: [ShellWord] = []
    var rest = words[...]
    func value(_ option: String) throws(ShellError) -> String {
      guard let word = rest.popFirst() else { throw .missingValue(option) }
      return word.text
    }
    while let word = rest.popFirst() {
      guard !word.isQuoted, word.text.hasPrefix("-"), word.text != "-" else {
        others.append(word)
        continue
      }
      // sqlite3 takes one hyphen as well as two.
      let option = "--" + word.text.drop { $0 == "-" }.lowercased()
      switch option {
      case "--text": options.keepsText = true
      case "--header", "--headers": options.hasHeader = true
      case "--no-header", "--no-headers", "--noheader": options.hasHeader = false
      case "--csv": options.format = .csv
      case "--tsv", "--tabs": options.format = .tsv
      case "--json", "--jsonl": options.format = .json
      case "--separator", "--colsep", "--delimiter": options.separator = try Self.separator(try value(option))
      case "--skip":
        guard let count = Int(try value(option)), count >= 0 else { throw .wrongArguments(usage: Self.usage) }
        options.skippedLines = count
      case "--v": continue
      default: throw .wrongArguments(usage: Self.usage)
      }
    }
    if others.count == 3, !others[1].isQuoted, others[1].text.lowercased() == "as" { others.remove(at: 1) }
    guard (1...2).contains(others.count), let path = others.first?.text else {
      throw .wrongArguments(usage: Self.usage)
    }
    guard path != "-" else { throw .importFromInput }
    guard !path.hasPrefix("|") else { throw .importFromCommand }
    self.path = path
    name = others.count == 2 ? others[1].text : nil
    self.options = options
  }

  private static func separator(_ text: String) throws(ShellError) -> UInt8 {
    guard let byte = TableOptions.separator(text) else { throw .badSeparator(text) }
    return byte
  }
}

extension DotCommand {
  static let importTable = DotCommand(
    "import", "FILE [AS NAME] [OPTION…]", 1...Int.max, [.file],
    help: "makes a temporary table of a CSV, TSV or JSON file",
    details: """
      The catalog stays as it is: the table lasts until the session ends, and can be joined with the catalog's.

        .import predictions.csv
        SELECT f.file_id, f.status, p.score FROM predictions p JOIN files f USING (file_id) WHERE f.export_id =
          (SELECT export_id FROM exports WHERE name = :export);
        .import ids.txt AS wanted
        SELECT * FROM objects WHERE file_id IN (SELECT file_id FROM wanted);

      Reads CSV, TSV, a JSON object on each line, a JSON list, or one value a line; compressed too. A column is INTEGER or
      REAL only where no value would change by it: 000123 and 1e5 stay text. An empty field is NULL, "" the empty text.
      A list of ids gets a column file_id. A table that was imported before is replaced.

        --text              all columns are text
        --header            the first line has the names of the columns; --no-header: it is data
        --separator C       between fields: a character, or tab
        --csv --tsv --json  the format, where the file's name and content tell another
        --skip N            passes over N lines at the start
      """
  ) { try $0.importTable($1) }
}
