import Foundation
import Testing

/// What README.md says that the program prints is what it prints.
@Suite struct ReadmeTests {
  /// Tables as on a terminal, stderr beside stdout.
  private static let preamble = """
    pressmark() {
      case "$1 $*" in
        *--format*) command pressmark "$@" ;;
        sql*|run*) command pressmark "$@" --format table ;;
        *) command pressmark "$@" ;;
      esac
    }
    exec 2>&1

    """

  /// The commands of the page in order, each with what follows it.
  private struct Example {
    var command: String
    var output = ""
  }

  @Test func `the tour`() throws {
    let file = SampleExports.repository.appending(path: "README.md")
    let folder = try SampleExports.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    var page = ""
    var example: Example?
    var isConsole = false
    // The page is written again with what is printed now.
    func finish() throws {
      guard let ended = example else { return }
      let now = try Program.script(Self.preamble + ended.command, in: folder).output
      let isSame = Self.untimed(now) == Self.untimed(ended.output)
      #expect(isSame || Golden.isRecording, "\(ended.command)\nprints\n\(now)instead of\n\(ended.output)")
      page += isSame ? ended.output : now
      example = nil
    }
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false) {
      if isConsole, line.hasPrefix("$ ") || line == "```" { try finish() }
      if line.hasPrefix("```") { isConsole = line == "```console" }
      if example == nil { page += line + "\n" } else { example?.output += line + "\n" }
      if isConsole, line.hasPrefix("$ ") { example = Example(command: String(line.dropFirst(2))) }
    }
    if Golden.isRecording { try page.dropLast().write(to: file, atomically: true, encoding: .utf8) }
  }

  /// Without what every run measures anew.
  private static func untimed(_ text: String) -> String {
    text.replacing(#/MB in [0-9.]+ s, [0-9.]+ MB\/s/#, with: "MB")
  }
}
