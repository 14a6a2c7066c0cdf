import Catalogs
import ExportFormat
import ExportInput
import Foundation
import SQLite
import Testing

/// What an archive holds besides the export, against what the platform's own archiver said it put there.
struct MediaTests {
  private struct Lookup: Decodable {
    struct File: Decodable {
      let id: String
      let object: String
      let entry: String?
    }
    let files: [File]
  }

  @Test(arguments: [("seed-sample", "project_1_dataset.zip"), ("small", "project_7_dataset.zip")])
  func `the media table agrees with the archiver`(folder: String, archive: String) throws {
    let scratch = try ScratchCatalog()
    let inputs = try Inputs.open([SampleExports.folder.appending(path: "\(folder)/\(archive)").path])
    let summary = try Catalog.importExport(
      inputs.sources, into: scratch.path, options: ImportOptions(projectID: inputs.suggestedProject))
    let lookup = try JSONDecoder().decode(Lookup.self, from: SampleExports.data("\(folder)/lookup.json"))
    let catalog = try scratch.open()

    let entries = Set(lookup.files.compactMap(\.entry))
    let names = try catalog.rows("SELECT DISTINCT name FROM media").map { $0[0] }
    #expect(Set(names) == Set(entries.map { .text($0) }))
    #expect(summary.media == entries.count)

    let rows = try catalog.rows(
      """
      SELECT o.file_id, (SELECT m.name FROM media m WHERE m.export_id = o.export_id AND m.object_id = o.object_id)
      FROM objects o ORDER BY o.file_key
      """)
    #expect(rows == lookup.files.map { [.text($0.id), $0.entry.map { .text($0) } ?? .null] })
  }

  @Test func `an archive is imported though its annotation.json alone was before`() throws {
    let scratch = try ScratchCatalog()
    let archive = SampleExports.folder.appending(path: "small/project_7_dataset.zip").path
    var alone: [UInt8] = []
    let source = try #require(Inputs.open([archive]).sources.first)
    try withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 1) { buffer in
      while case let count = try source.read(into: buffer), count > 0 { alone += buffer[..<count] }
    }
    try scratch.import(alone, as: nil, project: 7)
    for (wasKnown, exportCount) in [(false, 2), (true, 2)] {
      let summary = try Catalog.importExport(
        Inputs.open([archive]).sources, into: scratch.path, options: ImportOptions(projectID: 7))
      #expect(summary.wasKnown == wasKnown)
      #expect(try scratch.open().exports().count == exportCount)
    }
  }
}
