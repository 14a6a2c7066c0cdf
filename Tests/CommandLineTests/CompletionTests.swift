import Foundation
import Testing

@testable import pressmark

/// What Tab offers, asked as the scripts of the shells ask. Real shells are in Tests/Hosts.
@Suite struct CompletionTests {
  /// A folder with a catalog of the real exports.
  private static let catalog = Result {
    let folder = try SampleExports.folder()
    let made = try Program.script(
      "for e in spring summer; do pressmark import $e/annotation.api.json --as $e --project 7 2> /dev/null; done",
      in: folder)
    try #require(made.status == 0, "\(made.errors)")
    return folder
  }

  /// A line up to the cursor, what bash takes for the word there, and words that bash puts in its place.
  struct Case: Sendable, CustomTestStringConvertible {
    let line: String
    let cut: String
    let replies: [String]
    var testDescription: String { line }
  }

  private static let cases: [Case] = [
    Case(line: "pressmark ru", cut: "ru", replies: ["run"]),
    Case(line: "pressmark nosuch", cut: "nosuch", replies: []),
    Case(line: "pressmark help dif", cut: "dif", replies: ["diff"]),
    Case(line: "pressmark exports --for", cut: "--for", replies: ["--format"]),
    Case(line: "pressmark run files-with-l", cut: "files-with-l", replies: ["files-with-label", "files-with-labels"]),
    Case(line: "pressmark queries files-by-st", cut: "files-by-st", replies: ["files-by-status"]),
    Case(line: "pressmark queries overview --dialect p", cut: "p", replies: ["postgresql"]),
    Case(line: "pressmark run files-with-label la", cut: "la", replies: ["label="]),
    Case(line: "pressmark run files-with-label label=bus ex", cut: "ex", replies: ["export="]),
    Case(line: "pressmark run files-with-label label=bu", cut: "bu", replies: ["bus"]),
    // Not cut at the sign, as where COMP_WORDBREAKS lacks it.
    Case(line: "pressmark run files-with-label label=bu", cut: "label=bu", replies: ["label=bus"]),
    Case(line: "pressmark run files-with-labels labels=bus,truc", cut: "bus,truc", replies: ["bus,truck"]),
    Case(line: "pressmark run files-with-labels labels=truck,truc", cut: "truck,truc", replies: []),
    Case(line: "pressmark run files-with-label label=100", cut: "100", replies: ["100%\\ cotton"]),
    Case(line: "pressmark run files-with-label label=\"100", cut: "100", replies: ["100% cotton"]),
    Case(line: "pressmark run files-with-label label=it", cut: "it", replies: ["it\\'s"]),
    Case(line: "pressmark run files-with-label label='it", cut: "it", replies: ["it'\\''s"]),
    Case(line: "pressmark run files-with-label label=say\\ ", cut: "say\\ ", replies: ["say\\ \\\"hi\\\""]),
    Case(line: "pressmark run files-with-label label=\"say", cut: "say", replies: ["say \\\"hi\\\""]),
    Case(line: "pressmark run files-with-label label=tab", cut: "tab", replies: ["tab$'\\011'here"]),
    Case(line: "pressmark run files-with-label label=дож", cut: "дож", replies: ["дождь\\ 🌧"]),
    Case(line: "pressmark run files-with-label export=", cut: "", replies: ["latest", "previous", "summer", "spring"]),
    Case(
      line: "pressmark run decline-rate-by-author export=s", cut: "s", replies: ["summer", "spring"]),
    Case(line: "pressmark diff spring catalog.db:su", cut: "su", replies: ["summer"]),
    Case(line: "pressmark diff previous l", cut: "l", replies: ["latest"]),
    Case(line: "pressmark forget sp", cut: "sp", replies: ["spring"]),
    Case(line: "pressmark diff a b --kind stat", cut: "stat", replies: ["status"]),
    Case(line: "pressmark diff a b --fail-on fet", cut: "fet", replies: ["fetch"]),
    Case(line: "pressmark diff a b --format=jsonl", cut: "jsonl", replies: ["jsonl"]),
    Case(line: "pressmark run files-by-status -f cs", cut: "cs", replies: ["csv"]),
    Case(line: "pressmark dump spring out -f js", cut: "js", replies: ["jsonl"]),
    Case(line: "pressmark import x.json --on-error s", cut: "s", replies: ["stop", "skip"]),
    Case(
      line: "pressmark sql \"SELECT :id, :export\" --param id=1 --param ", cut: "", replies: ["export="]),
    Case(line: "pressmark history 67655d46", cut: "67655d46", replies: ["67655d46b5cb68ffdc573d93"]),
    Case(line: "pressmark exports -c none.db; x", cut: "x", replies: []),
    Case(line: "pressmark forget -c none.db s", cut: "s", replies: []),
    Case(line: "pressmark forget -c catalog.db sum", cut: "sum", replies: ["summer"]),
    Case(line: "pressmark forget --catalog=catalog.db sum", cut: "sum", replies: ["summer"]),
  ]

  @Test(arguments: cases) func `bash is told what to put there`(_ tried: Case) throws {
    let fields = try Self.ask(["bash", tried.cut, tried.line], in: try Self.catalog.get())
    #expect(Array(fields.dropFirst(2)) == tried.replies)
  }

  /// The whole script, called as bash calls it.
  @Test(arguments: [
    ("pressmark run files-with-label label=say", "say", "say\\ \\\"hi\\\""), ("pressmark ru", "ru", "run"),
    ("pressmark exports -c cat", "cat", "catalog.db"),
  ])
  func `the script for bash`(line: String, word: String, reply: String) throws {
    let script = """
      source <(pressmark --generate-completion-script bash)
      COMP_LINE=$1 COMP_POINT=${#1}
      _pressmark pressmark "$2" "" 2> /dev/null
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let arguments = "set -- \(Self.quoted(line)) \(Self.quoted(word))\n"
    let outcome = try Program.script(arguments + script, in: try Self.catalog.get())
    #expect(outcome.output == reply + "\n")
  }

  /// A label is data, also if it looks like a command: nothing is run, and the word typed has the label's bytes.
  @Test func `names come back as they are`() throws {
    let folder = try FaultFolder()
    let names = [
      "$(touch run)", "`touch run`", "a'b\"c\\d", "!x", "~", "*", "#", "a\nb", "x:y=z", "-n", "é", "e\u{301}",
    ]
    let labels = names.enumerated().map { "[\($0.offset + 1), 0, \(Self.json($0.element)), null]" }.joined(
      separator: ",")
    let record = """
      [{"id": "100000000000000000000000", "related_duplicates": 0, "attributes":
      [{"uid": "00000000-0000-0000-0000-000000000000", "attributes": [\(labels)]}],
      "author_name": "ann", "validator_name": null, "file_name": "a.jpg", "file_type": "image", "status": "v",
      "upload_date": "2025-01-01 10:00", "update_date": null, "rebound_project": null, "rebound": null}]
      """
    try record.write(to: folder.url.appending(path: "a.json"), atomically: true, encoding: .utf8)
    try #require(try Program.run(["import", "a.json"], in: folder.url).status == 0)
    for (line, cut) in [("label=", ""), ("label=\"", ""), ("label='", ""), ("label=$'", "")] {
      let replies = try Self.ask(["bash", cut, "pressmark run files-with-label \(line)"], in: folder.url).dropFirst(2)
      let closing = line.dropFirst("label=".count).last.map(String.init) ?? ""
      let words = replies.map { "printf '%s\\0' \(line)\($0)\(closing)" }.joined(separator: "\n")
      let outcome = try Program.script(words, in: folder.url)
      let typed = outcome.output.split(separator: "\0").map { Array($0.utf8.dropFirst("label=".utf8.count)) }
      #expect(Set(typed) == Set(names.map { Array($0.utf8) }), "\(line): \(outcome.errors)")
    }
    #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "run").path))
  }

  /// Whatever is wrong with the catalog, nothing is said, and nothing is changed or made.
  @Test(arguments: [
    "rm catalog.db", ": > catalog.db", "seq 10000 > catalog.db", "rm catalog.db; mkdir catalog.db",
    "rm catalog.db; mkfifo catalog.db", "sqlite3 catalog.db 'PRAGMA user_version = 999'",
    "sqlite3 catalog.db 'PRAGMA journal_mode = WAL' > /dev/null",
    "sqlite3 catalog.db 'PRAGMA application_id = 1'", "truncate -s 3000 catalog.db",
    """
    sqlite3 catalog.db "PRAGMA cache_size = 2" "BEGIN IMMEDIATE" "UPDATE files SET file_name = file_name || 'x'" \\
      ".shell cp catalog.db killed; cp catalog.db-journal killed-journal" ROLLBACK
    mv killed catalog.db; mv killed-journal catalog.db-journal
    """,
  ])
  func `a catalog that can't be read offers nothing`(situation: String) throws {
    let folder = try FaultFolder()
    let source = try Self.catalog.get().appending(path: "catalog.db").path
    let state = "ls -l --time-style=full-iso; for f in *; do test -f $f && cksum $f; done; true"
    let outcome = try Program.script(
      """
      set -e; cp '\(source)' .; \(situation)
      before=$(\(state))
      for line in 'forget ' 'run files-with-label label=' 'history 6' 'diff catalog.db:' 'diff '; do
        pressmark ---complete fish $line '' > /dev/null
        pressmark ---complete bash '' "pressmark $line" | tr '\\0' '\\n' | grep -qE 'spring|bus' && exit 3
      done
      after=$(\(state))
      test "$before" = "$after"
      """, in: folder.url)
    #expect(outcome.status == 0, "\(outcome.status) \(outcome.output)\(outcome.errors)")
    #expect(outcome.errors.isEmpty)
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func `there is a script for each shell`(shell: String) throws {
    let folder = try Self.catalog.get()
    for arguments in [["--generate-completion-script", shell], ["--generate-completion-script=\(shell)"]] {
      let outcome = try Program.run(arguments, in: folder)
      #expect(outcome.status == 0 && outcome.output.contains("---complete \(shell) "))
    }
    #expect(try Program.run(["--generate-completion-script", "tcsh"], in: folder).status == 64)
  }

  /// What is read from a command's help is what the parser says of itself.
  @Test func `the help is read rightly`() throws {
    let output = try Program.run(["--experimental-dump-help"], in: try Self.catalog.get()).output
    let dump = try JSONDecoder().decode(Dump.self, from: Data(output.utf8))
    for command in dump.command.subcommands where command.commandName != "help" {
      let help = try #require(CommandHelp(of: command.commandName))
      let arguments = command.arguments.filter(\.shouldDisplay)
      let positional = arguments.filter { $0.kind == "positional" }
      #expect(help.arguments.map(\.isRepeating) == positional.map(\.isRepeating), "\(command.commandName)")
      #expect(help.arguments.map(\.name) == positional.map { "<\($0.valueName ?? "")>" })
      let options = arguments.filter { $0.kind != "positional" }
      #expect(
        help.options.map { Set($0.names) }
          == options.map { Set(($0.names ?? []).map { ($0.kind == "long" ? "--" : "-") + $0.name }) })
      #expect(help.options.map(\.takesValue) == options.map { $0.kind == "option" }, "\(command.commandName)")
      #expect(help.options.allSatisfy { !$0.note.isEmpty })
    }
  }

  private struct Dump: Decodable {
    struct Command: Decodable {
      let commandName: String
      let arguments: [Argument]
    }
    struct Root: Decodable { let subcommands: [Command] }
    struct Name: Decodable {
      let kind: String
      let name: String
    }
    struct Argument: Decodable {
      let kind: String
      let shouldDisplay: Bool
      let isRepeating: Bool
      let valueName: String?
      let names: [Name]?
    }
    let command: Root
  }

  private static func ask(_ arguments: [String], in folder: URL) throws -> [String] {
    let outcome = try Program.run(["---complete"] + arguments, in: folder)
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    return outcome.output.split(separator: "\0", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  private static func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "'\\''") + "'" }

  private static func json(_ text: String) -> String {
    (try? JSONEncoder().encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
