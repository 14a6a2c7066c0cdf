import ExportFormat
import ExportInput
import Foundation
import SQLite
import Synchronization
import Testing

@testable import Catalogs

/// What an import leaves behind on a connection and in the process: nothing.
@Suite struct `The end of an import` {
  /// Gives records, and then waits until it is cancelled.
  private final class WaitingSource: ByteSource, @unchecked Sendable {
    let name = "waiting"
    private let start = MemorySource(MadeUp.export(MadeUp.many).dropLast())
    private let cancelled = DispatchSemaphore(value: 0)
    let isReading = Atomic<Bool>(false)

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
      isReading.store(true, ordering: .sequentiallyConsistent)
      defer { isReading.store(false, ordering: .sequentiallyConsistent) }
      let count = start.read(into: buffer)
      if count > 0 { return count }
      cancelled.wait()
      // Long enough for an import that does not wait for its thread to return.
      Thread.sleep(forTimeInterval: 0.2)
      throw CancellationError()
    }

    func cancel() { cancelled.signal() }
  }

  @Test(.timeLimit(.minutes(1))) func `finds the reading thread ended, though the source still waited`() throws {
    let scratch = try ScratchCatalog()
    let catalog = try Catalog(path: scratch.path, access: .create)
    let source = WaitingSource()
    try catalog.refuseFiles()
    #expect(throws: CatalogError.self) { try catalog.importExport([source], options: ImportOptions()) }
    let isReading = source.isReading.load(ordering: .sequentiallyConsistent)
    #expect(!isReading)
    try catalog.apply("DROP TRIGGER mine")
    #expect(
      try catalog.importExport([MemorySource(MadeUp.export(MadeUp.many))], options: ImportOptions()).stored == 3500)
  }

  /// A named pipe that nobody writes into, and one whose writer is silent.
  @Test(.timeLimit(.minutes(1)), arguments: [false, true]) func `does not wait for a pipe`(hasWriter: Bool) throws {
    let scratch = try ScratchCatalog()
    let file = scratch.folder.appending(path: "1.json").path
    let pipe = scratch.folder.appending(path: "2.json").path
    try Data(MadeUp.export(MadeUp.many)).write(to: URL(filePath: file))
    try #require(mkfifo(pipe, 0o600) == 0)
    let writer = hasWriter ? open(pipe, O_RDWR) : -1
    defer { if hasWriter { close(writer) } }
    let sources = try Inputs.open([file, pipe]).sources
    let catalog = try Catalog(path: scratch.path, access: .create)
    try catalog.refuseFiles()
    #expect(throws: CatalogError.self) { try catalog.importExport(sources, options: ImportOptions()) }
  }

  @Test(.timeLimit(.minutes(1))) func `comes after all that a pipe gives, however slowly`() throws {
    let scratch = try ScratchCatalog()
    let pipe = scratch.folder.appending(path: "export.json").path
    try #require(mkfifo(pipe, 0o600) == 0)
    let bytes = MadeUp.export(MadeUp.many)
    let writing = Thread {
      Thread.sleep(forTimeInterval: 0.3)
      guard let handle = FileHandle(forWritingAtPath: pipe) else { return }
      for start in stride(from: 0, to: bytes.count, by: 400_000) {
        try? handle.write(contentsOf: bytes[start..<min(start + 400_000, bytes.count)])
        Thread.sleep(forTimeInterval: 0.15)
      }
      try? handle.close()
    }
    writing.start()
    let summary = try Catalog.importExport(
      Inputs.open([pipe]).sources, into: scratch.path, options: ImportOptions())
    #expect(summary.stored == MadeUp.many.count)
  }

  private static let pragmas = [
    "foreign_keys", "cache_size", "secure_delete", "analysis_limit", "synchronous", "journal_mode", "writable_schema",
    "recursive_triggers", "temp_store", "defer_foreign_keys", "locking_mode", "busy_timeout", "cache_spill",
    "query_only",
  ]

  @Test(arguments: [
    "", "PRAGMA foreign_keys = OFF; PRAGMA cache_size = 77; PRAGMA secure_delete = FAST; PRAGMA synchronous = OFF",
  ])
  func `gives a connection its pragmas back, whatever happened`(settings: String) throws {
    let scratch = try ScratchCatalog()
    let catalog = try Catalog(path: scratch.path, access: .create)
    func state() throws -> [[[QueryValue]]] { try Self.pragmas.map { try catalog.rows("PRAGMA \($0)") } }
    func take(_ bytes: [UInt8], as name: String? = nil) throws {
      _ = try catalog.importExport([MemorySource(bytes)], options: ImportOptions(name: name))
    }
    try take(MadeUp.export([MadeUp.record("1")]), as: "one")
    try catalog.withConnection { try $0.forEachStatement(in: settings) { try $0.forEachRow { _ in } } }
    let before = try state()
    try take(MadeUp.export([MadeUp.record("2")]), as: "two")
    #expect(try state() == before)
    try take(MadeUp.export([MadeUp.record("2")]))
    #expect(try state() == before)
    #expect(throws: ExportError.self) { try take(Array("[{}]".utf8)) }
    #expect(try state() == before)
    try catalog.forget("one")
    #expect(try state() == before)
    try catalog.withConnection {
      try $0.forEachStatement(in: "CREATE TRIGGER t BEFORE INSERT ON files BEGIN SELECT RAISE(ROLLBACK, 'no'); END") {
        try $0.forEachRow { _ in }
      }
    }
    #expect(throws: CatalogError.self) { try take(MadeUp.export([MadeUp.record("3")])) }
    #expect(try state() == before)
    #expect(try catalog.exports().map(\.name) == ["two"])
  }

  @Test func `counts labels, however many kinds of files there are`() throws {
    let records = (0..<3000).map { number in
      MadeUp.record(
        "\(number)", status: "s\(number % 1500)",
        groups:
          #"[{"uid":"u","attributes":[[\#(number % 2000),0,"n",null],[7000,0,"n",null]]},{"uid":"v","attributes":[[7000,0,"n",null]]}]"#
      )
    }
    let scratch = try ScratchCatalog()
    let summary = try scratch.import(MadeUp.export(records + [records[5]]), as: "export")
    #expect(summary.repeated == 1)
    let catalog = try scratch.open()
    let counted = """
      SELECT ga.attribute_key, f.status, f.file_type, count(*), count(DISTINCT f.file_key)
      FROM files f JOIN group_attributes ga ON ga.file_key = f.file_key GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
      """
    #expect(try catalog.rows("SELECT * FROM label_counts ORDER BY 1, 2, 3") == catalog.rows(counted))
    #expect(try catalog.rows("SELECT count(*) FROM label_counts") == [[.integer(4500)]])
  }

  @Test func `keeps the counter small`() throws {
    let reader = ExportReader(sources: [
      MemorySource(
        MadeUp.export(
          (0..<600).map {
            MadeUp.record("\($0)", status: "s\($0)", groups: #"[{"uid":"u","attributes":[[\#($0),0,"n",null]]}]"#)
          }))
    ])
    let batch = RecordBatch(byteCount: 1 << 16)
    var counter = LabelCounter()
    while try reader.fill(batch) { counter.add(batch) }
    #expect(!counter.isComplete)
    #expect(counter.counts.isEmpty)
  }
}

extension Catalog {
  /// Lets the side of an import that inserts fail.
  fileprivate func refuseFiles() throws {
    try withConnection { connection in
      let trigger = "CREATE TRIGGER mine BEFORE INSERT ON files BEGIN SELECT RAISE(ABORT, 'no'); END"
      try connection.forEachStatement(in: trigger) { try $0.forEachRow { _ in } }
    }
  }
}
