import FileNames
import Files
import SystemPackage

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Where a person's own saved queries are kept, if nothing else is said.
package enum OwnQueries {
  /// `$XDG_DATA_HOME/pressmark/queries`, else `~/.local/share/pressmark/queries`; nil where no home is known.
  ///
  /// See <https://specifications.freedesktop.org/basedir-spec/latest/>: a relative path there is ignored.
  package static var folder: String? {
    if let data = variable("XDG_DATA_HOME"), data.hasPrefix("/") { return data + "/pressmark/queries" }
    return variable("HOME").map { $0 + "/.local/share/pressmark/queries" }
  }

  /// The folders to read, those that count more last.
  ///
  /// - Parameters:
  ///   - own: the person's own folder, which may be missing.
  ///   - named: a folder that was asked for; nil for none.
  package static func folders(own: String?, named: String?) -> [String] {
    let existing = own.flatMap { exists($0) ? $0 : nil }
    return [existing, named].compactMap { $0 }
  }

  /// Whether there is something by that name. What the system does not let us see is there, so that reading it says why.
  private static func exists(_ path: String) -> Bool {
    do {
      return try FileStatus(of: path) != nil
    } catch {
      return error != .notDirectory
    }
  }

  private static func variable(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return PathText.text(cString: value)
  }
}
