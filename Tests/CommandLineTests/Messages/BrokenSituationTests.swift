import Foundation
import SQLite
import Testing

/// Every command in every broken situation: it ends in time, says so by its exit code, and its words are for people.
@Suite struct BrokenSituationTests {
  /// A situation: what is done to a folder in which all is well, and what a command is given there.
  struct Situation: Sendable, CustomTestStringConvertible {
    let name: String
    /// Whether a command meets it.
    let concerns: @Sendable (WalkedCommand) -> Bool
    /// Whether the command can do its work even so.
    var isHarmless: @Sendable (WalkedCommand) -> Bool = { _ in false }
    /// Bash, run in the folder.
    var script = ""
    var places = WalkedCommand.Places()
    var testDescription: String { name }
  }

  private static let opensCatalog: @Sendable (WalkedCommand) -> Bool = {
    $0.takesCatalog && $0.name != "datasette-metadata"
  }

  private static let situations: [Situation] = [
    Situation(
      name: "no catalog", concerns: opensCatalog, isHarmless: { $0.name == "import" }, script: "rm catalog.db"),
    Situation(name: "no folder of the catalog", concerns: opensCatalog, places: .init(catalog: "none/catalog.db")),
    Situation(name: "the catalog is a folder", concerns: opensCatalog, script: "rm catalog.db; mkdir catalog.db"),
    Situation(
      name: "the catalog is empty", concerns: opensCatalog, isHarmless: { $0.name == "import" },
      script: ": > catalog.db"),
    Situation(name: "the catalog is another database", concerns: opensCatalog, script: "cp other.db catalog.db"),
    Situation(name: "the catalog is text", concerns: opensCatalog, script: "seq 10000 > catalog.db"),
    Situation(
      name: "the catalog is cut", concerns: opensCatalog, isHarmless: { _ in true },
      script: "truncate -s $(($(stat -c %s catalog.db) * 2 / 5)) catalog.db"),
    Situation(
      name: "the catalog is cut within its first page", concerns: opensCatalog, script: "truncate -s 3000 catalog.db"),
    Situation(
      name: "the catalog's pages are overwritten", concerns: opensCatalog,
      script: """
        n=$(($(stat -c %s catalog.db) / 16384))
        yes damage | head -c $(((n - 1) * 16384)) | dd of=catalog.db bs=16384 seek=1 conv=notrunc 2> /dev/null
        """),
    Situation(
      name: "the catalog's schema is overwritten", concerns: opensCatalog,
      script: "yes damage | head -c 16284 | dd of=catalog.db bs=1 seek=100 conv=notrunc 2> /dev/null"),
    Situation(
      name: "the system refuses to read the catalog", concerns: opensCatalog, places: .init(catalog: "/proc/self/mem")),
    Situation(name: "the catalog is a device", concerns: opensCatalog, places: .init(catalog: "/dev/full")),
    Situation(
      name: "no folder of queries", concerns: { $0.takesQueries },
      places: .init(queries: "none")),
    Situation(
      name: "the folder of queries is a file", concerns: { $0.takesQueries }, places: .init(queries: "export.json")),
    Situation(
      name: "a query is a folder", concerns: { $0.takesQueries },
      isHarmless: { !["run", "queries"].contains($0.name) },
      script: "mkdir queries/files-by-status.sql"),
    Situation(
      name: "a query is a pipe", concerns: { $0.takesQueries }, isHarmless: { !["run", "queries"].contains($0.name) },
      script: "mkfifo queries/files-by-status.sql"),
    Situation(
      name: "other files in the folder of queries", concerns: { $0.takesQueries }, isHarmless: { _ in true },
      script: """
        cd queries; mkdir old.sql; mkfifo pipe.sql; ln -s nothing gone.sql; ln -s me@host.1:2 .#draft.sql
        printf '\\xff\\xfeS\\0' > wide.sql; printf 'SELECT \\xe9' > latin.sql; echo x > '#a.sql#'; echo x > b.sql~
        """),
    Situation(
      name: "no folder of the output", concerns: { $0.takesOutput }, places: .init(output: "/proc/none/written")),
    Situation(
      name: "the output is a folder, or a file", concerns: { $0.takesOutput }, script: "mkdir target; : > target/file",
      places: .init(output: "target/file/written")),
    Situation(name: "a full disk", concerns: { $0.options.contains("output") }, places: .init(output: "/dev/full")),
    Situation(name: "no export's file", concerns: { $0.takesInput }, places: .init(input: "none.json")),
    Situation(
      name: "the export's file can't be read", concerns: { $0.takesInput }, places: .init(input: "/proc/self/mem")),
    Situation(
      name: "the export's folder is empty", concerns: { $0.takesInput }, script: "mkdir none",
      places: .init(input: "none")),
    Situation(name: "the export is text", concerns: { $0.takesInput }, script: "seq 1000 > export.json"),
  ]

  /// A folder in which every command works.
  private static let template = Result {
    let folder = try FaultFolder()
    try folder.write("first.json", records: 300)
    try folder.write("second.json", records: 310)
    try folder.write("export.json", records: 320)
    let outcome = try Program.script(
      """
      set -e
      for export in first second; do pressmark import $export.json --as $export --project 7 2> /dev/null; done
      mkdir queries
      printf '%s' '\(WalkedCommand.script)' > script.sql
      \(makeOther)
      """, in: folder.url)
    try #require(outcome.status == 0, "\(outcome.errors)")
    return folder
  }

  /// Makes a database that is no catalog, by the shell itself: with `--write` it can vacuum into another file.
  private static let makeOther = """
    python3 -c 'import sqlite3; d = sqlite3.connect("other.db"); d.execute("CREATE TABLE t (a)"); d.commit()'
    """

  private static func copy() throws -> FaultFolder {
    let folder = try FaultFolder()
    let outcome = try Program.script("cp -R \(try template.get().url.path)/. .", in: folder.url)
    try #require(outcome.status == 0, "\(outcome.errors)")
    return folder
  }

  private static func line(_ command: WalkedCommand, _ places: WalkedCommand.Places) throws -> String {
    let words = try command.words(places).map { "'\($0)'" }.joined(separator: " ")
    return "timeout -k 1 60 pressmark \(words) < script.sql"
  }

  /// Text that libraries and the runtime make, and that means nothing to people.
  private static let rawText = [
    "NSCocoa", "NSPOSIX", "SQLite error", "SQLITE_", "GRDB", "Error Domain", "Foundation", "Optional(", "errno",
    "Swift.",
    "CatalogError", "SQLFailure", "fatalError", "Fatal error", "Program crashed", "database disk image is malformed",
    "disk I/O error", "unable to open database file", "file is not a database", "couldn\u{2019}t be", "couldn't be",
    "not foreseen",
  ]

  private static func check(_ outcome: Program.Outcome, _ label: String) {
    for raw in rawText {
      #expect(!outcome.errors.contains(raw) && !outcome.output.contains(raw), "\(label): \(outcome.errors)")
    }
    #expect([0, 1, 2, 64].contains(outcome.status), "\(label): exit code \(outcome.status), \(outcome.errors)")
    if outcome.status != 0, outcome.status != 1 { #expect(!outcome.errors.isEmpty, "\(label): no word") }
  }

  @Test("where all is well, every command works", arguments: try WalkedCommand.all())
  func sound(_ command: WalkedCommand) throws {
    let folder = try Self.copy()
    let outcome = try Program.script(
      "mkdir -p written-docs; \(try Self.line(command, .init(output: command.name == "docs" ? "written-docs" : "written")))",
      in: folder.url)
    // The extension is a product of its own, which a test run alone does not build.
    #expect(outcome.status == 0 || command.name == "extension", "\(outcome.errors)")
    Self.check(outcome, command.name)
  }

  @Test("a broken situation is told in plain words", arguments: try WalkedCommand.all(), situations)
  func broken(_ command: WalkedCommand, _ situation: Situation) throws {
    guard situation.concerns(command) else { return }
    let folder = try Self.copy()
    let outcome = try Program.script(
      "(\(situation.script)\n) || exit 99\n\(try Self.line(command, situation.places))", in: folder.url)
    Self.check(outcome, "\(command.name), \(situation.name)")
    if !situation.isHarmless(command) {
      #expect(outcome.status == 2 || outcome.status == 64, "\(outcome.status): \(outcome.output)\(outcome.errors)")
    }
  }

  @Test("whoever holds the catalog is named, by every command")
  func locked() throws {
    let commands = try WalkedCommand.all().filter(Self.opensCatalog)
    // All at once, for each waits.
    let runs = try commands.map { command in
      let folder = try Self.copy()
      let holder = Process()
      holder.executableURL = URL(filePath: Program.path)
      holder.arguments = ["repl", "--write", "--catalog", "catalog.db"]
      holder.currentDirectoryURL = folder.url
      let (input, output) = (Pipe(), Pipe())
      holder.standardInput = input
      holder.standardOutput = output
      try holder.run()
      try input.fileHandleForWriting.write(contentsOf: Data("BEGIN EXCLUSIVE;\nSELECT 'held';\n".utf8))
      // The line of the column's name: the lock is taken.
      while let piece = try output.fileHandleForReading.read(upToCount: 1), piece != Data("\n".utf8) {
        try #require(!piece.isEmpty)
      }
      let run = try Program.begin(Self.line(command, .init()), in: folder.url)
      return (command, folder, holder, input, run)
    }
    for (command, folder, holder, input, run) in runs {
      let outcome = try run.finish()
      Self.check(outcome, command.name)
      #expect(outcome.status == 2, "\(command.name): \(outcome.status) \(outcome.errors)")
      #if os(Linux)
        #expect(outcome.errors.contains("process \(holder.processIdentifier)"), "\(command.name): \(outcome.errors)")
      #endif
      try input.fileHandleForWriting.close()
      holder.waitUntilExit()
      _ = folder
    }
  }
}
