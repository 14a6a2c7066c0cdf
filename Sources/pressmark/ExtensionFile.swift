import Foundation

/// Where the loadable extension lies: beside the program, or where `make install` puts it.
enum ExtensionFile {
  struct Missing: Error, CustomStringConvertible {
    let searched: [String]

    var description: String {
      "the extension is not at \(searched.joined(separator: " or ")); \"make extension\" builds it"
    }
  }

  #if canImport(Darwin)
    static let name = "pressmark.dylib"
  #else
    static let name = "pressmark.so"
  #endif

  /// Finds it.
  ///
  /// - Throws: ``Missing`` with the places where it was looked for.
  static func path() throws(Missing) -> String {
    let program = (Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0])).resolvingSymlinksInPath()
    let folder = program.deletingLastPathComponent()
    let places = [folder, folder.deletingLastPathComponent().appending(path: "lib/pressmark")]
      .map { $0.appending(path: name).path }
    guard let found = places.first(where: FileManager.default.fileExists) else { throw Missing(searched: places) }
    return found
  }
}
