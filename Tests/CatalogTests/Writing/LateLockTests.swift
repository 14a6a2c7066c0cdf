import Catalogs
import ExportFormat
import Foundation
import SQLite
import Testing

/// Others read the catalog as it was, without waiting, until an import lands; no page of it is lost or seen too early.
@Suite struct `Reading during an import` {
  /// An import that overflows SQLite's cache several times.
  static let large = MadeUp.export(
    (0..<20_000).map { MadeUp.record("new \($0)", fileName: "\($0) " + String(repeating: "long ", count: 200)) })
  static let cut = Array(large.dropLast(20))

  /// What another connection without patience sees.
  private struct View: Equatable {
    var exports: [String]
    var fileCount: QueryValue
    var isWhole: Bool

    init(_ path: String, checks: Bool = false) throws {
      let catalog = try Catalog(path: path, busyTimeout: 0)
      exports = try catalog.exports().map(\.name)
      fileCount = try catalog.rows("SELECT count(*) FROM files NOT INDEXED")[0][0]
      isWhole = try !checks || catalog.faults().isEmpty
    }
  }

  private func fileSize(_ path: String) throws -> Int {
    try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
  }

  @Test func `shows the catalog as it was, while the new pages are written already`() throws {
    let scratch = try ScratchCatalog()
    try scratch.import(MadeUp.export(MadeUp.many), as: "old")
    let before = try View(scratch.path)
    let size = try fileSize(scratch.path)
    let catalog = try Catalog(path: scratch.path, access: .readWrite)
    var views: [View] = []
    var largest = 0
    _ = try catalog.importExport([MemorySource(Self.large)], options: ImportOptions(name: "new")) { _ in
      guard let view = try? View(scratch.path, checks: views.count % 8 == 0) else {
        Issue.record("a reader was refused")
        return
      }
      views.append(view)
      largest = max(largest, (try? self.fileSize(scratch.path)) ?? 0)
    }
    #expect(views.count > 5)
    #expect(views.allSatisfy { $0 == before })
    #expect(largest > size + 5_000_000, "the cache has not overflowed, so that nothing was tested")
    let after = try View(scratch.path, checks: true)
    #expect(after.exports == ["old", "new"])
    #expect(after.fileCount == .integer(Int64(MadeUp.many.count + 20_000)))
    #expect(after.isWhole)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path) == ["catalog.db"])
  }

  @Test func `shows the catalog as it was after an import that failed late`() throws {
    let scratch = try ScratchCatalog()
    try scratch.import(MadeUp.export(MadeUp.many), as: "old")
    let before = try scratch.bytes()
    #expect(throws: ExportError.self) { try scratch.import(Self.cut, as: "new") }
    #expect(try scratch.bytes() == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path) == ["catalog.db"])
  }

  @Test func `goes on where an import fills pages that were free`() throws {
    let scratch = try ScratchCatalog()
    try scratch.import(MadeUp.export(MadeUp.many), as: "old")
    try scratch.import(Self.large, as: "first")
    let catalog = try Catalog(path: scratch.path, access: .readWrite)
    try catalog.forget("first")
    let before = try View(scratch.path, checks: true)
    let size = try fileSize(scratch.path)
    var views: [View] = []
    _ = try catalog.importExport([MemorySource(Self.large)], options: ImportOptions(name: "second")) { _ in
      if let view = try? View(scratch.path, checks: views.count % 8 == 0) { views.append(view) }
    }
    #expect(views.count > 5)
    #expect(views.allSatisfy { $0 == before })
    #expect(try fileSize(scratch.path) < size + 2_000_000, "the free pages were not used")
    #expect(try View(scratch.path, checks: true).fileCount == .integer(Int64(MadeUp.many.count + 20_000)))
    #expect(throws: ExportError.self) { try scratch.import(Self.cut, as: "third") }
    #expect(try View(scratch.path, checks: true).exports == ["old", "second"])
  }

  @Test func `goes on while changes all over the file are held beside it`() throws {
    let scratch = try ScratchCatalog()
    try scratch.import(Self.large, as: "old")
    let catalog = try Catalog(path: scratch.path, access: .readWrite)
    try catalog.withConnection { connection in
      // Entries of the new files come between those of the old ones.
      for statement in ["PRAGMA cache_size = 50", "CREATE INDEX mine ON files (substr(file_name, 3) || file_name)"] {
        try connection.forEachStatement(in: statement) { try $0.forEachRow { _ in } }
      }
    }
    let before = try View(scratch.path)
    var views: [View] = []
    _ = try catalog.importExport([MemorySource(Self.large)], options: ImportOptions(name: "new")) { _ in
      if let view = try? View(scratch.path) { views.append(view) }
    }
    #expect(views.count > 5)
    #expect(views.allSatisfy { $0 == before })
    #expect(try View(scratch.path).fileCount == .integer(40_000))
  }

  @Test func `keeps an import that lands too late from landing, and nothing is changed`() throws {
    let scratch = try ScratchCatalog()
    try scratch.import(MadeUp.export(MadeUp.many), as: "old")
    let before = try scratch.bytes()
    let reader = try Catalog(path: scratch.path)
    try reader.withConnection { connection in
      for statement in ["BEGIN", "SELECT count(*) FROM files"] {
        try connection.forEachStatement(in: statement) { try $0.forEachRow { _ in } }
      }
      let writer = try Catalog(path: scratch.path, access: .readWrite, busyTimeout: 0.2)
      #expect(throws: DatabaseFault.self) {
        try writer.importExport([MemorySource(Self.large)], options: ImportOptions(name: "new"))
      }
      try connection.forEachStatement(in: "COMMIT") { try $0.forEachRow { _ in } }
      #expect(try scratch.bytes() == before)
      _ = try writer.importExport([MemorySource(Self.large)], options: ImportOptions(name: "new"))
    }
    #expect(try View(scratch.path, checks: true).exports == ["old", "new"])
  }
}
