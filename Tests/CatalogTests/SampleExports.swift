import Catalogs
import ExportFormat
import Foundation

/// The real exports that the tests use.
enum SampleExports {
  static let folder = Bundle.module.resourceURL.map { $0.appending(path: "Exports") } ?? URL(filePath: "Exports")

  /// Every plain export, by its path in the folder.
  static let all: [String] =
    ["seed-sample/annotation.json", "seed-sample/annotation.api.json", "seed-sample/annotation.browser.json"]
    + ["small/annotation.api.json", "small/annotation.browser.json"]
    + [
      "author", "date-sort-asc", "label-one", "label-two-in-one-group", "no-filter", "only-duplicates", "only-new",
      "status-a", "type-video", "update-from", "upload-from-to", "user-without-validate-right",
    ].map { "small/filtered/\($0).json" }

  static func data(_ path: String) throws -> Data { try Data(contentsOf: folder.appending(path: path)) }
}

/// A catalog in a temporary folder, removed with it.
final class ScratchCatalog {
  let folder: URL
  let path: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "pressmark-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.appending(path: "catalog.db").path
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  @discardableResult
  func `import`(_ bytes: some Sequence<UInt8>, as name: String? = nil, project: Int? = nil) throws -> ImportSummary {
    try Catalog.importExport(
      [MemorySource(bytes)], into: path, options: ImportOptions(name: name, projectID: project))
  }

  func open() throws -> Catalog { try Catalog(path: path) }
}
