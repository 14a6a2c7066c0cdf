import Catalogs
import ControlText
import Files
import Output
import SystemPackage

// Saving statements as queries.
extension Interpreter {
  func save(_ input: DotCommand.Input) throws {
    let isForced = input.words.contains { !$0.isQuoted && $0.text == "--force" }
    let words = input.words.filter { $0.isQuoted || $0.text != "--force" }.map(\.text)
    guard let name = words.first else { throw ShellError.wrongArguments(usage: ".save [--force] NAME [TITLE]") }
    guard let statement = session.lastStatement else { throw ShellError.noStatement }
    let path = try pathOfQuery(name)
    if FileText.exists(path), !isForced {
      guard isInteractive, fileDepth == 0 else { throw ShellError.queryExists(name: name, path: path) }
      guard try confirms("\(visible: path) exists. Replace it?") else {
        return presenter.note("nothing was saved")
      }
    }
    let names = try session.withConnection {
      try SavedQuery(name: name, text: statement).parameters(on: $0).map(\.name)
    }
    let title = words.dropFirst().joined(separator: " ")
    let text = SavedQueryText.text(
      of: statement, name: name, title: title.isEmpty ? nil : title, parameters: names, values: session.parameters)
    try OutputFile.write(text, to: path)
    presenter.note(ShellMessages.saved(path))
    if SavedQueries.isBuiltIn(name) { presenter.note(ShellMessages.shadowsBuiltIn(name, path: path)) }
  }

  /// The file of a query in the folder where the person keeps them, which is made where it is missing.
  func pathOfQuery(_ name: String) throws -> String {
    guard let first = name.first, first != "-",
      name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" })
    else { throw ShellError.badQueryName(name) }
    guard let folder = session.queriesFolder ?? session.ownQueriesFolder else { throw ShellError.noHome }
    do {
      try Folder.make(folder)
    } catch {
      throw ShellError.file(path: folder, errno: error.rawValue)
    }
    return "\(folder)/\(name).sql"
  }

  /// Asks a person; anything but yes is no.
  private func confirms(_ question: String) throws -> Bool {
    guard case .line(let answer) = try reader.readAnswer(prompt: question + " [y/N] ", completing: { _, _ in nil })
    else { return false }
    return ["y", "yes"].contains(answer.lowercased())
  }
}
