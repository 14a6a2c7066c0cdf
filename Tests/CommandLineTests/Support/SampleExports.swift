import Foundation

/// A folder with the real exports of the repository, for runs of the program.
enum SampleExports {
  static let repository = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized

  /// A new temporary folder in which `small`, `spring` and `summer` stand for the exports, and `broken.json` for the
  /// faulty one, as in the folder that the tour is typed in.
  static func folder() throws -> URL {
    let files = FileManager.default
    let folder = files.temporaryDirectory.appending(path: "pressmark-samples-\(UUID().uuidString)")
    try files.createDirectory(at: folder, withIntermediateDirectories: true)
    let exports = repository.appending(path: "Tests/CatalogTests/Exports")
    for name in ["small", "spring", "summer", "broken.json"] {
      try files.createSymbolicLink(
        at: folder.appending(path: name), withDestinationURL: exports.appending(path: name))
    }
    return folder
  }
}
