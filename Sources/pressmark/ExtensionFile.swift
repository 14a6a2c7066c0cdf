import Files
import SystemPackage

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The loadable extension: in the program's folder, or where `make install` puts it.
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
    let folder = program.removingLastComponent()
    let places = [folder, folder.removingLastComponent().appending("lib/pressmark")].map { $0.appending(name) }
    guard let found = places.first(where: { (try? FileStatus(of: $0)) != nil }) else {
      throw Missing(searched: places.map(\.string))
    }
    return found.string
  }

  /// The program's own file, without links.
  private static var program: FilePath {
    var path = CommandLine.arguments.first ?? ""
    #if canImport(Darwin)
      var size: UInt32 = 0
      _NSGetExecutablePath(nil, &size)
      var buffer = [CChar](repeating: 0, count: Int(size))
      if _NSGetExecutablePath(&buffer, &size) == 0 { path = String(platformString: buffer) }
    #else
      path = "/proc/self/exe"
    #endif
    guard let resolved = realpath(path, nil) else { return FilePath(path) }
    defer { free(resolved) }
    return FilePath(platformString: resolved)
  }
}
