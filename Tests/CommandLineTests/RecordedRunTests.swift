import Foundation
import Testing

/// The recorded run of docs/shell.md is what a terminal shows where the same lines are typed.
@Suite struct RecordedRunTests {
  private static let prompts = ["$ ", "pressmark> ", "   ...> "]

  @Test(.timeLimit(.minutes(2))) func `the recorded run`() throws {
    let file = SampleExports.repository.appending(path: "docs/shell.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    let pieces = text.components(separatedBy: "```terminal\n")
    try #require(pieces.count == 2)
    let end = try #require(pieces[1].range(of: "```\n"))
    let recorded = String(pieces[1][..<end.lowerBound])
    let now = try Self.run(recorded)
    if Golden.isRecording {
      let page = pieces[0] + "```terminal\n" + now + String(pieces[1][end.lowerBound...])
      return try page.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(Self.untimed(now) == Self.untimed(recorded))
  }

  /// Types the lines of a run at its prompts.
  ///
  /// - Returns: all that the terminal has shown.
  private static func run(_ recorded: String) throws -> String {
    let folder = try SampleExports.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let programs = ProgramTerminal.program.deletingLastPathComponent().path
    // A terminal that moves no cursor: what is typed is shown by the system, what is answered comes below.
    let terminal = try ProgramTerminal(
      ["--noprofile", "--norc", "--noediting", "-i"],
      environment: [
        "TERM": "dumb", "PS1": "$ ", "PATH": "\(programs):/usr/bin:/bin", "HOME": folder.path, "PWD": folder.path,
        "XDG_STATE_HOME": folder.path, "XDG_DATA_HOME": folder.path, "HISTFILE": "",
      ], columns: 100, rows: 40, program: "/bin/bash")
    try #require(terminal.wait(for: "$ ") != nil)
    try #require(terminal.ask("cd '\(folder.path)'", expecting: "\n$ "))
    let start = terminal.mark
    var mark = start
    var isFirst = true
    for line in recorded.split(separator: "\n") {
      guard let prompt = prompts.first(where: { line.hasPrefix($0) }) else { continue }
      // The first prompt is there already.
      if !isFirst { try #require(terminal.wait(for: "\n" + prompt, after: mark) != nil, "no prompt for: \(line)") }
      isFirst = false
      mark = terminal.mark
      terminal.type(line.dropFirst(prompt.count) + "\n")
    }
    try #require(terminal.wait(for: "\n$ ", after: mark) != nil)
    let shown = String(decoding: terminal.output.utf8.dropFirst(start).filter { $0 != 0x0D }, as: UTF8.self)
    return "$ " + shown.dropLast(2)
  }

  /// Without what every run measures anew.
  private static func untimed(_ text: String) -> String {
    text.replacing(#/MB in [0-9.]+ s, [0-9.]+ MB\/s/#, with: "MB").replacing(#/imported [0-9-]+/#, with: "imported")
  }
}
