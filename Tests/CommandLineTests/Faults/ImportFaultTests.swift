import Catalogs
import Foundation
import SQLite
import Testing

/// Whatever happens to an import: a clear message, exit code 2, and the catalog as it was.
@Suite(.serialized)
struct ImportFaultTests {
  private let folder: FaultFolder

  init() throws {
    folder = try FaultFolder()
    try folder.write("old.jsonl", records: 20)
    try folder.write("new.jsonl", records: 8000, date: "2025-02-01")
    let outcome = try Program.run(["import", "old.jsonl", "--as", "old"], in: folder.url)
    try #require(outcome.status == 0, "\(outcome.errors)")
  }

  private func importNew(limit: Int? = nil) throws -> Program.Outcome {
    try Program.run(["import", "new.jsonl", "--as", "new"], in: folder.url, limit: limit)
  }

  @Test(arguments: [300, 700, 1200]) func `a disk that is full`(limit: Int) throws {
    let outcome = try importNew(limit: limit)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("catalog.db can't be written, nothing was changed: "))
    #expect(try folder.exports() == ["old": 20])
    #expect(try importNew().status == 0)
    #expect(try folder.exports() == ["old": 20, "new": 8000])
  }

  @Test(arguments: ["truncated.gz", "truncated.zst", "folder", "missing", "text"])
  func `inputs that can't be read`(input: String) throws {
    let url = folder.url.appending(path: input)
    switch input {
    case "truncated.gz": try Data([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0x8B]).write(to: url)
    case "truncated.zst": try Data([0x28, 0xB5, 0x2F, 0xFD, 0x04]).write(to: url)
    case "folder": try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    case "text": try Data("hello".utf8).write(to: url)
    default: break
    }
    let outcome = try Program.run(["import", input], in: folder.url)
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix("error: \(input)"))
    #expect(outcome.output.isEmpty)
    #expect(try folder.exports() == ["old": 20])
  }

  @Test func `a failed import into a new catalog leaves none`() throws {
    let outcome = try Program.run(["import", "-c", "fresh.db", "old.jsonl", "missing.jsonl"], in: folder.url)
    #expect(outcome.status == 2)
    try Data("[{}]".utf8).write(to: folder.url.appending(path: "faulty.json"))
    #expect(try Program.run(["import", "-c", "fresh.db", "faulty.json"], in: folder.url).status == 2)
    #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "fresh.db").path))
  }

  @Test func `another process that writes for longer than one waits`() throws {
    let catalog = try Catalog(path: folder.url.appending(path: "catalog.db").path, access: .readWrite)
    let outcome = try catalog.withConnection { connection in
      try connection.forEachStatement(in: "BEGIN IMMEDIATE") { try $0.forEachRow { _ in } }
      let outcome = try importNew()
      try connection.forEachStatement(in: "ROLLBACK") { try $0.forEachRow { _ in } }
      return outcome
    }
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("is writing to the catalog; nothing was changed; try again when it is done"))
    #if os(Linux)
      #expect(outcome.errors.contains("process \(getpid()) ("))
    #endif
    #expect(try folder.exports() == ["old": 20])
  }

  @Test func `imports at once into one catalog, one of them faulty, in a catalog that none has made yet`() throws {
    try Data("[{}]".utf8).write(to: folder.url.appending(path: "faulty.json"))
    for _ in 0..<5 {
      let running = try ["old.jsonl", "faulty.json", "new.jsonl", "faulty.json"].map { input in
        try Program.start(["import", "-c", "shared.db", input, "--as", input], in: folder.url)
      }
      let statuses = try running.map { try $0.finish().status }
      #expect(statuses == [0, 2, 0, 2])
      #expect(try folder.exports(in: "shared.db") == ["old.jsonl": 20, "new.jsonl": 8000])
      try FileManager.default.removeItem(at: folder.url.appending(path: "shared.db"))
    }
  }

  @Test func `kill -9 at any moment`() throws {
    let start = Date()
    let base = folder.url.appending(path: "catalog.db")
    let copy = folder.url.appending(path: "copy.db")
    try FileManager.default.copyItem(at: base, to: copy)
    #expect(try Program.run(["import", "-c", "copy.db", "new.jsonl", "--as", "new"], in: folder.url).status == 0)
    let length = Date().timeIntervalSince(start)
    for index in 0..<12 {
      for name in ["copy.db", "copy.db-journal"] {
        try? FileManager.default.removeItem(at: folder.url.appending(path: name))
      }
      try FileManager.default.copyItem(at: base, to: copy)
      let running = try Program.start(["import", "-c", "copy.db", "new.jsonl", "--as", "new"], in: folder.url)
      Thread.sleep(forTimeInterval: length * Double(index) / 11)
      kill(running.process.processIdentifier, SIGKILL)
      _ = try running.finish()
      let exports = try folder.exports(in: "copy.db")
      #expect(exports == ["old": 20] || exports == ["old": 20, "new": 8000])
    }
  }

  @Test(.enabled(if: getuid() != 0, "root may write everything"))
  func `a catalog that may only be read`() throws {
    let path = folder.url.appending(path: "catalog.db").path
    chmod(path, 0o400)
    let outcome = try importNew()
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("catalog.db can't be written, nothing was changed: "))
    #expect(try folder.exports() == ["old": 20])
  }
}
