import Foundation

/// A folder with the real exports of the repository, for runs of the program.
enum SampleExports {
  static let repository = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized

  /// A new temporary folder in which `small`, `spring` and `summer` stand for the exports, and `broken.json` for a
  /// faulty one.
  static func folder() throws -> URL {
    let files = FileManager.default
    let folder = files.temporaryDirectory.appending(path: "pressmark-samples-\(UUID().uuidString)")
    try files.createDirectory(at: folder, withIntermediateDirectories: true)
    let exports = repository.appending(path: "Tests/CatalogTests/Exports")
    for name in ["small", "spring", "summer"] {
      try files.createSymbolicLink(
        at: folder.appending(path: name), withDestinationURL: exports.appending(path: name))
    }
    let text = try String(contentsOf: exports.appending(path: "small/annotation.browser.json"), encoding: .utf8)
    let pieces = text.components(separatedBy: #""status": "v""#)
    // The third record's.
    let faulty = pieces[0...2].joined(separator: #""status": "v""#) + #""status": 3"#
    try (faulty + pieces[3...].joined(separator: #""status": "v""#)).write(
      to: folder.appending(path: "broken.json"), atomically: true, encoding: .utf8)
    return folder
  }
}
