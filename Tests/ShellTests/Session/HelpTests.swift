import CatalogFixture
import Catalogs
import Foundation
import Output
import SQLite
import Testing

@testable import Shell

@Suite struct HelpTests {
  let test: TestCatalog

  init() throws { test = try TestCatalog() }

  /// Commands whose words are written where they are declared, or not yet.
  private static let without: Set<String> = ["chart", "edit", "once", "output", "save", "summarize"]
  /// Commands that need a file, an editor or the network of a person.
  private static let notRun: Set<String> = [
    "attach", "edit", "import", "once", "open", "output", "quit", "read", "save", "shell",
  ]

  @Test(arguments: DotCommand.all.map(\.name)) func aCommandHasMoreWords(name: String) throws {
    let command = try DotCommand.find(name)
    #expect(command.explanation != "" || Self.without.contains(name))
    // Words are in one place.
    #expect(command.details.isEmpty || DotCommand.explanations[name] == nil)
  }

  @Test func noWordsAreOfACommandThatIsGone() {
    #expect(Set(DotCommand.explanations.keys).isSubset(of: DotCommand.all.map(\.name)))
  }

  /// The examples of a command: lines that begin with two spaces.
  private func examples(of name: String) throws -> [String] {
    try DotCommand.find(name).explanation.split(separator: "\n").filter { $0.hasPrefix("  ") }
      .map { String($0.drop { $0 == " " }) }
  }

  @Test(arguments: DotCommand.all.map(\.name)) func anExampleIsWhatItSays(name: String) throws {
    let examples = try examples(of: name)
    for example in examples where example.hasPrefix(".") {
      let words = ShellWord.words(of: example)
      let command = try DotCommand.find(words[0].text)
      #expect(command.name == words[0].text.dropFirst(), "not a beginning: \(example)")
      #expect(command.arity.contains(words.count - 1), "\(example)")
    }
    #expect(examples.isEmpty || examples.contains { $0.hasPrefix(".\(name)") }, "shows the command itself")
  }

  @Test(arguments: DotCommand.all.map(\.name).filter { !notRun.contains($0) }) func anExampleRuns(name: String) throws {
    let played = Played(try examples(of: name).joined(separator: "\n"), in: test)
    // What a comparison says on stderr is no error.
    #expect(played.code == 0 && !played.errors.contains("error"), "\(played.errors)")
  }

  @Test(arguments: [40, 60, 80, 100, 200]) func itIsReadableInAnyWidth(width: Int) {
    func configure(_ configuration: inout Shell.Configuration) {
      configuration.formatOptions = {
        var options = FormatOptions()
        options.width = width
        return options
      }
    }
    let pages = [".help"] + DotCommand.all.map { ".help \($0.name)" }
    for page in pages {
      let lines = Played(page, in: test, configure).output.split(separator: "\n")
      let synopses = Set(DotCommand.all.map(\.synopsis))
      for line in lines where !synopses.contains(String(line)) && !line.hasPrefix("  ") {
        #expect(line.count <= max(width, 46), "\(page): \(line)")
      }
    }
  }

  @Test(arguments: [".help sch", ".help .schema", ".help schema"]) func aBeginningAndADotWillDo(line: String) {
    #expect(Played(line, in: test).output.hasPrefix(".schema [NAME]\n"))
  }

  @Test func aCommandOfAnotherShellIsExplained() {
    #expect(Played(".help .dump", in: test).output.hasPrefix(".dump: pressmark dump"))
    #expect(Played(".help dump", in: test).output.hasPrefix(".dump: pressmark dump"))
    #expect(Played(".help \\x", in: test).code == 2)
  }
}
