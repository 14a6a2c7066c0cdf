import Foundation
import Testing

/// The table "When something is wrong" of README.md, line by line: the situation is made, the program says what the
/// line says, and what helps is tried, and helps.
@Suite struct TroubleshootingTests {
  /// A line of the table.
  struct Line: Sendable, CustomTestStringConvertible {
    let message: String
    let help: String
    var testDescription: String { message }

    /// The messages in it, as patterns; a line about something else has none.
    var patterns: [String] { Self.quoted(message) }
    /// What the help says to type, up to the first name that the reader is to replace.
    var commands: [String] {
      Self.quoted(help).filter { $0.hasPrefix("pressmark ") || $0.hasPrefix("--") || $0.hasPrefix("make ") }.map {
        $0.split(separator: " ").prefix { $0 != $0.uppercased() || $0 == "--" }.joined(separator: " ")
      }
    }

    private static func quoted(_ text: String) -> [String] {
      text.split(separator: "`", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }
        .map { String($0.element) }
    }
  }

  /// How a line's situation comes about, and what its help is. Both are bash, run in one folder with the exports.
  private struct Trial {
    /// The message begins so.
    let message: String
    /// Ends in the message.
    let situation: String
    /// Fails where it does not help.
    let help: String
  }

  private static let preamble = """
    set -e
    spring=spring/annotation.api.json summer=summer/annotation.api.json
    import() { pressmark import "$@" 2> /dev/null; }
    # Somebody who may not write: root may write everywhere.
    other() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; else "$@"; fi; }

    """

  private static let trials: [Trial] = [
    Trial(
      message: "`there is no catalog at …`", situation: "pressmark exports",
      help: """
        import $spring; pressmark exports > list
        mv catalog.db other.db
        pressmark exports --catalog other.db | cmp - list
        PRESSMARK_CATALOG=other.db pressmark exports | cmp - list
        """),
    Trial(
      message: "`the catalog has this export already`", situation: "import $spring; pressmark import $spring",
      help: "import $spring --as again; pressmark exports | grep -q ^again"),
    Trial(
      message: "`there is an export named … with other content`",
      situation: "import $spring --as one; pressmark import $summer --as one",
      help: """
        import $summer --as one-2
        pressmark forget one
        import $summer --as one || pressmark exports | grep -q ^one-2
        """),
    Trial(
      message: "`… is writing to the catalog`",
      situation: """
        import $spring --as one
        mkfifo lines; pressmark repl --write < lines > answers & exec 9> lines
        echo "BEGIN IMMEDIATE; SELECT 'held';" >&9
        until grep -q held answers; do sleep 0.1; done
        pressmark exports > /dev/null || echo "readers are kept out"
        pressmark import $summer || code=$?
        exec 9>&-; wait; exit $code
        """, help: "import $summer --as two; pressmark exports | grep -q ^two"),
    Trial(
      message: "`… stands for the newest export, but there is an export of that name`",
      situation: """
        import $spring; sqlite3 catalog.db "UPDATE exports SET name = 'latest'"; pressmark run files-by-status
        """, help: "pressmark rename latest spring; pressmark run files-by-status"),
    Trial(
      message: "`… has the tables of a catalog but not its marks`",
      situation: """
        import $spring; sqlite3 catalog.db .dump | sqlite3 rebuilt.db; pressmark exports -c rebuilt.db
        """,
      help: "bash -c \"$(pressmark exports -c rebuilt.db 2>&1 | grep '^  ')\"; pressmark exports -c rebuilt.db"),
    Trial(
      message: "`… is in WAL mode, …`, `a program was killed while it wrote …`",
      situation: """
        chmod 755 .; mkdir wal killed
        import $spring; cp catalog.db wal/; sqlite3 wal/catalog.db "PRAGMA journal_mode = WAL" > /dev/null
        sqlite3 catalog.db "PRAGMA cache_size = 2" "BEGIN IMMEDIATE" "UPDATE files SET file_name = file_name || 'x'" \\
          ".shell cp catalog.db catalog.db-journal killed" "ROLLBACK"
        chmod 444 wal/* killed/*; chmod 555 wal killed
        other pressmark exports -c wal/catalog.db && exit 0
        other pressmark exports -c killed/catalog.db
        """,
      help: """
        for folder in wal killed; do
          mkdir -m 777 mine-$folder; other cp $folder/* mine-$folder/; other chmod 644 mine-$folder/*
          other pressmark exports -c mine-$folder/catalog.db
        done
        chmod 755 wal killed
        """),
    Trial(
      message: "`no such column: …`",
      situation: "import $spring; pressmark sql 'SELECT count(*) FROM files WHERE status = \"a\"'",
      help: """
        test "$(pressmark sql "SELECT count(*) AS \\"the files\\" FROM files WHERE status = 'a'" | tail -n 1)" = 1173
        echo .schema | pressmark repl | grep -q 'CREATE TABLE files'
        """),
    Trial(
      message: "storage keys are NULL",
      situation: """
        import $spring --as one
        test "$(pressmark sql "SELECT count(*) FROM objects WHERE storage_key IS NULL" | tail -n 1)" -gt 1700
        exit 2
        """,
      help: """
        pressmark set-project one 7
        test "$(pressmark sql "SELECT count(*) FROM objects WHERE storage_key IS NULL" | tail -n 1)" = 0
        """),
    Trial(
      message: "a build fails after an update of Swift",
      // No compiler is broken for this: what the line says to type is there, and does that.
      situation: "exit 2", help: "make -n -C \"$repository\" clean | grep -q 'rm -rf .build'  # make clean"),
  ]

  static func lines() throws -> [Line] {
    let file = SampleExports.repository.appending(path: "README.md")
    let page = try String(contentsOf: file, encoding: .utf8)
    let section = try #require(page.components(separatedBy: "## When something is wrong\n").last)
    return section.components(separatedBy: "\n\n").first { $0.contains("|---|") }?.split(separator: "\n").dropFirst(2)
      .compactMap { line in
        let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        return cells.count == 2 ? Line(message: cells[0], help: cells[1]) : nil
      } ?? []
  }

  @Test func `every line has its trial, and every trial its line`() throws {
    #expect(try Self.lines().map(\.message) == Self.trials.map(\.message))
  }

  @Test(arguments: try lines()) func `a line says what comes, and what helps`(_ line: Line) throws {
    let trial = try #require(Self.trials.first { $0.message == line.message })
    let folder = try SampleExports.folder()
    defer {
      _ = try? Program.script("chmod -R u+w .", in: folder)
      try? FileManager.default.removeItem(at: folder)
    }
    let preamble = "repository='\(SampleExports.repository.path)'\n" + Self.preamble
    let wrong = try Program.script(preamble + trial.situation, in: folder)
    let isRefusal = !line.message.hasPrefix("`the catalog has")
    #expect(wrong.status == (isRefusal ? 2 : 0), "\(wrong.output)\(wrong.errors)")
    for pattern in line.patterns {
      let parts = pattern.components(separatedBy: "…")
      #expect(Self.contains(wrong.errors, parts), "\(pattern) is not in:\n\(wrong.errors)")
    }
    for command in line.commands {
      #expect(trial.help.contains(command), "the trial of \(line.message) does not try \(command)")
    }
    let helped = try Program.script(preamble + trial.help, in: folder)
    #expect(helped.status == 0, "\(line.help):\n\(helped.output)\(helped.errors)")
  }

  /// Whether a line of a text has these parts, one after the other.
  private static func contains(_ text: String, _ parts: [String]) -> Bool {
    text.split(separator: "\n").contains { line in
      var rest = line[...]
      for part in parts where !part.isEmpty {
        guard let range = rest.range(of: part) else { return false }
        rest = rest[range.upperBound...]
      }
      return true
    }
  }
}
