import Catalogs
import ExportFormat
import Foundation
import SQLite
import Testing

@Suite struct `Import of real exports` {
  /// Exports of other folders, where PRESSMARK_EXPORTS names one: files that are or hold annotation.json.
  static let elsewhere: [String] = {
    guard let folder = ProcessInfo.processInfo.environment["PRESSMARK_EXPORTS"] else { return [] }
    let paths = FileManager.default.subpaths(atPath: folder) ?? []
    return paths.filter { $0.contains("annotation.") && $0.hasSuffix(".json") }.map { folder + "/" + $0 }
  }()

  @Test(arguments: SampleExports.all + elsewhere)
  func `accounts for every record, and stores what a slow reader finds`(path: String) throws {
    let data =
      path.hasPrefix("/") ? try Data(contentsOf: URL(filePath: path)) : try SampleExports.data(path)
    let reference = try ImportReference([data])
    let scratch = try ScratchCatalog()
    let summary = try scratch.import(data, as: "export", project: 7)
    #expect(summary.read == summary.stored + summary.repeated + summary.rejected)
    #expect((summary.stored, summary.repeated, summary.rejected) == (reference.files.count, 0, 0))
    #expect(summary.groups == reference.groups.count)
    #expect(summary.labels == reference.labels.count)
    #expect(summary.duplicates == reference.duplicates.count)
    #expect(summary.transfers == reference.transfers.count)
    #expect(summary.attributes == Set(reference.labels.map { $0[3...] }).count)
    #expect(summary.bytes == data.count)
    #expect(summary.projectID == 7)

    let catalog = try scratch.open()
    let content = try catalog.content(of: "export")
    #expect(content["files"] == reference.files)
    #expect(content["groups"] == reference.groups)
    #expect(content["labels"] == reference.labels)
    #expect(content["duplicates"] == reference.duplicates)
    #expect(content["transfers"] == reference.transfers)
    #expect(try catalog.rows("SELECT count(*) FROM files WHERE extra IS NOT NULL") == [[.integer(0)]])
    #expect(try catalog.faults().isEmpty)
    let row = try catalog.rows("SELECT record_count, repeated_count, rejected_count, byte_count FROM exports")
    #expect(row == [[summary.read, 0, 0, data.count].map { .integer(Int64($0)) }])
  }

  @Test func `gives equal digests to the same state, whatever way it came`() throws {
    let scratch = try ScratchCatalog()
    try scratch.import(SampleExports.data("small/annotation.api.json"), as: "api")
    try scratch.import(SampleExports.data("small/annotation.browser.json"), as: "browser")
    let pages = try (1...4).map { try SampleExports.data("small/pages/page-000\($0).json") }
    let summary = try Catalog.importExport(
      pages.map { MemorySource($0) }, into: scratch.path, options: ImportOptions(name: "pages"))
    #expect(summary.stored == 82)
    for name in ["annotation", "annotation.api", "annotation.browser"] {
      try scratch.import(SampleExports.data("seed-sample/\(name).json"), as: "seed \(name)")
    }
    let catalog = try scratch.open()
    let digests = try catalog.digests(of: "api")
    #expect(digests.count == 82)
    #expect(Set(digests.values).count == 82)
    #expect(try catalog.digests(of: "browser") == digests)
    #expect(try catalog.digests(of: "pages") == digests)
    let seed = try catalog.digests(of: "seed annotation")
    #expect(try catalog.digests(of: "seed annotation.api") == seed)
    #expect(try catalog.digests(of: "seed annotation.browser") == seed)
    #expect(try catalog.content(of: "pages")["files"] == ImportReference(pages).files)
    #expect(try catalog.faults().isEmpty)
  }

  @Test func `keeps digests of files that only a filter left out of view`() throws {
    let scratch = try ScratchCatalog()
    try scratch.import(SampleExports.data("small/filtered/no-filter.json"), as: "all")
    try scratch.import(SampleExports.data("small/filtered/type-video.json"), as: "videos")
    let catalog = try scratch.open()
    let all = try catalog.digests(of: "all")
    let videos = try catalog.digests(of: "videos")
    #expect(!videos.isEmpty)
    for (id, digest) in videos { #expect(all[id] == digest, "\(id)") }
  }
}
