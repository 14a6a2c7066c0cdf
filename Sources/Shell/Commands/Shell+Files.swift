import Catalog

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

// Commands that run what a file or an editor holds.
extension Shell {
  func read(_ input: DotCommand.Input) throws {
    let path = input[0] ?? ""
    guard readDepth < 16 else { throw ShellError.readTooDeep(path) }
    try runText(try FileText.read(path), name: path)
  }

  /// Runs lines as if they were typed; the first error ends them.
  func runText(_ text: String, name: String) throws {
    readDepth += 1
    defer { readDepth -= 1 }
    var splitter = SQLSplitter()
    func run(_ piece: SQLSplitter.Piece?) throws {
      guard let piece else { return }
      do {
        try runStatement(piece.text)
      } catch  where configuration.keepsGoing {
        hasFailed = true
        say(error, line: piece.line)
      }
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) where !isDone {
      if splitter.isEmpty, let command = Self.command(in: line) {
        _ = splitter.feed("")
        try perform(command)
      } else {
        for piece in splitter.feed(String(line)) { try run(piece) }
      }
    }
    try run(splitter.finish())
  }

  func edit() throws { try edit(lastStatement ?? "") }

  func edit(_ start: String) throws {
    guard configuration.isInteractive else { throw ShellError.notInteractive(".edit") }
    let command = Terminal.variable("VISUAL") ?? Terminal.variable("EDITOR") ?? "vi"
    let folder = Terminal.variable("TMPDIR") ?? "/tmp"
    var template = Array("\(folder)/pressmark-XXXXXX.sql".utf8CString)
    let file = mkstemps(&template, 4)
    guard file >= 0 else { throw ShellError.file(path: folder, errno: errno) }
    close(file)
    let path = template.withUnsafeBytes { String(decoding: $0.dropLast(), as: UTF8.self) }
    defer { unlink(path) }
    try FileText.write(start + "\n", to: path)
    errors.flush()
    output.flush()
    // The path has no character that a shell minds: it was made above.
    guard system("\(command) '\(path)'") == 0 else { throw ShellError.editor(command) }
    let text = try FileText.read(path)
    guard !SQLText.trimmed(text).isEmpty else { return }
    reader.remember(SQLText.trimmed(text))
    try runText(text, name: path)
  }
}
