import Catalogs
import Foundation
import SQLite
import Testing

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A signal that asks for the end: all is cleaned up, a line says so, and the exit code names it.
@Suite(.serialized)
struct SignalTests {
  private let folder: FaultFolder
  private static let signals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]

  init() throws {
    folder = try FaultFolder()
    try folder.write("old.jsonl", records: 20)
    let outcome = try Program.run(["import", "old.jsonl", "--as", "old"], in: folder.url)
    try #require(outcome.status == 0, "\(outcome.errors)")
  }

  private func names() throws -> Set<String> {
    Set(try FileManager.default.contentsOfDirectory(atPath: folder.url.path))
  }

  /// What must be true of every run that a signal ended.
  private func check(_ outcome: SpawnedProgram.Outcome?, _ signal: Int32, _ before: Set<String>) throws {
    let outcome = try #require(outcome, "it did not end")
    #expect(outcome.code == 128 + signal)
    #expect(outcome.errors.split(separator: "\n").count == 1 && outcome.errors.hasPrefix("error: interrupted"))
    #expect(try names() == before)
    #expect(try folder.exports() == ["old": 20])
  }

  private static let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"

  @Test(
    arguments: signals,
    [
      ["sql", endless], ["sql", endless, "-o", "out.csv"], ["sql", endless + " WHERE i < 0", "-o", "out.csv"],
      ["sql", "CREATE TEMP TABLE t AS " + endless],
    ]) func `a statement that does not end`(signal: Int32, arguments: [String]) throws
  {
    let before = try names()
    try check(SpawnedProgram(arguments, in: folder.url).end(by: signal, after: 0.4), signal, before)
  }

  @Test(
    arguments: signals,
    [
      ["import", "-"], ["import", "-", "-c", "new.db"], ["sql", "-o", "out.csv"], ["repl"],
    ]) func `an input that says nothing`(signal: Int32, arguments: [String]) throws
  {
    let pipe = Pipe()
    let before = try names()
    let program = try SpawnedProgram(arguments, in: folder.url, input: pipe.fileHandleForReading.fileDescriptor)
    let first = arguments[0] == "import" ? "[" : arguments[0] == "repl" ? ".output out.txt\nSELECT 1;\n" : "SELECT"
    try pipe.fileHandleForWriting.write(contentsOf: Data(first.utf8))
    try check(program.end(by: signal, after: 0.4), signal, before)
    try pipe.fileHandleForWriting.close()
  }

  @Test(arguments: signals) func `a named pipe that nobody writes to, or reads`(signal: Int32) throws {
    mkfifo(folder.url.appending(path: "pipe").path, 0o600)
    let before = try names()
    for arguments in [["import", "pipe", "-c", "new.db"], ["exports", "-o", "pipe"]] {
      try check(SpawnedProgram(arguments, in: folder.url).end(by: signal, after: 0.3), signal, before)
    }
  }

  @Test(arguments: signals) func `a reader that does not read`(signal: Int32) throws {
    let pipe = Pipe()
    let before = try names()
    let program = try SpawnedProgram(
      ["sql", Self.endless], in: folder.url, output: pipe.fileHandleForWriting.fileDescriptor)
    try check(program.end(by: signal, after: 0.4), signal, before)
    try pipe.fileHandleForReading.close()
  }

  @Test(arguments: signals) func `another process that holds the catalog`(signal: Int32) throws {
    let catalog = try Catalog(path: folder.url.appending(path: "catalog.db").path, access: .readWrite)
    let outcome = try catalog.withConnection { connection in
      try connection.forEachStatement(in: "BEGIN IMMEDIATE") { try $0.forEachRow { _ in } }
      defer { try? connection.forEachStatement(in: "ROLLBACK") { try $0.forEachRow { _ in } } }
      return try SpawnedProgram(["forget", "old"], in: folder.url).end(by: signal, after: 0.4)
    }
    #expect(try #require(outcome).code == 128 + signal)
    #expect(try folder.exports() == ["old": 20])
  }

  /// At moments spread over its run: it has ended whole, or left everything as it was.
  @Test(arguments: [
    ["import", "new.jsonl", "--as", "new"], ["import", "new.jsonl", "-c", "new.db"], ["dump", "big", "folder/in/it"],
    ["extract", "big", "-o", "out.json"], ["forget", "big"], ["diff", "old", "big", "--detail", "-o", "out.txt"],
  ]) func `any moment`(arguments: [String]) throws {
    try folder.write("new.jsonl", records: 3000, date: "2025-02-01")
    try folder.write("big.jsonl", records: 3000, date: "2025-03-01")
    #expect(try Program.run(["import", "big.jsonl", "--as", "big"], in: folder.url).status == 0)
    let catalog = folder.url.appending(path: "catalog.db")
    let copy = try Data(contentsOf: catalog)
    let before = try names()
    let start = Date()
    #expect(try #require(try SpawnedProgram(arguments, in: folder.url).finish()).code == 0)
    let length = Date().timeIntervalSince(start)
    for index in 0..<10 {
      for name in try names().subtracting(before) {
        try FileManager.default.removeItem(at: folder.url.appending(path: name))
      }
      try copy.write(to: catalog)
      let signal = Self.signals[index % Self.signals.count]
      let outcome = try SpawnedProgram(arguments, in: folder.url).end(by: signal, after: length * Double(index) / 10)
      // Before the program looks at signals they end it at once, with nothing done.
      guard let outcome, outcome.code != 0 else {
        #expect(outcome != nil, "it did not end")
        continue
      }
      #expect(outcome.code == 128 + signal || outcome.signal == signal)
      #expect(try names() == before)
      #expect(try folder.exports() == ["old": 20, "big": 3000])
    }
  }

  @Test func `a signal that is to be ignored`() throws {
    let script = "trap '' HUP; pressmark sql 'SELECT 1 AS a' & kill -HUP $!; wait $!; echo $?"
    #expect(try Program.script(script, in: folder.url).output == "a\n1\n0\n")
  }
}
