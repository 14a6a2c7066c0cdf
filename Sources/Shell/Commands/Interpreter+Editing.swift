import Catalogs
import ControlText
import Output
import SQLText

// Commands that open the user's editor.
extension Interpreter {
  func edit(_ input: DotCommand.Input) throws {
    guard let name = input[0] else { return try edit(session.lastStatement ?? "") }
    try editQuery(name)
  }

  /// Edits a text, shows what comes back as if it had been typed, and runs it.
  func edit(_ start: String) throws {
    try checkCanEdit()
    let path = try FileText.makeTemporary(start + "\n", suffix: ".sql")
    defer { FileText.remove(path) }
    try openEditor(on: path)
    let text = ShellLines.lines(of: try FileText.read(path)).joined(separator: "\n")
    guard !text.trimmed.isEmpty else { return }
    let statement = String(text.trimmed)
    reader.remember(statement)
    presenter.echo(statement, prompt: prompt)
    try runLines(of: text)
  }

  /// Edits a saved query, and says what is wrong with it afterwards.
  private func editQuery(_ name: String) throws {
    try checkCanEdit()
    let query = try savedQuery(name)
    let path = try query.path ?? copyBuiltIn(query)
    var isKept = false
    // A copy that was not changed would only hide the built-in query.
    defer { if query.path == nil, !isKept { FileText.remove(path) } }
    try openEditor(on: path)
    isKept = try FileText.read(path) != query.sql
    guard isKept else { return presenter.note(ShellMessages.unchanged(name, isBuiltIn: query.path == nil)) }
    let faults = try session.savedQueryFaults(name)
    for fault in faults { presenter.say(fault) }
    if faults.isEmpty { presenter.note(ShellMessages.saved(path)) } else { noteFailure() }
  }

  /// Copies a built-in query into the person's folder.
  ///
  /// - Returns: the copy.
  private func copyBuiltIn(_ query: SavedQuery) throws -> String {
    let path = try pathOfQuery(query.name)
    try OutputFile.write(query.sql, to: path)
    presenter.note(ShellMessages.copiedBuiltIn(query.name, to: path))
    return path
  }

  private func savedQuery(_ name: String) throws -> SavedQuery {
    do {
      return try session.savedQueries().query(name)
    } catch SavedQueryError.unreadable(let fault) where FileText.exists(fault.path) {
      // It can be put right in the editor.
      return SavedQuery(name: name, text: "", path: fault.path)
    } catch SavedQueryError.noQuery(let name, let nearest) {
      throw ShellError.noSavedQuery(name, nearest: nearest)
    }
  }

  private func checkCanEdit() throws(ShellError) {
    guard isInteractive else { throw .notInteractive(".edit") }
    try checkMayStartPrograms(".edit")
  }

  /// Opens a file in the user's editor.
  private func openEditor(on path: String) throws(ShellError) {
    presenter.flush()
    let command = EditorProgram.command
    guard try EditorProgram.run(command, on: path) else { throw .editor(command) }
  }
}
