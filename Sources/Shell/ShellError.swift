import ControlText
import Output

/// What can go wrong in the shell, apart from SQL.
enum ShellError: Error, Equatable {
  case noCatalog(path: String)
  case unknownCommand(String, nearest: [String])
  case wrongArguments(usage: String)
  case otherShells(String, advice: String)
  case unknownFormat(String)
  case badSeparator(String)
  case noTable(String, nearest: [String])
  case noResult
  case resultNotKept
  case noStatement
  case notInteractive(String)
  case badQueryName(String)
  case queryExists(name: String, path: String)
  case unknownParameter(String)
  case missingValue(String)
  case givenTwice(String)
  case chosenExportIsGone(String)
  case transactionUndone
  case readTooDeep(String)
  case file(path: String, errno: Int32)
  case editor(String)
  case attachWhileWritable
  case notADatabase(path: String)
  case commandFailed(String, ChildProgram.Ending)
  case programsNotAllowed(String)
  case commandInLine(String)
  case noSavedQuery(String, nearest: [String])
  case noHome
  case importFromInput
  case importFromCommand
}

extension ShellError: CustomStringConvertible {
  var description: String {
    switch self {
    case .noCatalog(let path):
      "there is no catalog at \(visible: path); .open FILE opens another, pressmark import FILE makes one"
    case .unknownCommand(let name, let nearest):
      nearest.isEmpty
        ? "there is no command \(visible: name); .help lists them"
        : "there is no command \(visible: name); \(OutputMessages.didYouMean(nearest))"
    case .wrongArguments(let usage): "usage: \(usage)"
    case .otherShells(let name, let advice): "there is no \(visible: name) here: \(advice)"
    case .badSeparator(let text):
      "\(visible: text) can't be a separator: one ASCII character that is no quote, or tab, can"
    case .unknownFormat(let name): OutputMessages.unknownFormat(name)
    case .noTable(let name, let nearest):
      nearest.isEmpty
        ? "there is no table or view \(visible: name)"
        : "there is no table or view \(visible: name); \(OutputMessages.didYouMean(nearest))"
    case .noResult: "there is no result yet"
    case .resultNotKept: "the last result was over 4 MB, which a script does not keep"
    case .noStatement: "there is no statement yet"
    case .notInteractive(let name): "\(visible: name) needs a terminal"
    case .badQueryName(let name): "\(visible: name) can't be a query's name: letters, digits, - and _ make one"
    case .queryExists(let name, let path):
      "\(visible: path) exists; .save --force \(visible: name) replaces it"
    case .unknownParameter(let name): "no parameter \(visible: name) is set"
    case .missingValue(let name): "no value for \(visible: name)"
    case .chosenExportIsGone(let name):
      "the export \(visible: name) that .use chose was removed, renamed or replaced; the newest counts again, nothing was run"
    case .transactionUndone: "the transaction that was open is undone; COMMIT keeps its changes"
    case .givenTwice(let name): OutputMessages.givenTwice(name)
    case .readTooDeep(let path): "\(visible: path): files read each other more than 16 deep"
    case .file(let path, let number): "\(visible: path): \(SystemError.text(number))"
    case .notADatabase(let path): "\(visible: path) is not an SQLite database that can be opened"
    case .attachWhileWritable: OutputMessages.attachWhileWritable
    case .importFromInput:
      "the lines of the session come from there; pressmark sql --with NAME=- takes a table from standard input"
    case .importFromCommand: "no command is run for a table; COMMAND | pressmark sql --with NAME=- takes what it writes"
    case .editor(let command): "\(visible: command) failed; nothing was run"
    case .commandFailed(let command, let ending): ShellMessages.commandFailed(command, ending)
    case .programsNotAllowed(let command):
      "\(visible: command) starts a program, which scripts and files may do only in pressmark repl --allow-shell"
    case .commandInLine(let text):
      "\(visible: text) does not begin its line; a command has a line of its own"
    case .noSavedQuery(let name, let nearest):
      "there is no saved query \(visible: name); "
        + (nearest.isEmpty
          ? ".save \(visible: name) makes one of the last statement" : OutputMessages.didYouMean(nearest))
    case .noHome:
      "no folder for saved queries is known: $HOME is not set; start with --queries FOLDER, or set $PRESSMARK_QUERIES"
    }
  }
}
