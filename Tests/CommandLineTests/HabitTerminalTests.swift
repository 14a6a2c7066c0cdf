import Catalogs
import Foundation
import SQLite
import Testing

/// Manners that a person meets on a terminal: answers that complete, questions before a removal, counts after a change.
@Suite(.serialized) struct HabitTerminalTests {
  private let folder: URL
  private var path: String { folder.appending(path: "catalog.db").path }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "pressmark-habits-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let catalog = try Catalog(path: path, access: .create)
    try catalog.withConnection { connection in
      try connection.forEachStatement(in: Self.content) { statement in try statement.forEachRow { _ in } }
    }
  }

  private static let content = """
    INSERT INTO exports (export_id, name, project_id, source, source_digest, byte_count, record_count, imported_at,
      tool_version, newest_date) VALUES
      (1, 'spring', 7, 'may.json', '00', 100, 2, '2025-05-02 10:00:00', '1.0', '2025-05-01 10:00'),
      (2, 'summer', 7, 'june.json', '01', 200, 1, '2025-06-11 10:00:00', '1.0', '2025-06-10 10:00');
    INSERT INTO files (file_key, export_id, file_id, file_name, file_type, status, author_name, upload_date,
      related_duplicates, digest) VALUES
      (1, 1, 'aa', 'cat.jpg', 'image', 'a', 'ann', '2025-04-01 10:00', 0, 11),
      (2, 1, 'bb', 'dog.mp4', 'video', 'v', 'bob', '2025-04-02 10:00', 0, 12),
      (3, 2, 'aa', 'cat.jpg', 'image', 'd', 'ann', '2025-04-01 10:00', 0, 13);
    INSERT INTO attribute_groups VALUES (3, 0, 'g', NULL);
    INSERT INTO attributes VALUES (1, 2, 11, 0, 'bus', NULL, 'null'), (2, 2, 12, 0, 'traffic light', NULL, 'null');
    INSERT INTO group_attributes VALUES (3, 0, 0, 1), (3, 0, 1, 2);
    """

  private func start(_ arguments: [String], waitingFor text: String = "pressmark>") throws -> ProgramTerminal {
    let terminal = try ProgramTerminal(
      arguments, environment: ["PRESSMARK_CATALOG": path, "XDG_STATE_HOME": folder.path])
    try #require(terminal.wait(for: text) != nil, "\(terminal.output)")
    return terminal
  }

  private func clean() { try? FileManager.default.removeItem(at: folder) }

  private func exports() throws -> [String] { try Catalog(path: path).exports().map(\.name) }

  @Test func anAnswerIsCompleted() throws {
    defer { clean() }
    let terminal = try start([])
    terminal.type(".run files-with-labels\r")
    #expect(terminal.wait(for: "labels (labels): ") != nil)
    let mark = terminal.mark
    for (keys, shown) in [("b", "b"), ("\t", "bus"), (",traf", "traf"), ("\t", "traffic light"), ("\r", "\n")] {
      let mark = terminal.mark
      terminal.type(keys)
      // What is shown again of a line is only what has changed.
      #expect(terminal.wait(for: String(shown.suffix(2)), after: mark) != nil)
    }
    #expect(terminal.wait(for: "cat.jpg", after: mark) != nil)
    #expect(terminal.leave() == 0)
  }

  @Test func aListIsCompletedAfterItsComma() throws {
    defer { clean() }
    let terminal = try start([])
    let mark = terminal.mark
    terminal.type(".run files-with-labels labels=bus,tr\t\r")
    #expect(terminal.wait(for: "labels=bus,'traffic light'", after: mark) != nil)
    #expect(terminal.wait(for: "cat.jpg", after: mark) != nil)
    #expect(terminal.leave() == 0)
  }

  @Test(arguments: [
    ("y\r", true), ("yes\r", true), (" Y \r", true), ("n\r", false), ("\r", false), ("yy\r", false), ("\u{04}", false),
  ]) func forgettingIsAskedFor(answer: String, isSure: Bool) throws {
    defer { clean() }
    let terminal = try start(["forget", "spring"], waitingFor: "Forget spring with its 2 files? [y/N] ")
    terminal.type(answer)
    #expect(terminal.exitCode() == (isSure ? 0 : 1))
    #expect(terminal.output.contains(isSure ? "forgot spring" : "nothing was removed"))
    #expect(try exports() == (isSure ? ["summer"] : ["spring", "summer"]))
  }

  @Test func ctrlCIsNoYes() throws {
    defer { clean() }
    let terminal = try start(["forget", "latest"], waitingFor: "Forget summer with its 1 file? [y/N] ")
    terminal.type("\u{03}")
    #expect(terminal.exitCode() == 130)
    #expect(try exports() == ["spring", "summer"])
  }

  @Test(arguments: ["--yes", "-y"]) func whoIsSureIsNotAsked(flag: String) throws {
    defer { clean() }
    let terminal = try ProgramTerminal(["forget", "latest", flag], environment: ["PRESSMARK_CATALOG": path])
    #expect(terminal.exitCode() == 0)
    #expect(!terminal.output.contains("[y/N]") && terminal.output.contains("forgot summer: 1 records"))
    #expect(try exports() == ["spring"])
  }

  @Test func whatIsNotThereIsNotAskedFor() throws {
    defer { clean() }
    let terminal = try ProgramTerminal(["forget", "winter"], environment: ["PRESSMARK_CATALOG": path])
    #expect(terminal.exitCode() == 2)
    #expect(terminal.output.contains("there is no export winter") && !terminal.output.contains("[y/N]"))
  }

  @Test func withoutATerminalItIsDone() throws {
    defer { clean() }
    let outcome = try Program.run(["forget", "spring", "-c", path], in: folder)
    #expect(outcome.status == 0 && outcome.errors.contains("forgot spring: 2 records"))
    #expect(try exports() == ["summer"])
  }

  @Test func changesAreCounted() throws {
    defer { clean() }
    let terminal = try start(["repl", "--write"])
    #expect(terminal.ask("DELETE FROM exports WHERE name = 'summer';", expecting: "1 row deleted, 6 more by cascade"))
    #expect(terminal.ask(".use spring", expecting: "pressmark spring>"))
    #expect(terminal.ask("SHOW TABLES;", expecting: "current_files"))
    #expect(terminal.leave() == 0)
  }

  @Test func theHelpFitsTheWindow() throws {
    defer { clean() }
    let terminal = try start([])
    let mark = terminal.mark
    terminal.type(".help\r")
    #expect(terminal.wait(for: "history.", after: mark) != nil)
    let shown = String(decoding: Array(terminal.output.utf8)[mark...], as: UTF8.self)
    for line in shown.split(whereSeparator: \.isNewline) where !line.contains("\u{1B}") { #expect(line.count <= 80) }
    #expect(terminal.leave() == 0)
  }

  @Test(arguments: [
    ("SHOW TABLES", "SELECT name, type FROM sqlite_master"), ("DESCRIBE files", "pragma_table_info('files')"),
    ("SUMMARIZE files", "echo '.summarize files' | pressmark repl"), ("PRAGMA show_tables", "SELECT name, type FROM"),
    ("EXPLAIN ANALYZE SELECT 1", "EXPLAIN QUERY PLAN SELECT 1"), ("USE spring", "WHERE export = 'spring'"),
    ("FROM files", "SELECT * FROM files"), ("SHOW PROCESSLIST", "SHOW TABLES, SHOW COLUMNS FROM t"),
    ("COPY files TO 'x'", "--output FILE"), ("SELECT 1; SHOW DATABASES", "pragma_database_list"),
  ]) func aStatementOfAnotherDatabaseIsAnswered(sql: String, answer: String) throws {
    defer { clean() }
    let outcome = try Program.run(["sql", sql, "-c", path], in: folder)
    #expect(outcome.status == 2 && outcome.errors.contains(answer), "\(outcome.errors)")
    #expect(!outcome.errors.contains("syntax error"))
  }

  @Test(arguments: [
    "SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name",
    "SELECT name, file FROM pragma_database_list", "SELECT name, type FROM pragma_table_info('files')",
    "SELECT sql FROM sqlite_master WHERE name = 'files'",
    "SELECT name, tbl_name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'files'",
    "EXPLAIN QUERY PLAN SELECT 1",
  ]) func whatAnAnswerSaysWorks(sql: String) throws {
    defer { clean() }
    let outcome = try Program.run(["sql", sql, "-c", path], in: folder)
    #expect(outcome.status == 0 && outcome.output.split(separator: "\n").count > 1)
  }
}
