import Catalogs
import ExportFormat
import Foundation
import SQLite
import Testing

/// What a source does wrong leaves the catalog as it was, and memory bounded.
struct SourceFaultTests {
  /// Gives some bytes, then throws.
  private final class FailingSource: ByteSource {
    let name = "failing"
    private var rest: ArraySlice<UInt8>

    struct Failure: Error {}

    init(_ bytes: some Sequence<UInt8>) { rest = Array(bytes)[...] }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
      guard !rest.isEmpty else { throw Failure() }
      let piece = rest.prefix(min(buffer.count, 1000))
      buffer.copyBytes(from: piece)
      rest = rest.dropFirst(piece.count)
      return piece.count
    }
  }

  @Test(arguments: [0, 1, 5000, 50_000]) func `a read error mid-file`(count: Int) throws {
    let scratch = try ScratchCatalog()
    try scratch.import("[]".utf8, as: "old")
    let bytes = try SampleExports.data("small/annotation.api.json").prefix(count)
    #expect(throws: FailingSource.Failure.self) {
      try Catalog.importExport([FailingSource(bytes)], into: scratch.path, options: ImportOptions(name: "new"))
    }
    let catalog = try scratch.open()
    #expect(try catalog.exports().map(\.name) == ["old"])
    #expect(try catalog.rows("SELECT count(*) FROM files") == [[.integer(0)]])
  }
}
