import FileNames
package import SystemPackage

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension FilePath {
  /// The path of a text as ``PathText`` has it, byte for byte.
  package init(name text: String) {
    self = PathText.withCString(text) { FilePath(platformString: $0) }
  }

  /// The path as a text, see ``PathText``.
  package var name: String { withPlatformString { PathText.text(cString: $0) } }

  /// Removes the name; a file lives on for as long as it is open.
  ///
  /// - Returns: whether there was such a name, and the system removed it.
  @discardableResult
  package func remove() -> Bool { withPlatformString { unlink($0) } == 0 }
}
