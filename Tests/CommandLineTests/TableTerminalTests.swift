import Foundation
import Testing

/// Tables and charts on terminals of several sizes.
@Suite(.serialized) struct TableTerminalTests {
  private static let folder = Result {
    let folder = try SampleExports.folder()
    let outcome = try Program.run(
      ["import", "small/annotation.api.json", "--as", "small", "--project", "7"], in: folder)
    try #require(outcome.status == 0, "\(outcome.errors)")
    return folder
  }

  private func catalog() throws -> String { try Self.folder.get().appending(path: "catalog.db").path }

  /// What a command prints on a terminal.
  private func printed(_ words: [String], columns: UInt16, rows: UInt16) throws -> [String] {
    let terminal = try ProgramTerminal(
      words + ["--catalog", try catalog()], environment: ["NO_COLOR": "1"], columns: columns, rows: rows)
    #expect(terminal.exitCode() == 0)
    return terminal.output.split(separator: "\r\n").map(String.init)
  }

  @Test(
    arguments: [
      ("SELECT * FROM annotations LIMIT 5", 20), ("SELECT * FROM files LIMIT 3", 13),
      ("SELECT * FROM objects LIMIT 4", 10),
    ], [(UInt16(80), UInt16(24)), (120, 40), (40, 15)])
  func aWideTableKeepsItsRows(query: (sql: String, columns: Int), window: (columns: UInt16, rows: UInt16)) throws {
    let lines = try printed(["sql", query.sql], columns: window.columns, rows: window.rows)
    let wanted = Int(query.sql.suffix(1)) ?? 0
    let footer = try #require(lines.last)
    #expect(footer.contains(/^\d+ columns, \d+ shown; --format line shows all$/), "\(footer)")
    #expect(footer.hasPrefix("\(query.columns) columns"))
    let body = lines.drop { !$0.hasPrefix("├") }.dropFirst().prefix { !$0.hasPrefix("└") }
    #expect(body.count == wanted && body.allSatisfy { $0.contains("│ … │") })
    #expect(lines.dropLast().allSatisfy { $0.count <= Int(window.columns) })
    // Ids that are shown are whole.
    #expect(body.allSatisfy { !$0.contains(/[0-9a-f]{12,23}…/) })
  }

  @Test func theShellSaysWhatItLeftOutAndShowsIt() throws {
    let terminal = try ProgramTerminal(
      ["repl", "--catalog", try catalog()],
      environment: ["NO_COLOR": "1", "XDG_STATE_HOME": try Self.folder.get().path])
    #expect(terminal.wait(for: "pressmark>") != nil)
    #expect(
      terminal.ask("SELECT * FROM files LIMIT 3;", expecting: "3 rows; 13 columns, 5 shown; .last line shows all"))
    #expect(terminal.ask(".last line", expecting: "related_duplicates = "))
    #expect(terminal.ask("SELECT * FROM files LIMIT 1;", expecting: "related_duplicates = "))
    #expect(terminal.ask("SELECT status FROM files;", expecting: "82 rows, 17 shown; .last shows all\r\n"))
    let mark = terminal.mark
    #expect(terminal.ask("SELECT abs(-9223372036854775808) AS broken;", expecting: "integer overflow"))
    #expect(!String(decoding: terminal.output.utf8.dropFirst(mark), as: UTF8.self).contains("┌"))
    #expect(terminal.leave() == 0)
  }

  @Test func theShellDrawsWhatItIsAskedFor() throws {
    let terminal = try ProgramTerminal(
      ["repl", "--catalog", try catalog()],
      environment: ["NO_COLOR": "1", "XDG_STATE_HOME": try Self.folder.get().path])
    #expect(terminal.wait(for: "pressmark>") != nil)
    #expect(terminal.ask(".run files-by-status", expecting: "rows"))
    #expect(terminal.ask(".chart", expecting: "█ image  ▓ video  ▒ ''  ░ file\r\na "))
    #expect(terminal.ask(".chart bar file_type files by status", expecting: "█ a  ▓ d  ▒ p  ░ u  ▚ v\r\nimage "))
    #expect(terminal.ask(".chart bar file_tpe files", expecting: "no column file_tpe; did you mean file_type?"))
    #expect(terminal.ask(".help chart", expecting: ".chart stacked file_type files by status"))
    #expect(terminal.leave() == 0)
  }
}
