import Catalogs
import ExportFormat
import Foundation
import SQLite
import Testing

/// A trigger that passes over a change without a word makes it an error, and nothing is changed.
@Suite struct `Changes that a trigger passes over` {
  @Test(arguments: [
    ("INSERT ON label_counts", "import"), ("INSERT ON media", "import"), ("INSERT ON rejects", "import"),
    ("UPDATE OF name ON exports", "import"), ("UPDATE ON exports", "import"), ("INSERT ON exports", "import"),
    ("UPDATE ON exports", "rename"), ("UPDATE ON exports", "set-project"), ("DELETE ON exports", "forget"),
    ("DELETE ON files", "forget"), ("DELETE ON attributes", "forget"),
  ]) func areErrors(_ change: String, _ work: String) throws {
    let scratch = try ScratchCatalog()
    let bytes = MadeUp.export([
      MadeUp.record("1", groups: #"[{"uid":"u","attributes":[[1,0,"car",null]]}]"#), MadeUp.record("2", status: ""),
    ])
    let options = ImportOptions(name: "one", policy: .skip)
    _ = try Catalog.importExport([SourceWithMedia(bytes)], into: scratch.path, options: options)
    let catalog = try Catalog(path: scratch.path, access: .readWrite)
    try catalog.apply("CREATE TRIGGER mine BEFORE \(change) BEGIN SELECT raise(IGNORE); END")
    let before = try scratch.bytes()
    #expect(throws: CatalogError.self) {
      switch work {
      case "rename": try catalog.rename("one", to: "two")
      case "set-project": try catalog.setProject("one", to: 7)
      case "forget": try catalog.forget("one")
      default:
        let options = ImportOptions(name: "two", policy: .skip)
        _ = try catalog.importExport([SourceWithMedia(bytes + [0x0A])], options: options)
      }
    }
    #expect(try scratch.bytes() == before)
  }

  /// An export with one media entry before it.
  private final class SourceWithMedia: ByteSource {
    private let source: MemorySource
    private var receiver: ([MediaEntry]) throws -> Void = { _ in }
    private var isStarted = false
    var name: String { source.name }

    init(_ bytes: [UInt8]) { source = MemorySource(bytes) }

    func setMediaReceiver(_ receiver: @escaping ([MediaEntry]) throws -> Void) { self.receiver = receiver }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
      if !isStarted { try receiver([MediaEntry(name: "1.jpg", byteCount: 1, crc32: nil)]) }
      isStarted = true
      return source.read(into: buffer)
    }
  }
}
